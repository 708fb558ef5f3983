/** Whether data from elsewhere is an experiment, before anything on the board touches it. */

import { snap } from "../dom/dom.mjs";

const FORMAT = 1; // as Experiment.to_dict writes it
const MOST = 1_000_000; // steps times rules: more would keep the page from answering

const KEYS_OF = {
  experiment: ["stdplab", "protocol", "rules", "w0", "lag", "bounds"],
  protocol: ["pre", "post", "reward", "duration", "dt"],
};

const isObject = (data) => typeof data === "object" && data !== null && !Array.isArray(data);
const isList = (data, fits) => Array.isArray(data) && data.every(fits);
const isSetting = (value) => Number.isFinite(value) || ["boolean", "string"].includes(typeof value);

/** Whether an object has these keys and no others. */
export function hasKeys(data, keys) {
  return isObject(data) && Object.keys(data).length === keys.length && keys.every((key) => Object.hasOwn(data, key));
}

const rising = (times) => times.every((time, i) => i === 0 || time > times[i - 1]);

function problemOfProtocol({ pre, post, reward, duration, dt }, rules) {
  if (![duration, dt].every((value) => Number.isFinite(value) && value > 0)) return "its duration and dt have to be above zero";
  const steps = Math.round(duration / dt);
  if (Math.abs(steps * dt - duration) > 1e-9 * duration) return "its duration is not a whole number of steps";
  if (steps * rules > MOST) return `it takes ${steps * rules} steps, and a page computes at most ${MOST}`;
  const onGrid = (time) => Number.isFinite(time) && Math.abs(snap(time, dt) - time) < 1e-9;
  for (const [name, times] of [["pre", pre], ["post", post]])
    if (!isList(times, (time) => onGrid(time) && time > 0 && time <= duration) || !rising(times))
      return `its ${name} spikes have to be rising times on its steps`;
  if (!isList(reward, (segment) => isList(segment, Number.isFinite) && segment.length === 2 && onGrid(segment[0]) && segment[0] < duration)
    || reward[0]?.[0] !== 0 || !rising(reward.map(([onset]) => onset)))
    return "its reward has to be pairs of a rising onset and a level, from 0 on";
  return "";
}

function areBounds(data) {
  if (!isObject(data)) return false;
  const { bounds, ...limits } = data;
  return typeof bounds === "string" && Object.values(limits).every(Number.isFinite) && limits.low < limits.high && !(limits.mu < 0);
}

/** Why this is no experiment, in words, or "". */
export function problemOf(data) {
  if (!isObject(data) || !("stdplab" in data)) return "this is not the JSON of an experiment";
  if (data.stdplab !== FORMAT) return `this experiment has format ${data.stdplab}, and this page reads ${FORMAT}`;
  const { protocol, rules, w0, lag, bounds } = data;
  if (!hasKeys(data, KEYS_OF.experiment) || !hasKeys(protocol, KEYS_OF.protocol))
    return "this experiment does not have the parts that to_json() writes";
  if (!isList(rules, (rule) => isObject(rule) && typeof rule.rule === "string" && Object.values(rule).every(isSetting)) || !rules.length)
    return "this experiment needs a list of rules, each with a name and numbers";
  const why = problemOfProtocol(protocol, rules.length);
  if (why) return `this experiment cannot be: ${why}`;
  return Number.isFinite(w0) && [0, 1].includes(lag) && (bounds === null || areBounds(bounds)) ? ""
    : "this experiment needs a number as w0, a lag of 0 or 1, and bounds that are null or low and high";
}
