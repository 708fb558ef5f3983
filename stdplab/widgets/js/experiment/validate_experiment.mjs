/** Whether data from elsewhere is an experiment; checked before the board uses any of it. */

import { snap, stepAt, timeOf } from "../dom/numbers.mjs";
import {
  EXPERIMENT_FORMAT, EXPERIMENT_KEYS, MAX_ABS_VALUE, MAX_DURATION, MAX_RULES, MAX_SEGMENTS, MAX_STEPS, MAX_TEXT_SPIKES, MIN_DT,
  PROTOCOL_KEYS,
} from "./constants.mjs";

import { NO_DELAYS, whyInvalidDelay } from "./delays.mjs";

/** @typedef {any} Data of any kind: it comes from elsewhere */

const isObject = (/** @type {Data} */ data) => typeof data === "object" && data !== null && !Array.isArray(data);
/** @type {(data: Data, isValid: (item: any) => boolean) => boolean} */
const isListOf = (data, isValid) => Array.isArray(data) && data.every(isValid);
const isSmall = (/** @type {Data} */ value) => Number.isFinite(value) && Math.abs(value) <= MAX_ABS_VALUE;
const isParameterValue = (/** @type {Data} */ value) => isSmall(value) || ["boolean", "string"].includes(typeof value);
const isRising = (/** @type {number[]} */ times) => times.every((time, i) => i === 0 || time > times[i - 1]);

/**
 * Whether data is an object with these keys and no others.
 *
 * @param {Data} data
 * @param {string[]} keys
 * @returns {boolean}
 */
export function hasKeys(data, keys) {
  return isObject(data) && Object.keys(data).length === keys.length && keys.every((key) => Object.hasOwn(data, key));
}

/**
 * Why data with a protocol's keys is not a protocol.
 *
 * @param {Data} protocol
 */
function whyInvalidProtocol({ pre, post, reward, duration, dt, ...delays }) {
  if (![duration, dt].every((value) => Number.isFinite(value) && value > 0)) return "its duration and dt must be above zero";
  if (duration > MAX_DURATION || dt < MIN_DT) return `its duration can be ${MAX_DURATION} ms at most and its dt ${MIN_DT} ms at least`;
  const steps = stepAt(duration, dt);
  if (Math.abs(timeOf(steps, dt) - duration) > 1e-9 * duration)
    return `its duration (${duration} ms) is not a whole number of steps of ${dt} ms`;
  const isOnGrid = (/** @type {Data} */ time) => Number.isFinite(time) && Math.abs(snap(time, dt) - time) < 1e-6 * dt;
  for (const [name, times] of [["pre", pre], ["post", post]])
    if (!isListOf(times, (time) => isOnGrid(time) && time > 0 && time <= duration) || !isRising(times))
      return `its ${name} spikes must be rising times, each a multiple of dt from ${dt} to ${duration} ms`;
  const isSegment = (/** @type {Data} */ segment) =>
    isListOf(segment, isSmall) && segment.length === 2 && isOnGrid(segment[0]) && segment[0] < duration;
  if (!isListOf(reward, isSegment) || reward[0]?.[0] !== 0 || !isRising(reward.map((/** @type {number[]} */ [onset]) => onset)))
    return "its reward must be a list of pairs [onset, level], with rising onsets from 0 on";
  return whyInvalidDelay({ duration, dt, ...delays });
}

const isRule = (/** @type {Data} */ data) => isObject(data) && typeof data.rule === "string" && Object.values(data).every(isParameterValue);

function isBounds(/** @type {Data} */ data) {
  if (!isObject(data)) return false;
  const { bounds, ...limits } = data;
  const areNumbers = Object.values(limits).every(isSmall);
  const exponents = [limits.mu, limits.mu_plus, limits.mu_minus];
  return typeof bounds === "string" && areNumbers && limits.low < limits.high && !exponents.some((mu) => mu < 0);
}

/**
 * A valid experiment with its times on the grid, as Python keeps them: 2.0999999999999996 ms becomes 2.1 ms.
 * A protocol from before there were delays has none.
 *
 * @param {import("../types.d.ts").Experiment} experiment
 * @returns {import("../types.d.ts").Experiment}
 */
export function onGrid(experiment) {
  const { pre, post, reward, duration, dt: given, ...delays } = { ...NO_DELAYS, ...experiment.protocol };
  const dt = timeOf(1, given);
  const protocol = {
    pre: pre.map((time) => snap(time, dt)),
    post: post.map((time) => snap(time, dt)),
    reward: reward.map(([onset, level]) => [snap(onset, dt), level]),
    duration: snap(duration, dt),
    dt,
    axonal_delay: snap(delays.axonal_delay, dt),
    dendritic_delay: snap(delays.dendritic_delay, dt),
  };
  return { ...experiment, protocol };
}

/**
 * Why a page cannot compute and show so large an experiment. Only lengths are looked at.
 *
 * @param {any} protocol
 * @param {any} rules
 * @returns {string} a sentence without its full stop, or ""
 */
export function whyTooLarge({ pre, post, reward, duration, dt }, rules) {
  const steps = stepAt(duration, dt) * (rules?.length || 1);
  /** @type {[number | undefined, number, string, string][]} */
  const counted = [
    [rules?.length, MAX_RULES, "rules", "use fewer rules"],
    [reward?.length, MAX_SEGMENTS, "reward segments", "use fewer segments"],
    [pre?.length, MAX_TEXT_SPIKES, "pre spikes", "use fewer spikes"],
    [post?.length, MAX_TEXT_SPIKES, "post spikes", "use fewer spikes"],
    [Number.isFinite(steps) ? steps : 0, MAX_STEPS, "steps in all rules", "choose a shorter duration or a larger dt"],
  ];
  for (const [count, most, what, advice] of counted)
    if (count !== undefined && count > most) return `this experiment has ${count} ${what}, a page allows ${most}: ${advice}`;
  return "";
}

/**
 * Why data is not an experiment that this page can show.
 *
 * @param {Data} data
 * @returns {string} a sentence without its full stop, or "" for a valid experiment
 */
export function whyInvalid(data) {
  if (!isObject(data) || !("stdplab" in data)) return "this is not the JSON of an experiment";
  if (data.stdplab !== EXPERIMENT_FORMAT) return `this experiment has format ${data.stdplab}; this page reads format ${EXPERIMENT_FORMAT}`;
  const { protocol, rules, w0, lag, bounds } = data;
  if (!hasKeys(data, EXPERIMENT_KEYS) || !isObject(protocol) || !hasKeys({ ...NO_DELAYS, ...protocol }, PROTOCOL_KEYS))
    return "this experiment does not have the parts that to_json() writes";
  const tooLarge = whyTooLarge(protocol, rules);
  if (tooLarge) return tooLarge;
  if (!isListOf(rules, isRule) || !rules.length)
    return `this experiment needs a list of rules, each with a name and numbers of a size up to ${MAX_ABS_VALUE}`;
  const why = whyInvalidProtocol(protocol);
  if (why) return `this experiment has an invalid protocol: ${why}`;
  return isSmall(w0) && [0, 1].includes(lag) && (bounds === null || isBounds(bounds)) ? ""
    : `this experiment needs a number of a size up to ${MAX_ABS_VALUE} as w0, a lag of 0 or 1, and bounds that are null or have low and high`;
}
