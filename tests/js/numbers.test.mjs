/** Numbers: how people read them, and where they land on the time grid. */

import assert from "node:assert/strict";
import test from "node:test";

import { clamp, formatExactly, formatFixed, formatNumber, formatWeight, snap, withMinus } from "../../stdplab/widgets/js/dom/numbers.mjs";

test("a number has at most four significant digits and a true minus sign", () => {
  assert.equal(formatNumber(0.123456), "0.1235");
  assert.equal(formatNumber(-20), "−20");
  assert.equal(formatNumber(100000), "100000");
  assert.equal(withMinus("1e-7"), "1e−7");
});

test("a number in a message keeps its digits, without the dust of binary fractions", () => {
  assert.equal(formatExactly(100000.5), "100000.5");
  assert.equal(formatExactly(-1234567), "−1234567");
  assert.equal(formatExactly(0.1 + 0.2), "0.3");
});

test("what rounds to zero has no sign", () => {
  assert.equal(formatFixed(-0.00001, 4), "0.0000");
  assert.equal(formatFixed(-0.5, 1), "−0.5");
});

test("a signed weight has a plus sign unless it is negative", () => {
  assert.equal(formatWeight(0.2), "0.2000");
  assert.equal(formatWeight(0.2, true), "+0.2000");
  assert.equal(formatWeight(-0.2, true), "−0.2000");
});

test("a time snaps to the nearest step, halves upwards, without a trace of binary fractions", () => {
  assert.equal(snap(0.34, 0.1), 0.3);
  assert.equal(snap(2.5, 1), 3);
  assert.equal(snap(3 * 0.1, 0.1), 0.3);
});

test("clamp keeps a number in its range", () => {
  assert.deepEqual([-1, 0.5, 3].map((value) => clamp(value, 0, 1)), [0, 0.5, 1]);
});
