/** A rule's program, run on an experiment as the page runs it. */

import { makeSimulator } from "../../stdplab/widgets/js/simulate/simulate.mjs";

export function runProgram(experiment, program) {
  return makeSimulator()(experiment, [{ name: "it", program: "p" }], { p: program }).it;
}
