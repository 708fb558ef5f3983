/** The zoom range: the part of the run that all panels show. */

import { clamp } from "../dom/numbers.mjs";

const MIN_STEPS_SHOWN = 10;

/**
 * The zoom of a board, which all its views share.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {import("../types.d.ts").Zoom}
 */
export function makeZoom(board) {
  const { state, callViews } = board.shared;

  function setRange(from, wantedLength) {
    const { duration, dt } = board.experiment().protocol;
    const length = clamp(wantedLength, Math.min(MIN_STEPS_SHOWN * dt, duration), duration);
    const start = clamp(from, 0, duration - length);
    state.zoomRange = length < duration ? [start, start + length] : null;
    callViews("redraw");
  }

  return {
    range: () => state.zoomRange,
    showAll() {
      state.zoomRange = null;
      callViews("redraw");
    },
    /** Show `factor` times as much time as now, around `time`, the cursor or the middle. */
    by(factor, time = board.cursorTime()) {
      const { duration } = board.experiment().protocol;
      const [from, to] = state.zoomRange ?? [0, duration];
      const centre = time ?? (from + to) / 2;
      setRange(centre - (centre - from) * factor, (to - from) * factor);
    },
    /** Move the range so that it holds a time. */
    keepInView(time) {
      if (!state.zoomRange || time === null) return;
      const [from, to] = state.zoomRange;
      if (time >= from && time <= to) return;
      const length = to - from;
      setRange(time < from ? time - length * 0.1 : time - length * 0.9, length);
    },
    /** Show the whole run if the range ends after it: another experiment may be shorter. */
    checkRange() {
      if (state.zoomRange?.[1] > board.experiment().protocol.duration) state.zoomRange = null;
    },
  };
}
