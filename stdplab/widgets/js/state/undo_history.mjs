/**
 * Undo and redo: every state the board has had, as a whole.
 *
 * What belongs to one gesture is one step: all of a drag, and keys that follow one another
 * quickly. An experiment that Python puts on the board is a step like any other.
 */

const MAX_STATES = 200;
const KEY_PAUSE = 500; // ms after which the next key begins a new step

const STATE_TRAITS = ["_experiment", "_view", "preset"];

/**
 * The undo history of one view.
 *
 * @param {import("../types.d.ts").Model} model
 * @param {(state: Record<string, any>) => void} restore puts a former state on the board
 * @returns {import("../types.d.ts").UndoHistory}
 */
export function makeUndoHistory(model, restore) {
  const readState = () => Object.fromEntries(STATE_TRAITS.map((name) => [name, model.get(name)]));
  const experimentJson = () => JSON.stringify(model.get("_experiment"));
  let current = readState();
  let currentJson = experimentJson();
  let past = [];
  let future = [];
  let pointerDown = false;
  let stepEnded = true; // whether the next change begins a new step
  let lastChange = 0;

  function onExperiment() {
    const json = experimentJson();
    const now = performance.now();
    // The kernel's answer equals what was sent: not a step.
    if (json !== currentJson) {
      if (stepEnded || (!pointerDown && now - lastChange > KEY_PAUSE)) past = [...past.slice(1 - MAX_STATES), current];
      stepEnded = false;
      lastChange = now;
      future = [];
    }
    currentJson = json;
    current = readState();
  }
  model.on("change:_experiment", onExperiment);

  function go(from, to) {
    if (!from.length) return;
    const state = from.pop();
    to.push(current);
    current = state;
    currentJson = JSON.stringify(state._experiment);
    stepEnded = true;
    restore(state);
  }

  return {
    undoCount: () => past.length,
    redoCount: () => future.length,
    undo: () => go(past, future),
    redo: () => go(future, past),
    /** A pointer goes down or up: what follows is a new step. */
    setPointerDown(down) {
      pointerDown = down;
      stepEnded = true;
    },
    close: () => model.off("change:_experiment", onExperiment),
  };
}

/**
 * What a key asks for; text fields keep their own undo.
 *
 * @param {KeyboardEvent} event
 * @returns {"undo" | "redo" | null}
 */
export function undoKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const target = /** @type {Element} */ (event.target);
  if (target.matches("input:not([type='range'], [type='checkbox'], [type='radio']), textarea")) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" ? "redo" : null;
}
