/** Undo and redo: what belongs to one gesture is one step. */

import assert from "node:assert/strict";
import test from "node:test";

import { makeUndoHistory } from "../../stdplab/widgets/js/state/undo_history.mjs";

const KEY_PAUSE = 500; // ms

/** A history, and a board that edits set to a number; `t.mock` holds the clock. */
function start(t) {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  const stateOf = (w0) => ({ experiment: { w0 }, json: JSON.stringify({ w0 }), viewModel: {}, preset: "demo" });
  let state = stateOf(0);
  const history = makeUndoHistory(state, (former) => {
    state = former;
    history.record(state);
  });
  const edit = (w0, pause = 0) => {
    now += pause;
    state = stateOf(w0);
    history.record(state);
  };
  const refuse = (w0) => {
    state = stateOf(w0);
    history.takeBack(state);
  };
  return { history, edit, refuse, w0: () => state.experiment.w0 };
}

test("all of a drag is one step", (t) => {
  const { history, edit, w0 } = start(t);
  history.setPointerDown(true);
  for (const value of [1, 2, 3]) edit(value, 2 * KEY_PAUSE);
  history.setPointerDown(false);
  assert.equal(history.undoCount(), 1);
  history.undo();
  assert.equal(w0(), 0);
  history.redo();
  assert.equal(w0(), 3);
});

test("keys that follow one another quickly are one step; a pause begins the next", (t) => {
  const { history, edit, w0 } = start(t);
  edit(1);
  edit(2, KEY_PAUSE);
  edit(3, KEY_PAUSE + 1);
  assert.equal(history.undoCount(), 2);
  history.undo();
  assert.equal(w0(), 2);
});

test("an edit after undo takes redo away; one that changes nothing does not", (t) => {
  const { history, edit } = start(t);
  edit(1);
  history.undo();
  edit(0);
  assert.equal(history.redoCount(), 1);
  edit(5);
  assert.equal(history.redoCount(), 0);
});

test("two hundred states are kept", (t) => {
  const { history, edit, w0 } = start(t);
  for (let value = 1; value <= 300; value += 1) edit(value, 2 * KEY_PAUSE);
  assert.equal(history.undoCount(), 200);
  while (history.undoCount()) history.undo();
  assert.equal(w0(), 100);
});

test("a refused edit is no step", (t) => {
  const { history, edit, refuse, w0 } = start(t);
  edit(1);
  edit(2, 2 * KEY_PAUSE);
  refuse(1);
  assert.equal(history.undoCount(), 1);
  history.undo();
  assert.equal(w0(), 0);
  edit(3);
  edit(4); // of one gesture the first edit was accepted
  refuse(3);
  assert.equal(history.undoCount(), 1);
  history.undo();
  assert.equal(w0(), 0);
});
