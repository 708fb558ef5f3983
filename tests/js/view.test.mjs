/** How a board is looked at: cursor, zoom range, kept runs. */

import assert from "node:assert/strict";
import test from "node:test";

import { makeView } from "../../stdplab/widgets/js/state/view.mjs";
import { makeModel } from "./make_model.mjs";

/** A view of a run of 100 ms under two rules; `change` puts another duration or number of rules there. */
function start() {
  let [duration, rules] = [100, ["STDP", "MSTDP"]];
  let changed;
  const w = Float64Array.from({ length: 101 }, (_, k) => k);
  const store = {
    experiment: () => ({ protocol: { duration, dt: 1, pre: [], post: [], reward: [[0, 0]] } }),
    ruleNames: () => rules,
    results: () => ({ STDP: { w }, MSTDP: { w } }),
    gammas: () => ({}),
    simulate: () => null,
    onChange(listener) {
      changed = listener;
    },
  };
  const told = [];
  const model = makeModel({ convention: "folded" });
  const view = makeView(model, store);
  view.onRedraw((what) => told.push(what));
  return {
    view, told, model,
    change(newDuration, newRules = rules) {
      [duration, rules] = [newDuration, newRules];
      changed(true);
    },
  };
}

test("the cursor is under the pointer, or else where it is pinned", () => {
  const { view, told } = start();
  view.pinCursor(40);
  view.setCursor(60);
  assert.deepEqual([view.cursorTime(), view.pinnedTime()], [60, 40]);
  view.setCursor(null);
  assert.equal(view.cursorTime(), 40);
  assert.deepEqual(told, ["cursor", "cursor", "cursor"]);
});

test("the zoom range keeps the cursor in its place, holds ten steps at least and ends with the run", () => {
  const { view } = start();
  view.pinCursor(40);
  view.zoom.by(0.5);
  assert.deepEqual(view.zoom.range(), [20, 70]);
  view.zoom.by(0.01);
  assert.deepEqual(view.zoom.range().map(Math.round), [40, 50]);
  view.zoom.by(4, 100);
  assert.equal(view.zoom.range()[1] <= 100, true);
  view.zoom.by(100);
  assert.equal(view.zoom.range(), null);
});

test("the zoom range moves with a cursor that leaves it", () => {
  const { view } = start();
  view.zoom.by(0.2, 50);
  assert.deepEqual(view.zoom.range(), [40, 60]);
  view.pinCursor(70);
  assert.deepEqual(view.zoom.range(), [52, 72]);
  view.pinCursor(51);
  assert.deepEqual(view.zoom.range(), [49, 69]);
});

test("what another experiment does not have is dropped", () => {
  const { view, change } = start();
  view.explainStep(1, 80);
  view.setCursor(90);
  view.zoom.by(0.2, 90);
  change(50, ["STDP"]);
  assert.deepEqual([view.cursorTime(), view.pinnedTime(), view.explainedRule(), view.zoom.range()], [null, null, 0, null]);
});

test("three runs are kept, and shown while their time axis is the present one", () => {
  const { view, change, told } = start();
  for (let i = 0; i < 4; i += 1) view.keptRuns.keep();
  assert.equal(view.keptRuns.comparable().length, 3);
  change(50);
  assert.equal(view.keptRuns.comparable().length, 0);
  change(100);
  assert.equal(view.keptRuns.comparable().length, 3);
  view.keptRuns.clear();
  assert.equal(view.keptRuns.comparable().length, 0);
  assert.deepEqual(new Set(told), new Set(["all"]));
});

test("the convention is told to Python", () => {
  const { view, model } = start();
  view.setConvention("unit");
  assert.equal(view.convention(), "unit");
  assert.deepEqual(model.saved, [{ convention: "unit" }]);
});
