/** The reward's controls, one level a segment and one switch between two, from their templates. */

import { plain } from "../dom/dom.mjs";

const DEFAULTS = { low: 0, high: 1, step: 1, unit: "", options: [] }; // as a Control has them in Python

/** The control that a template stands for at segment `i`, with words and range as they are now. */
function atSegment(template, i, { reward, duration, dt }) {
  const [name] = template.key.split("[");
  const [[root, row, , part]] = template.paths;
  const control = { ...template, key: `${name}[${i}]`, paths: [[root, row, i, part]], segment: i };
  const end = reward[i + 1]?.[0] ?? duration;
  if (name === "onset") return { ...control, low: reward[i - 1][0] + dt, high: end - dt, fixed: true };
  const label = reward.length === 1 ? "Level" : i ? `From ${plain(reward[i][0])} ms` : `Until ${plain(end)} ms`;
  return { ...control, label };
}

/** Every control that an experiment with this protocol has. */
export function expanded(controls, protocol) {
  const whole = controls.map((control) => ({ ...DEFAULTS, ...control }));
  const templates = whole.filter(({ segment }) => segment !== undefined);
  const own = protocol.reward.flatMap((_, i) =>
    templates.filter(({ segment }) => i >= segment).map((template) => atSegment(template, i, protocol)));
  return whole.flatMap((control) => (control === templates[0] ? own : templates.includes(control) ? [] : [control]));
}
