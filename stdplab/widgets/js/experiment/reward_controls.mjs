/** The reward's controls, made from templates: one level for each segment, one switch between two. */

import { formatExactly } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Control} Control */

/**
 * The value in an experiment at a path.
 *
 * @param {any} experiment
 * @param {any[]} path keys and indices
 * @returns {any}
 */
export function valueAtPath(experiment, path) {
  return path.reduce((data, part) => data[part], experiment);
}

/**
 * The control that a template stands for at a segment, with its label and range for this protocol.
 *
 * @param {Control} template
 * @param {number} i the segment
 * @param {import("../types.d.ts").Protocol} protocol
 * @returns {Control}
 */
function controlAtSegment(template, i, { reward, duration, dt }) {
  const [name] = template.key.split("[");
  const [[root, row, , part]] = template.paths;
  const control = { ...template, key: `${name}[${i}]`, paths: [[root, row, i, part]], segment: i };
  const end = reward[i + 1]?.[0] ?? duration;
  if (name === "onset") return { ...control, low: reward[i - 1][0] + dt, high: end - dt, fixed: true };
  const label = reward.length === 1 ? "Level" : i ? `From ${formatExactly(reward[i][0])} ms` : `Until ${formatExactly(end)} ms`;
  return { ...control, label };
}

const expanded = new WeakMap(); // protocol -> its last answer: a draw asks once for each control

/**
 * Every control of an experiment with this protocol.
 *
 * @param {Control[]} controls the view's controls and templates; a template has a `segment`, the first one it fits
 * @param {import("../types.d.ts").Protocol} protocol
 * @returns {Control[]}
 */
export function expandControls(controls, protocol) {
  const last = expanded.get(protocol);
  if (last?.controls === controls) return last.answer;
  const answer = expand(controls, protocol);
  expanded.set(protocol, { controls, answer });
  return answer;
}

/**
 * @param {Control[]} controls
 * @param {import("../types.d.ts").Protocol} protocol
 */
function expand(controls, protocol) {
  const templates = controls.filter(({ segment }) => segment !== undefined);
  const forSegments = protocol.reward.flatMap((_, i) =>
    templates.filter(({ segment = 0 }) => i >= segment).map((template) => controlAtSegment(template, i, protocol)));
  return controls.flatMap((control) => {
    if (control === templates[0]) return forSegments;
    return templates.includes(control) ? [] : [control];
  });
}
