/** What one spike pair does to the weight: the points of the learning window. */

import { last, stepAt } from "../dom/numbers.mjs";
import { MAX_DELAY_STEPS, MAX_WINDOW_DELAYS, MAX_WINDOW_TAU, TRACE_LIFETIME } from "../experiment/constants.mjs";

/** @typedef {import("../types.d.ts").Runner} Runner */

const FINE_REACH = 12; // ms of Δt that are computed at each ms
const COARSE_STEP = 4; // ms between two delays beyond it, at least

/**
 * The values of Δt in ms where the window is computed, densest at zero: not more for a long reach.
 *
 * @param {number} reach in ms, on either side
 * @returns {number[]} rising, without zero
 */
export function sampleDelays(reach) {
  /** @type {number[]} */
  const positive = [];
  const step = Math.max(COARSE_STEP, Math.ceil((reach - FINE_REACH) / (MAX_WINDOW_DELAYS / 2 - FINE_REACH)));
  for (let delay = 1; delay <= reach; delay += delay < FINE_REACH ? 1 : step) positive.push(delay);
  return [...positive.map((delay) => -delay).reverse(), ...positive];
}

/**
 * The change of the weight by one spike pair under reward 1, from the program of a rule.
 *
 * However long the delay or the trace, the run is short. A long delay has longer steps: traces
 * decay exponentially, so they reach the same values. The change does not depend on how slowly z
 * decays, but for a factor 1 + dt/(2 tau_z). So tau_z has as many steps of any length, and a long
 * one is shortened.
 *
 * @param {Runner} store
 * @param {number} ruleIndex
 * @param {number} delay
 */
function computeChange(store, ruleIndex, delay) {
  const experiment = store.experiment();
  const rule = experiment.rules[ruleIndex];
  const dt = Math.max(1, Math.ceil(Math.abs(delay) / MAX_DELAY_STEPS));
  const steps = stepAt(delay, dt);
  const tau = Math.min(rule.tau_z ?? 0, MAX_WINDOW_TAU);
  const pre = Math.max(1, 1 - steps);
  const duration = Math.abs(steps) + 1 + Math.ceil(TRACE_LIFETIME * tau); // until z has decayed
  const protocol = { pre: [pre * dt], post: [(pre + steps) * dt], reward: [[0, 1]], duration: duration * dt, dt };
  const rules = rule.tau_z === undefined ? experiment.rules : experiment.rules.with(ruleIndex, { ...rule, tau_z: tau * dt });
  const series = store.simulate({ ...experiment, rules, protocol, lag: 0 }, ruleIndex);
  return series && last(series.w) - series.w[0];
}

/**
 * A function that gives the change of the weight by one spike pair. It keeps the changes that it
 * has computed until the rule, its start weight or its bounds change: a dragged spike costs nothing.
 *
 * @param {Runner} store
 * @returns {(ruleIndex: number, delay: number) => number | null} takes t_post - t_pre in whole ms; of
 *     a long delay to one part in a thousand. null for a rule that only the kernel can run
 */
export function makePairChange(store) {
  /** @type {Map<number, number | null>} */
  const changes = new Map(); // delay -> change
  let computedFor = "";
  return (ruleIndex, delay) => {
    const { rules, w0, bounds } = store.experiment();
    const state = JSON.stringify([rules[ruleIndex], w0, bounds, store.viewModel().rules[ruleIndex].program]);
    if (state !== computedFor) changes.clear();
    computedFor = state;
    const known = changes.get(delay);
    if (known !== undefined) return known;
    const change = computeChange(store, ruleIndex, delay);
    changes.set(delay, change);
    return change;
  };
}
