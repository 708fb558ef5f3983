/** A view for an experiment that came without one: the view of another experiment with the same rules. */

import { hasKeys } from "./validate_experiment.mjs";

/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").ViewModel} ViewModel */

const ruleKinds = (/** @type {Experiment} */ { rules, bounds }) => JSON.stringify([rules.map(({ rule }) => rule), bounds?.bounds]);

/**
 * Whether two objects have the same keys, with values of the same types.
 *
 * @type {(one: Record<string, any>, other: Record<string, any>) => boolean}
 */
const sameShape = (one, other) =>
  hasKeys(other, Object.keys(one)) && Object.keys(one).every((key) => typeof one[key] === typeof other[key]);

/** Whether the same programs compute both experiments. */
function samePrograms(/** @type {Experiment} */ one, /** @type {Experiment} */ other) {
  return ruleKinds(one) === ruleKinds(other)
    && one.rules.every((rule, i) => sameShape(rule, other.rules[i]))
    && (!one.bounds || !other.bounds || sameShape(one.bounds, other.bounds));
}

/**
 * A rule's control as it is; or one control for each rule, where the rules have different values.
 *
 * @param {import("../types.d.ts").Control} control
 * @param {import("../types.d.ts").Rule[]} rules
 * @param {string[]} names the rules'
 */
function splitByRule(control, rules, names) {
  if (control.group !== "Rule") return [control];
  const values = control.paths.map(([, i, name]) => rules[Number(i)][name]);
  if (values.every((value) => value === values[0])) return [control];
  return control.paths.map(([, i, name]) => ({ ...control, key: `${names[Number(i)]}.${name}`, label: names[Number(i)], paths: [["rules", i, name]] }));
}

/**
 * The view for an experiment.
 *
 * @param {Experiment} experiment
 * @param {{experiment: Experiment, viewModel: ViewModel}[]} candidates experiments with their views; the first fit is taken
 * @returns {ViewModel | null} null if no candidate has the same rules
 */
export function viewForExperiment(experiment, candidates) {
  const found = candidates.find((candidate) => samePrograms(experiment, candidate.experiment));
  if (!found) return null;
  const names = found.viewModel.rules.map(({ name }) => name);
  const controls = found.viewModel.controls.flatMap((control) => splitByRule(control, experiment.rules, names));
  return { ...found.viewModel, controls };
}
