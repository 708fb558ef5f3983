/**
 * Which spike pairs caused a step of a weight.
 *
 * A pair's share is the change in a run with both spikes only, minus the changes in the runs
 * with either spike only. Under an all-to-all rule the step is the sum of these shares. The
 * shares are computed by the rule's own program.
 */

import { clamp, timeOf } from "../dom/numbers.mjs";
import { MAX_STEPS } from "../experiment/constants.mjs";

/** @typedef {import("../types.d.ts").SpikePair} SpikePair */

const MAX_PAIRED = 12; // spikes of either neuron: the traces of earlier ones have decayed

/** How many spikes of either neuron are paired: (n + 1)² runs of k steps are not too many for a page. */
const spikesPaired = (/** @type {number} */ k) => clamp(Math.floor(Math.sqrt(MAX_STEPS / k)) - 1, 0, MAX_PAIRED);

/**
 * The shares of all spike pairs in one step of a weight.
 *
 * @param {import("../types.d.ts").Runner} store
 * @param {number} ruleIndex
 * @param {number} k the step
 * @returns {SpikePair[] | null} the largest share first; null for a rule that only the kernel can run
 */
export function attributePairs(store, ruleIndex, k) {
  const experiment = store.experiment();
  const { protocol } = experiment;
  const time = timeOf(k, protocol.dt);
  const duration = time; // later spikes have no effect on this step
  const reward = protocol.reward.filter(([onset]) => onset < duration);
  const changeWith = (/** @type {number[]} */ pre, /** @type {number[]} */ post) => {
    const series = store.simulate({ ...experiment, protocol: { ...protocol, pre, post, reward, duration } }, ruleIndex);
    return series ? series.w[k] - series.w[k - 1] : NaN; // only the kernel can run it
  };
  const withoutSpikes = changeWith([], []);
  if (Number.isNaN(withoutSpikes)) return null;
  const most = spikesPaired(k);
  const recent = (/** @type {number[]} */ times) => (most ? times.filter((spike) => spike <= time).slice(-most) : []);
  const [pres, posts] = [recent(protocol.pre), recent(protocol.post)];
  const changesByPost = posts.map((post) => changeWith([], [post]));
  const pairs = pres.flatMap((pre) => {
    const changeByPre = changeWith([pre], []);
    return posts.map((post, j) => {
      const share = changeWith([pre], [post]) - changeByPre - changesByPost[j] + withoutSpikes;
      return { pre, post, share };
    });
  });
  return pairs.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
}

/**
 * The pairs with at least a tenth of the largest share.
 *
 * @param {SpikePair[]} pairs the largest share first
 * @returns {SpikePair[]}
 */
export function leadingPairs(pairs) {
  const least = Math.abs(pairs[0]?.share ?? 0) / 10;
  return pairs.filter(({ share }) => share && Math.abs(share) >= least);
}
