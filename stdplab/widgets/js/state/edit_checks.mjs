/** Why the page refuses an edit before the kernel sees it. The kernel may still refuse what only it can check. */

import { formatExactly } from "../dom/numbers.mjs";
import { whyInvalidDelay } from "../experiment/delays.mjs";
import { MAX_ABS_VALUE, MAX_SPIKES } from "../experiment/constants.mjs";
import { tooManySpikes } from "../experiment/parse_times.mjs";
import { valueAtPath } from "../experiment/reward_controls.mjs";
import { whyTooLarge } from "../experiment/validate_experiment.mjs";

/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").Results} Results */

/**
 * The name of a series that cannot be drawn, the weight's first; or "".
 *
 * @param {Results} results
 */
function whatDiverges(results) {
  const isDrawn = (/** @type {Float64Array} */ values) => values.every((value) => Math.abs(value) < MAX_ABS_VALUE);
  const names = Object.values(results).flatMap((series) => Object.keys(series).filter((name) => !isDrawn(series[name])));
  return names.includes("w") ? "w" : (names[0] ?? "");
}

/**
 * Why an edit is refused.
 *
 * @param {Experiment} experiment after the edit
 * @param {(experiment: Experiment) => Results} resultsOf
 * @param {Control} [control] the control that was set
 * @param {any} [value] what it was set to
 * @returns {string} a sentence without its full stop, or ""
 */
export function whyInvalidEdit(experiment, resultsOf, control, value) {
  const { w0, bounds, protocol } = experiment;
  const tooMany = tooManySpikes("Pre", protocol.pre.length, MAX_SPIKES) || tooManySpikes("Post", protocol.post.length, MAX_SPIKES);
  if (tooMany) return tooMany;
  const tooLarge = whyTooLarge(protocol, experiment.rules);
  if (tooLarge) return tooLarge;
  if (control && Math.abs(value) > MAX_ABS_VALUE) return `${control.label} is ${formatExactly(value)}; use a number of a size up to ${MAX_ABS_VALUE}`;
  if (control?.positive && !(value > 0)) return `${control.label} is ${formatExactly(value)}; it must be above zero`;
  const delay = whyInvalidDelay(protocol);
  if (delay) return delay;
  if (bounds && !(bounds.low <= w0 && w0 <= bounds.high)) {
    const range = `[${formatExactly(bounds.low)}, ${formatExactly(bounds.high)}]`;
    return `w0 = ${formatExactly(w0)} is outside the bounds ${range}. Choose a start inside them`;
  }
  const diverging = whatDiverges(resultsOf(experiment));
  return diverging && `The ${diverging === "w" ? "weight" : `series ${diverging}`} diverges (above 1e30) with these parameters`;
}

/**
 * Why an experiment from elsewhere cannot be shown with these controls.
 *
 * @param {Experiment} experiment
 * @param {Control[]} controls
 * @param {(experiment: Experiment) => Results} resultsOf
 * @returns {string} a sentence without its full stop, or ""
 */
export function whyNotWithControls(experiment, controls, resultsOf) {
  for (const control of controls)
    for (const path of (control.positive && control.paths) || []) {
      const why = whyInvalidEdit(experiment, resultsOf, control, valueAtPath(experiment, path));
      if (why) return why;
    }
  return whyInvalidEdit(experiment, resultsOf);
}
