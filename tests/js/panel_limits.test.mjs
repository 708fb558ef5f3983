/** The limits of a panel hold every value, whatever limits a rule's author has given. */

import assert from "node:assert/strict";
import test from "node:test";

import { panelValues } from "../../stdplab/widgets/js/simulate/panel_values.mjs";

const limitsOf = (rest, ...values) =>
  panelValues([{ rest, curves: [{ rule: "r", name: "s" }] }], { r: { s: Float64Array.from(values) } }, {}, "unit")[0].limits;

test("limits that exclude zero reach it", () => {
  assert.deepEqual(limitsOf([1, 2], 0.5, 1.5), [0, 2]);
  assert.deepEqual(limitsOf([-2, -1], -1.5, -0.5), [-2, 0]);
  assert.deepEqual(limitsOf([1, 2], -0.5, 2.5), [-0.5, 3]);
});

test("the largest value that is drawn has limits", () => {
  assert.deepEqual(limitsOf([-0.4, 0.4], 1e30), [-1e30, 1e30]);
});
