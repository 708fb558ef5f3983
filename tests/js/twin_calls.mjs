/** Calls of twins that take a board or bytes: from plain data, as a test sends it. */

import { attributePairs } from "../../stdplab/widgets/js/figure/pair_attribution.mjs";
import { unpackSeries } from "../../stdplab/widgets/js/state/model_reader.mjs";
import { makePairChange } from "../../stdplab/widgets/js/state/pair_change.mjs";
import { runProgram } from "./run_program.mjs";

/** What these functions read of a board, for one rule with its program. */
const boardOf = (experiment, program) => ({
  experiment: () => experiment,
  view: () => ({ rules: [{ program: "p" }] }),
  simulate: (other) => runProgram(other, program),
});

export function pairChanges(experiment, program, delays) {
  const changeByPair = makePairChange(boardOf(experiment, program));
  return delays.map((delay) => changeByPair(0, delay));
}

export function pairShares(experiment, program, step) {
  return attributePairs(boardOf(experiment, program), 0, step);
}

export function unpack(names, bytes) {
  return unpackSeries({ names, data: new DataView(Uint8Array.from(bytes).buffer) });
}
