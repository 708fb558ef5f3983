/** The results of a board: computed from programs, and for other rules the kernel's last. */

import { makeSimulator } from "../simulate/simulate.mjs";
import { unpackSeries } from "./model_reader.mjs";

/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").Results} Results */
/** @typedef {import("../types.d.ts").ViewModel} ViewModel */

/**
 * What computes a board's results. It keeps the last ones.
 *
 * @param {() => Record<string, any>} programs by key
 * @param {() => any} series what the kernel has computed
 * @returns {{of(experiment: Experiment, viewModel: ViewModel): Results,
 *     oneRule(experiment: Experiment, viewModel: ViewModel, ruleIndex: number): Record<string, Float64Array> | null}}
 */
export function makeResults(programs, series) {
  const simulate = makeSimulator();
  /** @type {any[]} */
  let inputs = []; // what `results` were computed from
  /** @type {Results} */
  let results = {};

  return {
    of(experiment, viewModel) {
      const next = [experiment, viewModel, series()];
      if (next.some((input, i) => input !== inputs[i])) {
        results = { ...unpackSeries(series()), ...simulate(experiment, viewModel.rules, programs()) };
        inputs = next;
      }
      return results;
    },
    /** The series of an experiment under one of its rules, or null if only the kernel can run it. */
    oneRule(experiment, viewModel, ruleIndex) {
      const rule = viewModel.rules[ruleIndex];
      const alone = { ...experiment, rules: [experiment.rules[ruleIndex]] };
      return rule.program === null ? null : simulate(alone, [rule], programs())[rule.name];
    },
  };
}
