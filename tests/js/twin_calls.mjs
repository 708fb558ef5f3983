/** Calls of twins that take a store or bytes: from plain data, as a test sends it. */

import { attributePairs } from "../../stdplab/widgets/js/simulate/pair_attribution.mjs";
import { makePairChange } from "../../stdplab/widgets/js/simulate/pair_change.mjs";
import { unpackSeries } from "../../stdplab/widgets/js/state/model_reader.mjs";
import { runProgram } from "./run_program.mjs";

/** What these functions read of a store, for one rule with its program. */
const storeOf = (experiment, program) => ({
  experiment: () => experiment,
  viewModel: () => ({ rules: [{ program: "p" }] }),
  simulate: (other) => runProgram(other, program),
});

export function pairChanges(experiment, program, delays) {
  const changeByPair = makePairChange(storeOf(experiment, program));
  return delays.map((delay) => changeByPair(0, delay));
}

export function pairShares(experiment, program, step) {
  return attributePairs(storeOf(experiment, program), 0, step);
}

export function unpack(names, bytes) {
  return unpackSeries({ names, data: new DataView(Uint8Array.from(bytes).buffer) });
}
