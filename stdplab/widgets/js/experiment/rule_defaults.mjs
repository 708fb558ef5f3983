/** The parameters that an older experiment does not have, since its rules had fewer then. */

/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").ViewModel} ViewModel */

/**
 * A valid experiment in which every rule has all its parameters: the default of one that is missing.
 *
 * @param {Experiment} experiment
 * @param {ViewModel[]} viewModels those that know the rules' defaults
 * @returns {Experiment}
 */
export function withRuleDefaults(experiment, viewModels) {
  const known = viewModels.flatMap(({ rules }) => rules.map(({ defaults }) => defaults));
  const rules = experiment.rules.map((rule) => ({ ...known.find((defaults) => defaults?.rule === rule.rule), ...rule }));
  return { ...experiment, rules };
}
