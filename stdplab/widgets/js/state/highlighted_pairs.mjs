/** Which spike pairs are highlighted: those that caused the weight step at the pinned cursor. */

import { stepAt } from "../dom/numbers.mjs";
import { attributePairs, leadingPairs } from "../simulate/pair_attribution.mjs";

/** @typedef {import("../types.d.ts").SpikePair} SpikePair */

const MAX_HIGHLIGHTED = 4; // more lines than that could not be told apart
const MIN_WEIGHT_STEP = 1e-12;

/**
 * A function that gives the pairs of a moment under a rule. It keeps the last ones.
 *
 * @param {import("../types.d.ts").Store} store
 * @returns {(time: number | null, ruleIndex: number) => SpikePair[]}
 */
export function makeHighlightedPairs(store) {
  /** @type {any[]} */
  let inputs = []; // what `found` was computed from
  /** @type {SpikePair[]} */
  let found = [];

  return (time, ruleIndex) => {
    const experiment = store.experiment();
    const next = [experiment, time, ruleIndex];
    if (next.every((input, i) => input === inputs[i])) return found;
    const k = time === null ? 0 : stepAt(time, experiment.protocol.dt);
    const w = store.results()[store.ruleNames()[ruleIndex]]?.w;
    const changes = k > 0 && w && Math.abs(w[k] - w[k - 1]) > MIN_WEIGHT_STEP;
    found = changes ? leadingPairs(attributePairs(store, ruleIndex, k) ?? []).slice(0, MAX_HIGHLIGHTED) : [];
    inputs = next;
    return found;
  };
}
