/** Which part of the run all panels show. */

import { clamp } from "./dom.mjs";

const CLOSEST = 10; // steps that a closer look still shows

/** @param changed called when another part is shown */
export function makeZoom(board, changed) {
  let span = null; // [from, to] in ms, or null for the whole run

  function show(from, length) {
    const { duration, dt } = board.experiment().protocol;
    const room = clamp(length, Math.min(CLOSEST * dt, duration), duration);
    const start = clamp(from, 0, duration - room);
    span = room < duration ? [start, start + room] : null;
    changed();
  }

  return {
    span: () => span,
    whole() {
      span = null;
      changed();
    },
    /** Show `factor` times as much as now, around `time` or else the cursor or the middle. */
    by(factor, time = board.moment()) {
      const { duration } = board.experiment().protocol;
      const [from, to] = span ?? [0, duration];
      const centre = time ?? (from + to) / 2;
      show(centre - (centre - from) * factor, (to - from) * factor);
    },
    /** Keep a moment in view: the part that is shown moves along with it. */
    follow(time) {
      if (!span || time === null || (time >= span[0] && time <= span[1])) return;
      const length = span[1] - span[0];
      show(time < span[0] ? time - length * 0.1 : time - length * 0.9, length);
    },
    /** Another experiment may be shorter. */
    settle() {
      if (span && span[1] > board.experiment().protocol.duration) span = null;
    },
  };
}
