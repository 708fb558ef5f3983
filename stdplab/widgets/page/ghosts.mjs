/** Earlier runs, kept pale behind the present one. */

const KEPT = 3;

/** @param changed called when a run is kept or let go */
export function makeGhosts(board, changed) {
  let list = [];

  return {
    /** The kept runs that lie on the same time axis as the present one, the newest first. */
    shown() {
      const { duration, dt } = board.experiment().protocol;
      return list.filter(({ experiment: { protocol } }) => protocol.duration === duration && protocol.dt === dt);
    },
    keep() {
      const experiment = board.experiment();
      list = [{ experiment, results: board.results(), gammas: board.gammas() }, ...list].slice(0, KEPT);
      changed();
    },
    clear() {
      list = [];
      changed();
    },
  };
}
