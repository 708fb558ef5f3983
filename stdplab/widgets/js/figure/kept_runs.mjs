/** Earlier runs, kept pale behind the present one. */

const KEPT = 3;

export function makeGhosts(board) {
  const { all, tell } = board.shared;

  return {
    /** The kept runs that lie on the same time axis as the present one, the newest first. */
    shown() {
      const { duration, dt } = board.experiment().protocol;
      return all.kept.filter(({ experiment: { protocol } }) => protocol.duration === duration && protocol.dt === dt);
    },
    keep() {
      const experiment = board.experiment();
      all.kept = [{ experiment, results: board.results(), gammas: board.gammas() }, ...all.kept].slice(0, KEPT);
      tell("changed");
    },
    clear() {
      all.kept = [];
      tell("changed");
    },
  };
}
