/** Kept runs: earlier runs that stay pale behind the present one. */

const MAX_KEPT_RUNS = 3;

/**
 * The kept runs of a board.
 *
 * @param {import("../types.d.ts").Store} store
 * @param {() => void} redraw
 * @returns {import("../types.d.ts").KeptRuns}
 */
export function makeKeptRuns(store, redraw) {
  /** @type {import("../types.d.ts").KeptRun[]} */
  let runs = []; // the newest first

  return {
    comparable() {
      const { duration, dt } = store.experiment().protocol;
      return runs.filter(({ experiment: { protocol } }) => protocol.duration === duration && protocol.dt === dt);
    },
    keep() {
      const run = { experiment: store.experiment(), results: store.results(), gammas: store.gammas() };
      runs = [run, ...runs].slice(0, MAX_KEPT_RUNS);
      redraw();
    },
    clear() {
      runs = [];
      redraw();
    },
  };
}
