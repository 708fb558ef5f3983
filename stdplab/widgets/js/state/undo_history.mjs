/**
 * Undo and redo: every state the board has had, as a whole.
 *
 * What belongs to one gesture is one step: all of a drag, and keys that follow one another
 * quickly. An experiment that Python puts on the board is a step like any other.
 */

const REMEMBERED = 200; // states kept
const PAUSE = 500; // ms after which a further key begins a step of its own

const WHOLE = ["_experiment", "_view", "preset"];

/** @param put called with a former state, to put it on the board */
export function makeHistory(model, put) {
  const state = () => Object.fromEntries(WHOLE.map((name) => [name, model.get(name)]));
  const written = () => JSON.stringify(model.get("_experiment"));
  let now = state();
  let text = written();
  let past = [];
  let future = [];
  let holding = false; // a pointer is down
  let closed = true; // the next change begins a step
  let last = 0;

  function note() {
    const changed = written();
    const moment = performance.now();
    // What comes back from the kernel is what went there: no step.
    if (changed !== text) {
      if (closed || (!holding && moment - last > PAUSE)) past = [...past.slice(1 - REMEMBERED), now];
      closed = false;
      last = moment;
      future = [];
    }
    text = changed;
    now = state();
  }
  model.on("change:_experiment", note);

  function go(from, to) {
    if (!from.length) return;
    const back = from.pop();
    to.push(now);
    now = back;
    text = JSON.stringify(back._experiment);
    closed = true;
    put(back);
  }

  return {
    past: () => past.length,
    future: () => future.length,
    undo: () => go(past, future),
    redo: () => go(future, past),
    /** A pointer goes down or up: what follows is another step. */
    hold(down) {
      holding = down;
      closed = true;
    },
    close: () => model.off("change:_experiment", note),
  };
}

/** What the keys ask for: "undo", "redo" or null; fields that are typed in keep their own. */
export function askedFor(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  if (event.target.matches("input:not([type='range'], [type='checkbox'], [type='radio']), textarea")) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}
