/** Where everything stands, in CSS pixels, for a given width. */

import { clamp } from "../dom/dom.mjs";

const HEIGHTS = { spikes: 34, reward: 56, curve: 66 };
const GAP = 10;
const NARROW = 520;

/** A round distance between time ticks that gives at least seven of them, as in Python. */
export function tickStep(length) {
  const power = 10 ** Math.floor(Math.log10(length / 7));
  return [5, 2.5, 2, 1].find((m) => m * power <= (length / 7) * (1 + 1e-9)) * power;
}

/**
 * The places of the panels, over the whole run or the part of it in `span`. In a narrow figure the words stand above each panel,
 * in a wide one beside it.
 */
export function layOut(panels, width, duration, span) {
  const [from, to] = span ?? [0, duration];
  const narrow = width < NARROW;
  const left = narrow ? 2 : 148;
  const right = narrow ? 2 : 70;
  const plot = Math.max(width - left - right, 40);
  let y = 6;
  const rows = panels.map((panel) => {
    const head = y;
    if (narrow) y += 22;
    const row = { head, y, height: HEIGHTS[panel.kind] };
    y += row.height + GAP;
    return row;
  });
  return {
    narrow, width, left, right, plot, rows, duration, from, to,
    bottom: y - GAP,
    height: y + 20,
    x: (time) => left + ((time - from) / (to - from)) * plot,
    time: (x) => from + clamp((x - left) / plot, 0, 1) * (to - from),
  };
}

/** The pixel of a value on a panel's axis, two pixels inside either edge. */
export function scale(row, [low, high]) {
  return (value) => row.y + row.height - 2 - ((value - low) / (high - low)) * (row.height - 4);
}

/** The value at a pixel: the inverse of `scale`. */
export function unscale(row, [low, high], y) {
  return low + ((row.y + row.height - 2 - y) / (row.height - 4)) * (high - low);
}

const placed = new WeakMap();

/**
 * Where a pointer is inside the drawing, whatever zoom the page has. Asked once an event: to
 * ask again after something was drawn would make the browser lay everything out in between.
 */
export function place(event, drawing, layout) {
  if (!placed.has(event)) {
    const box = drawing.getBoundingClientRect();
    const zoom = layout.width / box.width;
    placed.set(event, { x: (event.clientX - box.left) * zoom, y: (event.clientY - box.top) * zoom });
  }
  return placed.get(event);
}
