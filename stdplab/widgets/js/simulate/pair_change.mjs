/** What one spike pair does to the weight: the points of the learning window. */

import { TRACE_LIFETIME } from "../experiment/constants.mjs";

/** @typedef {import("../types.d.ts").Runner} Runner */

/**
 * The change of the weight by one spike pair under reward 1, from the program of a rule.
 *
 * @param {Runner} store
 * @param {number} ruleIndex
 * @param {number} delay
 */
function computeChange(store, ruleIndex, delay) {
  const experiment = store.experiment();
  const { tau_z: tau = 0 } = experiment.rules[ruleIndex];
  const pre = Math.max(1, 1 - delay);
  const duration = Math.abs(delay) + 1 + Math.ceil(TRACE_LIFETIME * tau); // until z has decayed
  const protocol = { pre: [pre], post: [pre + delay], reward: [[0, 1]], duration, dt: 1 };
  const series = store.simulate({ ...experiment, protocol, lag: 0 }, ruleIndex);
  return series && series.w[series.w.length - 1] - series.w[0];
}

/**
 * A function that gives the change of the weight by one spike pair. It keeps the changes that it
 * has computed until the rule, its start weight or its bounds change: a dragged spike costs nothing.
 *
 * @param {Runner} store
 * @returns {(ruleIndex: number, delay: number) => number | null} takes t_post - t_pre in whole ms;
 *     null for a rule that only the kernel can run
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
