/** The store: what the page shows between an edit and its answer, and what it does without a kernel. */

import assert from "node:assert/strict";
import test from "node:test";

import { makeStore, STORE_TRAITS } from "../../stdplab/widgets/js/state/store.mjs";
import { makeModel } from "./make_model.mjs";

const VIEW_MODEL = { panels: [], controls: [], rules: [] };
const PROTOCOL = { pre: [1], post: [2], reward: [[0, 1]], duration: 2, dt: 1 };
const experimentWith = (w0) => ({ stdplab: 1, protocol: PROTOCOL, rules: [], w0, lag: 0, bounds: null });
const setTo = (w0) => (experiment) => {
  experiment.w0 = w0;
};

/** A page with a board; `answer` is what the kernel sends to it, and `heard` what its listeners got. */
function open(t, { standalone = false } = {}) {
  if (!t.clocked) t.mock.timers.enable({ apis: ["setTimeout"] });
  t.clocked = true;
  const model = makeModel({
    _experiment: experimentWith(0), _view: JSON.stringify(VIEW_MODEL), _programs: "{}", _series: {}, preset: "demo", message: "",
    _presets: JSON.stringify({ demo: { experiment: experimentWith(0), view: "v" } }), _views: JSON.stringify({ v: VIEW_MODEL }),
    choice: JSON.stringify({ parts: [], panels: null, hide: [], lock: ["pre"] }),
  });
  model.standalone = standalone;
  const store = makeStore(model);
  for (const trait of STORE_TRAITS) model.on(`change:${trait}`, store.update);
  const heard = [];
  store.onChange((newExperiment) => heard.push(newExperiment));
  const last = () => model.messages.at(-1).edit;
  const answer = ({ page, serial, experiment }, refused = "") =>
    model.receive({ ...(refused ? { message: refused } : { _experiment: experiment, message: "" }), _answer: { page, serial, refused } });
  return { store, model, heard, last, answer, w0: () => store.experiment().w0 };
}

test("an edit is shown at once and stays after its answer", (t) => {
  const { store, model, heard, last, answer, w0 } = open(t);
  store.edit(setTo(1));
  assert.equal(w0(), 1);
  assert.equal(model.get("_experiment").w0, 0); // the traits are the kernel's word
  assert.deepEqual(heard, [true]);
  const before = store.experiment();
  answer({ ...last(), experiment: experimentWith(1) });
  assert.equal(store.experiment(), before); // the same object: nothing is computed again
  assert.deepEqual(heard, [true]); // and nothing is drawn again
  assert.equal(store.history.undoCount(), 1);
});

test("the kernel's canonical form replaces what the page had", (t) => {
  const { store, last, answer, w0 } = open(t);
  store.edit(setTo(1));
  answer({ ...last(), experiment: experimentWith(1.5) });
  assert.equal(w0(), 1.5);
});

test("a stale answer never undoes a newer edit", (t) => {
  const { store, last, answer, w0 } = open(t);
  store.edit(setTo(1));
  const first = last();
  store.edit(setTo(2));
  answer(first);
  assert.equal(w0(), 2);
  store.endGesture();
  answer(first, "too late");
  assert.equal(w0(), 2);
  answer(last());
  assert.equal(w0(), 2);
});

test("after a refused edit the board says why and returns to the last accepted state", (t) => {
  const { store, last, answer, w0 } = open(t);
  store.edit(setTo(1));
  store.endGesture();
  answer(last());
  store.history.setPointerDown(true);
  store.history.setPointerDown(false);
  store.edit(setTo(2));
  store.endGesture();
  answer(last(), "too large");
  assert.equal(w0(), 1);
  assert.equal(store.message(), "too large");
  assert.equal(store.history.undoCount(), 1);
  store.edit(setTo(3));
  assert.equal(store.message(), "");
});

test("an edit that the page refuses is not sent", (t) => {
  const { store, model, w0 } = open(t);
  store.edit((experiment) => {
    experiment.protocol.pre = [];
  });
  assert.match(store.message(), /locked.* The board keeps what it had\.$/);
  assert.equal(model.saved.length, 1); // the message
  assert.equal(model.messages.length, 0);
  assert.equal(w0(), 0);
});

test("a message is cleared before the next edit is sent, whose refusal it would take away", (t) => {
  const { store, model } = open(t);
  store.refuse("no");
  const saved = [];
  model.send = () => saved.push(model.saved.map(({ message }) => message));
  store.edit(setTo(1));
  assert.deepEqual(saved, [["no. The board keeps what it had.", ""]]);
});

