/** Which part of the run all panels show. */

import { clamp } from "../dom/dom.mjs";

const CLOSEST = 10; // steps that a closer look still shows

export function makeZoom(board) {
  const { all, tell } = board.shared;

  function show(from, length) {
    const { duration, dt } = board.experiment().protocol;
    const room = clamp(length, Math.min(CLOSEST * dt, duration), duration);
    const start = clamp(from, 0, duration - room);
    all.span = room < duration ? [start, start + room] : null;
    tell("changed");
  }

  return {
    span: () => all.span,
    whole() {
      all.span = null;
      tell("changed");
    },
    /** Show `factor` times as much as now, around `time` or else the cursor or the middle. */
    by(factor, time = board.moment()) {
      const { duration } = board.experiment().protocol;
      const [from, to] = all.span ?? [0, duration];
      const centre = time ?? (from + to) / 2;
      show(centre - (centre - from) * factor, (to - from) * factor);
    },
    /** Keep a moment in view: the part that is shown moves along with it. */
    follow(time) {
      if (!all.span || time === null) return;
      const [from, to] = all.span;
      if (time >= from && time <= to) return;
      const length = to - from;
      show(time < from ? time - length * 0.1 : time - length * 0.9, length);
    },
    /** Another experiment may be shorter. */
    settle() {
      if (all.span?.[1] > board.experiment().protocol.duration) all.span = null;
    },
  };
}
