/** Where everything in the figure stands, in CSS pixels, for a given width. */

import { clamp } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Layout} Layout */
/** @typedef {import("../types.d.ts").LayoutRow} LayoutRow */

const PANEL_HEIGHTS = { spikes: 34, reward: 56, curve: 66 };
const PANEL_GAP = 10;
const NARROW_BELOW = 520;

/**
 * A round distance between time ticks that gives at least seven of them, as in Python.
 *
 * @param {number} length of the time axis, in ms
 * @returns {number} in ms
 */
export function tickStep(length) {
  const power = 10 ** Math.floor(Math.log10(length / 7));
  const mantissa = [5, 2.5, 2].find((m) => m * power <= (length / 7) * (1 + 1e-9)) ?? 1;
  return mantissa * power;
}

/**
 * The places of the panels, over the whole run or the zoom range. In a narrow figure the labels
 * stand above each panel, in a wide one beside it.
 *
 * @param {import("../types.d.ts").Panel[]} panels
 * @param {number} width of the figure
 * @param {number} duration of the run, in ms
 * @param {number[] | null} zoomRange [from, to] in ms
 * @param {number[][]} limits [low, high] of each panel
 * @returns {Layout}
 */
export function computeLayout(panels, width, duration, zoomRange, limits) {
  const [from, to] = zoomRange ?? [0, duration];
  const narrow = width < NARROW_BELOW;
  const left = narrow ? 2 : 148;
  const right = narrow ? 2 : 70;
  const plotWidth = Math.max(width - left - right, 40);
  let y = 6;
  const rows = panels.map(({ key, kind }, i) => {
    const headY = y;
    if (narrow) y += 22;
    const row = { key, headY, y, height: PANEL_HEIGHTS[kind], limits: limits[i] };
    y += row.height + PANEL_GAP;
    return row;
  });
  return {
    narrow, width, left, right, plotWidth, rows, duration, from, to,
    bottom: y - PANEL_GAP,
    height: y + 20,
    x: (time) => left + ((time - from) / (to - from)) * plotWidth,
    time: (x) => from + clamp((x - left) / plotWidth, 0, 1) * (to - from),
  };
}

/**
 * The scale of a panel's axis; the limits lie two pixels inside its edges.
 *
 * @param {LayoutRow} row
 * @returns {(value: number) => number} from a value to its pixel
 */
export function yScale(row) {
  const [low, high] = row.limits;
  return (value) => row.y + row.height - 2 - ((value - low) / (high - low)) * (row.height - 4);
}

/**
 * The value at a pixel: the inverse of `yScale`.
 *
 * @param {LayoutRow} row
 * @param {number} y
 * @returns {number}
 */
export function valueAtY(row, y) {
  const [low, high] = row.limits;
  return low + ((row.y + row.height - 2 - y) / (row.height - 4)) * (high - low);
}