test("what Python sets is shown, but not in place of an edit that was not answered", (t) => {
  const { store, model, last, answer, w0 } = open(t);
  model.set("_experiment", experimentWith(5));
  assert.equal(w0(), 5);
  store.edit(setTo(1));
  model.set("_experiment", experimentWith(6));
  assert.equal(w0(), 1);
  answer(last());
  assert.equal(w0(), 1);
  model.set("_experiment", experimentWith(7));
  assert.equal(w0(), 7);
});

test("undo is an edit, with the preset that belonged to the state", (t) => {
  const { store, last, w0 } = open(t);
  store.edit(setTo(1));
  store.history.undo();
  store.endGesture();
  assert.equal(w0(), 0);
  assert.deepEqual([last().experiment.w0, last().preset], [0, "demo"]);
});

test("what only the kernel has programs for is sent at once and shown with the answer", (t) => {
  const { store, model, last, answer, w0 } = open(t);
  store.edit(setTo(1));
  store.edit(setTo(2));
  const other = { ...experimentWith(3), rules: [{ rule: "Own", k: 1 }] };
  assert.equal(store.open(other), true);
  assert.deepEqual(model.messages.map(({ edit }) => edit.experiment.w0), [1, 2, 3]);
  assert.equal(w0(), 2);
  answer(last());
  assert.equal(w0(), 3);
});

test("without a kernel the page accepts its own edits, and writes what a saved notebook holds", (t) => {
  const { store, model, heard, w0 } = open(t, { standalone: true });
  store.edit(setTo(1));
  assert.equal(w0(), 1);
  assert.equal(model.get("_experiment").w0, 1);
  assert.deepEqual([model.messages, model.saved], [[], []]);
  assert.equal(heard.filter(Boolean).length, 1);
  assert.match(store.checkOpen({ ...experimentWith(3), rules: [{ rule: "Own", k: 1 }] }).why, /no kernel/);
});

test("a listener never sees half of a state, though the page writes its traits one by one", (t) => {
  const { store, model } = open(t, { standalone: true });
  model.set("_presets", JSON.stringify({ own: { experiment: experimentWith(3), view: "o" } }));
  model.set("_views", JSON.stringify({ o: { ...VIEW_MODEL, panels: [{ key: "w" }] } }));
  const seen = [];
  store.onChange(() => seen.push([store.experiment().w0, store.preset()]));
  store.choosePreset("own");
  assert.deepEqual(new Set(seen.map(String)), new Set(["3,own"]));
});

test("when the kernel stops, the page keeps an edit that was not answered, and goes on alone", (t) => {
  const { store, model, w0 } = open(t);
  store.edit(setTo(1));
  store.disconnect();
  assert.deepEqual([w0(), model.get("_experiment").w0], [1, 1]);
  store.edit(setTo(2));
  store.endGesture();
  t.mock.timers.tick(1e6);
  assert.equal(model.get("_experiment").w0, 2);
  assert.equal(model.messages.length, 1);
});

test("a notebook that is saved before the kernel answers opens with the edit", (t) => {
  const { store, model, last, answer } = open(t);
  store.edit(setTo(1));
  const saved = JSON.parse(JSON.stringify(model.state));
  const reopened = makeModel({ ...saved });
  const other = makeStore(reopened);
  assert.equal(other.experiment().w0, 1);
  other.disconnect();
  assert.deepEqual([reopened.get("_experiment").w0, reopened.get("_unanswered")], [1, null]);
  answer(last());
  assert.equal(model.get("_unanswered"), null);
});

test("an edit that was unanswered when all views closed is sent again by the next one", (t) => {
  const { store, model, last } = open(t);
  store.edit(setTo(1));
  store.close();
  const before = last().page;
  const next = makeStore(model);
  for (const trait of STORE_TRAITS) model.on(`change:${trait}`, next.update);
  const { page, serial } = last();
  assert.notEqual(page, before);
  assert.equal(next.experiment().w0, 1);
  model.receive({ _experiment: experimentWith(1), _answer: { page, serial, refused: "" } });
  model.set("_experiment", experimentWith(2));
  assert.equal(next.experiment().w0, 2);
});

test("two pages of one notebook race and end equal", (t) => {
  const [one, other] = [open(t), open(t)];
  one.store.edit(setTo(1));
  other.store.edit(setTo(2));
  for (const edit of [one.last(), other.last()]) for (const page of [one, other]) page.answer(edit);
  assert.deepEqual([one.w0(), other.w0()], [2, 2]);
});
