/**
 * Undo and redo: every state the board has had, as a whole.
 *
 * What belongs to one gesture is one step: all of a drag, and keys that follow one another
 * quickly. An experiment that Python puts on the board is a step like any other.
 */

/** @typedef {import("../types.d.ts").BoardState} BoardState */

const MAX_STATES = 200;
const KEY_PAUSE = 500; // ms after which the next key begins a new step

/**
 * The undo history of one board.
 *
 * @param {BoardState} first the state that the board begins with
 * @param {(state: BoardState) => void} restore puts a former state on the board
 * @returns {import("../types.d.ts").UndoHistory}
 */
export function makeUndoHistory(first, restore) {
  let current = first;
  /** @type {BoardState[]} */
  let past = [];
  /** @type {BoardState[]} */
  let future = [];
  let pointerDown = false;
  let stepEnded = true; // whether the next change begins a new step
  let lastChange = 0;

  function go(/** @type {BoardState[]} */ from, /** @type {BoardState[]} */ to) {
    const state = from.pop();
    if (!state) return;
    to.push(current);
    current = state;
    stepEnded = true;
    restore(state);
  }

  return {
    record(state) {
      const now = performance.now();
      if (state.json !== current.json) { // the kernel's answer equals what was sent: not a step
        if (stepEnded || (!pointerDown && now - lastChange > KEY_PAUSE)) past = [...past.slice(1 - MAX_STATES), current];
        stepEnded = false;
        lastChange = now;
        future = [];
      }
      current = state;
    },
    takeBack(state) {
      current = state;
      stepEnded = true;
      if (past.at(-1)?.json === state.json) past.pop();
    },
    undoCount: () => past.length,
    redoCount: () => future.length,
    undo: () => go(past, future),
    redo: () => go(future, past),
    setPointerDown(down) {
      pointerDown = down;
      stepEnded = true;
    },
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
