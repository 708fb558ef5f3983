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

/** How many steps the runs take together that the changes at these delays need. */
export function stepsRun(experiment, program, delays) {
  let steps = 0;
  const store = storeOf(experiment, program);
  const changeByPair = makePairChange({ ...store, simulate(other) {
    steps += Math.round(other.protocol.duration / other.protocol.dt);
    return store.simulate(other);
  } });
  for (const delay of delays) changeByPair(0, delay);
  return steps;
}

/** How many steps the runs take together that tell the shares of the pairs in a step. */
export function stepsShared(experiment, program, step) {
  let steps = 0;
  const store = storeOf(experiment, program);
  attributePairs({ ...store, simulate(other) {
    steps += Math.round(other.protocol.duration / other.protocol.dt);
    return store.simulate(other);
  } }, 0, step);
  return steps;
}

export function pairShares(experiment, program, step) {
  return attributePairs(storeOf(experiment, program), 0, step);
}

export function unpack(names, bytes) {
  return unpackSeries({ names, data: new DataView(Uint8Array.from(bytes).buffer) });
}
