/** Kept runs: earlier runs that stay pale behind the present one. */

const MAX_KEPT_RUNS = 3;

/**
 * The kept runs of a board, which all its views share.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{comparable(): import("../types.d.ts").KeptRun[], keep(): void, clear(): void}}
 */
export function makeKeptRuns(board) {
  const { state, callViews } = board.shared;

  return {
    /** The kept runs on the same time axis as the present one, the newest first. */
    comparable() {
      const { duration, dt } = board.experiment().protocol;
      return state.keptRuns.filter(({ experiment: { protocol } }) => protocol.duration === duration && protocol.dt === dt);
    },
    keep() {
      const run = { experiment: board.experiment(), results: board.results(), gammas: board.gammas() };
      state.keptRuns = [run, ...state.keptRuns].slice(0, MAX_KEPT_RUNS);
      callViews("redraw");
    },
    clear() {
      state.keptRuns = [];
      callViews("redraw");
    },
  };
}
