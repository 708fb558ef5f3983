/** What happens at a moment and why, as sentences built from the numbers. */

import { html } from "../dom/elements.mjs";
import { arrivalOf, intervalAtSynapse, isDelayed } from "../experiment/delays.mjs";
import { formatExactly, formatNumber, last, stepAt, withMinus } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Protocol} Protocol */
/** @typedef {import("../types.d.ts").Results} Results */
/** @typedef {(string | HTMLElement)[]} Runs of text, some of them emphasised */
/** @typedef {{prefix: string, factor: number}} Unit of traces: γ, or 1 */

const MIN_CHANGE = 5e-9; // a smaller change of a weight counts as none
const MIN_ELIGIBILITY = 1e-12; // a smaller z is not mentioned

const bold = (/** @type {string} */ text) => html("b", {}, text);
const threeDigits = (/** @type {number} */ value) => withMinus(String(Number(value.toPrecision(3))));

/** @param {string[]} words */
function joinedByAnd(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${last(words)}`;
}

/**
 * What the synapse sees: with a delay a spike arrives, without one a neuron fires.
 *
 * @param {Protocol} protocol
 * @returns {{pre: number[], post: number[], both: string, none: string, one(neuron: string): string}}
 */
function seen(protocol) {
  const at = (/** @type {"pre" | "post"} */ name) => protocol[name].map((time) => arrivalOf(protocol, name, time));
  const words = isDelayed(protocol)
    ? { both: "both spikes arrive at the synapse", none: "no spike arrives at the synapse", one: (/** @type {string} */ neuron) => `the ${neuron} spike arrives` }
    : { both: "both neurons fire", none: "no neuron fires", one: (/** @type {string} */ neuron) => `the ${neuron} neuron fires` };
  return { pre: at("pre"), post: at("post"), ...words };
}

/**
 * "the presynaptic neuron fires, 5 ms after the postsynaptic one"; null if none fires.
 *
 * @param {ReturnType<typeof seen>} spikes
 * @param {number} time in ms
 * @returns {Runs | null}
 */
function whichFires({ pre, post, both, one }, time) {
  const [preFires, postFires] = [pre.includes(time), post.includes(time)];
  if (preFires && postFires) return [both];
  if (!preFires && !postFires) return null;
  const [neuron, other, otherSpikes] = preFires ? ["presynaptic", "postsynaptic", post] : ["postsynaptic", "presynaptic", pre];
  const latest = otherSpikes.filter((earlier) => earlier < time).at(-1);
  if (latest === undefined) return [`${one(neuron)} before any ${other} spike`];
  return [`${one(neuron)}, `, bold(`${formatExactly(time - latest)} ms after`), ` the ${other} one`];
}

/**
 * ": y = 0.92, so ξ = −0.92": the traces at the spikes, and the pairing.
 *
 * @param {ReturnType<typeof seen>} arrivals
 * @param {number} time in ms
 * @param {number} k the same as a step
 * @param {Record<string, Float64Array>} series
 * @param {Unit} unit
 * @returns {Runs}
 */
function whichTraces({ pre, post }, time, k, series, unit) {
  const found = [{ name: "x", spikes: post }, { name: "y", spikes: pre }].filter(({ name, spikes }) => series[name] && spikes.includes(time));
  if (!found.length || !series.xi) return [];
  const traces = found.map(({ name }) => `${unit.prefix}${name} = ${threeDigits(unit.factor * series[name][k])}`);
  return [`: ${joinedByAnd(traces)}, so `, bold(`${unit.prefix}ξ = ${threeDigits(unit.factor * series.xi[k])}`)];
}

/**
 * "STDP weakens the synapse by 0.1842; MSTDP and MSTDPET leave it unchanged": equal changes are told together.
 *
 * @param {string[]} names of the rules
 * @param {Results} results
 * @param {number} k a step
 * @returns {Runs}
 */
function whichChanges(names, results, k) {
  /** @type {Map<string, {verb: string, size: string, rules: string[]}>} */
  const byChange = new Map();
  for (const name of names) {
    const change = results[name].w[k] - results[name].w[k - 1];
    const size = Math.abs(change) < MIN_CHANGE ? "" : withMinus(Math.abs(change).toPrecision(3));
    const verb = size && (change > 0 ? "strengthen" : "weaken");
    const key = `${verb} ${size}`;
    byChange.set(key, { verb, size, rules: [...(byChange.get(key)?.rules ?? []), name] });
  }
  /** @type {Runs} */
  const runs = [];
  let object = "the synapse";
  for (const { verb, size, rules } of byChange.values()) {
    const ending = rules.length === 1 ? "s" : "";
    runs.push(runs.length ? "; " : "", joinedByAnd(rules), " ");
    if (verb) runs.push(bold(`${verb}${ending}`), ` ${object} by ${size}`);
    else runs.push(`leave${ending} ${object} unchanged`);
    object = "it";
  }
  return [...runs, "."];
}

/**
 * Which spike pair has the largest share in the weight step at the pinned cursor.
 *
 * @param {Board} board
 * @param {number} time in ms
 * @returns {Runs}
 */
function whichPair(board, time) {
  const [pair] = board.view.pinnedTime() === time ? board.view.highlightedPairs() : [];
  if (!pair) return [];
  const { protocol } = board.store.experiment();
  const interval = withMinus(formatExactly(intervalAtSynapse(protocol, pair)));
  const where = isDelayed(protocol) ? " at the synapse" : "";
  const rule = board.store.ruleNames()[board.view.explainedRule()];
  const spikes = bold(`pre ${formatExactly(pair.pre)} and post ${formatExactly(pair.post)} ms`);
  return [` Under ${rule} most of it comes from `, spikes, ` (Δt = ${interval} ms${where}).`];
}

/**
 * The explanation of a moment.
 *
 * @param {Board} board
 * @param {number} time in ms
 * @returns {Runs}
 */
export function explainMoment(board, time) {
  const { protocol, rules, lag, w0 } = board.store.experiment();
  const [names, results] = [board.store.ruleNames(), board.store.results()];
  if (names.some((name) => !results[name])) return ["The kernel is computing."];
  const k = stepAt(time, protocol.dt);
  const when = bold(`${formatExactly(time)} ms`);
  if (!k) return ["At ", when, ` the run begins, with w = ${formatExactly(w0)}.`];
  const pairRule = Math.max(names.findIndex((name) => results[name].xi), 0);
  const folded = board.view.convention() === "folded";
  const unit = folded ? { prefix: "γ", factor: rules[pairRule].gamma ?? 1 } : { prefix: "", factor: 1 };
  const arrivals = seen(protocol);
  const fires = whichFires(arrivals, time);
  const spikes = fires
    ? ["At ", when, " ", ...fires, ...whichTraces(arrivals, time, k, results[names[pairRule]], unit), ". "]
    : ["At ", when, ` ${arrivals.none}. `];
  const level = formatNumber(results[names[0]].reward[k]);
  const eligibilityRule = names.find((name) => results[name].z);
  const z = eligibilityRule ? unit.factor * results[eligibilityRule].z[k - lag] : 0;
  const eligibility = Math.abs(z) > MIN_ELIGIBILITY ? `${lag ? ", when" : " and"} ${unit.prefix}z = ${threeDigits(z)}` : "";
  const reward = `The reward is ${level}${lag ? " and meets the step before" : ""}${eligibility}. `;
  return [...spikes, reward, ...whichChanges(names, results, k), ...whichPair(board, time)];
}
