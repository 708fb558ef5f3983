/** The zoom range: the part of the run that all panels show. */

import { clamp } from "../dom/numbers.mjs";

const MIN_STEPS_SHOWN = 10;

/**
 * The zoom of a board.
 *
 * @param {() => import("../types.d.ts").Protocol} protocol the present one
 * @param {() => number | null} cursorTime in ms
 * @param {() => void} redraw
 * @returns {import("../types.d.ts").Zoom}
 */
export function makeZoom(protocol, cursorTime, redraw) {
  /** @type {[number, number] | null} */
  let range = null; // in ms, or null for the whole run

  function show(/** @type {number} */ from, /** @type {number} */ wantedLength) {
    const { duration, dt } = protocol();
    const length = clamp(wantedLength, Math.min(MIN_STEPS_SHOWN * dt, duration), duration);
    const start = clamp(from, 0, duration - length);
    range = length < duration ? [start, start + length] : null;
    redraw();
  }

  return {
    range: () => range,
    showAll() {
      range = null;
      redraw();
    },
    by(factor, time = cursorTime()) {
      const [from, to] = range ?? [0, protocol().duration];
      const centre = time ?? (from + to) / 2;
      show(centre - (centre - from) * factor, (to - from) * factor);
    },
    keepInView(time) {
      if (!range || time === null) return;
      const [from, to] = range;
      if (time >= from && time <= to) return;
      const length = to - from;
      show(time < from ? time - length * 0.1 : time - length * 0.9, length);
    },
    fit() {
      if (range && range[1] > protocol().duration) range = null;
    },
  };
}
