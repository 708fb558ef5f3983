/** Views of one board in a page share its store, as long as one of them is open. */

import assert from "node:assert/strict";
import test from "node:test";

import { openBoard } from "../../stdplab/widgets/js/state/open_board.mjs";
import { makeModel } from "./make_model.mjs";

const VIEW_MODEL = { panels: [], controls: [], rules: [] };
const experimentWith = (w0) => ({ protocol: { pre: [], post: [], reward: [], duration: 2, dt: 1 }, rules: [], w0, lag: 0, bounds: null });
const setTo = (w0) => (experiment) => {
  experiment.w0 = w0;
};

function model(layout) {
  return makeModel({
    layout, _experiment: experimentWith(0), _view: JSON.stringify(VIEW_MODEL), _programs: "{}", _series: {}, _presets: "{}",
    preset: "", message: "", convention: "folded", choice: JSON.stringify({ parts: [], panels: null, hide: [], lock: [] }),
  });
}

test("an edit in one view is shown in the other, and the view that stays still hears of the kernel", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const shared = model({});
  const [one, other] = [openBoard(shared), openBoard(shared)];
  assert.equal(one.store, other.store);
  assert.equal(one.view, other.view);
  one.store.edit(setTo(1));
  assert.equal(other.store.experiment().w0, 1);
  const [{ edit }] = shared.messages;
  one.close();
  shared.receive({ _experiment: experimentWith(1), _answer: { ...edit, refused: "" } });
  await null;
  shared.set("_experiment", experimentWith(2));
  await null;
  assert.equal(other.store.experiment().w0, 2);
  other.close();
});

test("the last view that closes sends what waits, and takes the timers with it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const shared = model({});
  const opened = openBoard(shared);
  opened.store.edit(setTo(1));
  opened.store.edit(setTo(2));
  opened.close();
  t.mock.timers.tick(1e6);
  assert.deepEqual(shared.messages.map(({ edit }) => edit.experiment.w0), [1, 2]);
  shared.receive({ _experiment: experimentWith(2), _answer: { ...shared.messages[1].edit, refused: "" } });
  shared.set("_experiment", experimentWith(5));
  await null;
  assert.equal(opened.store.experiment().w0, 2); // it hears no more
  const again = openBoard(shared);
  assert.notEqual(again.store, opened.store);
  assert.equal(again.store.experiment().w0, 5);
  again.close();
});

test("traits that a front end sets one by one are read together", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const shared = model({});
  const { store, close } = openBoard(shared);
  store.edit(setTo(1));
  store.endGesture();
  const shown = [];
  store.onChange(() => shown.push(store.experiment().w0));
  const [{ edit }] = shared.messages;
  shared.set("_answer", { ...edit, refused: "" });
  shared.set("_experiment", experimentWith(1.5));
  await null;
  assert.deepEqual(shown, [1.5]); // and not 0, which the kernel had before
  close();
});

test("boards that have no layout in common share nothing", () => {
  assert.notEqual(openBoard(model({})).store, openBoard(model({})).store);
  assert.notEqual(openBoard(model(undefined)).store, openBoard(model(undefined)).store);
});
