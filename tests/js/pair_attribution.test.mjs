/** The shares of spike pairs, for a rule that a few lines of code compute. */

import assert from "node:assert/strict";
import test from "node:test";

import { attributePairs, leadingPairs } from "../../stdplab/widgets/js/simulate/pair_attribution.mjs";

/** A board whose weight grows by 1/distance for each pair, by 4 for any spike, and by 8 without any. */
function boardWith(pre, post) {
  const experiment = { protocol: { pre, post, reward: [[0, 1]], duration: 20, dt: 1 } };
  const simulate = ({ protocol }) => {
    const w = new Float64Array(protocol.duration + 1);
    for (let k = 1; k <= protocol.duration; k += 1) {
      w[k] = w[k - 1] + 8;
      for (const time of [...protocol.pre, ...protocol.post]) if (time <= k) w[k] += 4;
      if (protocol.post.includes(k)) for (const time of protocol.pre) if (time < k) w[k] += 1 / (k - time);
    }
    return { w };
  };
  return { experiment: () => experiment, simulate };
}

test("the shares of a step are those of its pairs, the largest first, without what single spikes do", () => {
  const pairs = attributePairs(boardWith([2, 8], [10, 15]), 0, 10);
  assert.deepEqual(pairs.map(({ pre, post }) => [pre, post]), [[8, 10], [2, 10]]);
  assert.deepEqual(pairs.map(({ share }) => share), [0.5, 0.125]);
});

test("pairs with less than a tenth of the largest share are left out", () => {
  const pairs = [{ share: -1 }, { share: 0.1 }, { share: 0.09 }, { share: 0 }];
  assert.deepEqual(leadingPairs(pairs), pairs.slice(0, 2));
  assert.deepEqual(leadingPairs([]), []);
});

test("a rule that only the kernel runs has no shares", () => {
  assert.equal(attributePairs({ ...boardWith([2], [3]), simulate: () => null }, 0, 3), null);
});
