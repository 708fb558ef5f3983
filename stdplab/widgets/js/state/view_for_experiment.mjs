/** The view of an experiment that came without one: that of another with the same rules, refitted. */

import { hasKeys } from "./validate_experiment.mjs";

const kinds = ({ rules, bounds }) => JSON.stringify([rules.map(({ rule }) => rule), bounds?.bounds]);

/** Whether two objects have the same keys, with values of the same types. */
const sameShape = (one, other) =>
  hasKeys(other, Object.keys(one)) && Object.keys(one).every((key) => typeof one[key] === typeof other[key]);

/** Whether the same programs compute both. */
function alike(one, other) {
  return kinds(one) === kinds(other)
    && one.rules.every((rule, i) => sameShape(rule, other.rules[i]))
    && (!one.bounds || sameShape(one.bounds, other.bounds));
}

/** One control, or one for each rule where their values differ. */
function apart(control, rules, names) {
  if (control.group !== "Rule") return [control];
  const values = control.paths.map(([, i, name]) => rules[i][name]);
  if (values.every((value) => value === values[0])) return [control];
  return control.paths.map(([, i, name]) => ({ ...control, key: `${names[i]}.${name}`, label: names[i], paths: [["rules", i, name]] }));
}

/**
 * @param known experiments with their views, the nearest first
 * @returns a view for the experiment, or null where none of those computes it
 */
export function viewFor(experiment, known) {
  const found = known.find((other) => alike(experiment, other.experiment));
  if (!found) return null;
  const names = found.view.rules.map(({ name }) => name);
  const controls = found.view.controls.flatMap((control) => apart(control, experiment.rules, names));
  return { ...found.view, controls };
}
