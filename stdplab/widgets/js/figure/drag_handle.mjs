/** Handles that set a control: dragged by mouse, finger or pen, and moved by the arrow keys. */

import { set } from "../dom/elements.mjs";
import { keySteps } from "../dom/keyboard.mjs";
import { clamp, snap } from "../dom/numbers.mjs";
import { valueAtY } from "./layout.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {(event: PointerEvent, value: number) => (event: PointerEvent) => number} StartDrag */

/**
 * A slider's range, extended to the current value, which may have been typed outside it.
 *
 * @param {Control} control
 * @param {number} current
 * @returns {number[]} [lowest, highest]
 */
export function sliderRange({ low, high }, current) {
  return [Math.min(low, current), Math.max(high, current)];
}

/**
 * Make an element a handle that sets a control, the same one that its slider sets.
 *
 * @param {Board} board
 * @param {Element} element
 * @param {object} options
 * @param {() => Control | undefined} options.control undefined while the experiment has no such control
 * @param {StartDrag} options.startDrag called with the first event and the value at that moment;
 *     returns the function from a later event to the value there
 * @param {boolean} [options.horizontal] whether the handle moves along the time axis, not up and down
 * @param {(control: Control, current: number) => number[]} [options.range] the lowest and the highest value
 * @param {() => void} [options.onDrop] called when the drag has ended
 * @returns {void}
 */
export function makeDraggable(board, element, { control, startDrag, horizontal = false, range = sliderRange, onDrop = () => {} }) {
  const handle = /** @type {SVGElement} */ (element);
  /** @type {{startValue: number, valueAt: (event: PointerEvent) => number, pointerId: number} | null} */
  let drag = null;

  function setValue(/** @type {Control} */ target, /** @type {number} */ value) {
    const current = board.store.controlValue(target);
    const [low, high] = range(target, current);
    const next = clamp(snap(value, target.step), low, high);
    if (next !== current) board.store.setControl(target, next);
  }

  set(handle, { "aria-orientation": horizontal ? "horizontal" : "vertical" });
  // A finger that starts here moves the handle and does not scroll the page.
  handle.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  handle.addEventListener("mousedown", (event) => event.preventDefault());
  handle.addEventListener("pointerdown", (event) => {
    const target = control();
    if (event.button || drag || !target) return; // one finger at a time
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const startValue = board.store.controlValue(target);
    drag = { startValue, valueAt: startDrag(event, startValue), pointerId: event.pointerId };
  });
  handle.addEventListener("pointermove", (event) => {
    if (drag?.pointerId !== event.pointerId) return;
    const target = control();
    if (target) setValue(target, drag.valueAt(event));
    else drag = null; // the experiment has been replaced by one without this control
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
    handle.addEventListener(end, (event) => {
      if (drag && drag.pointerId !== event.pointerId) return;
      drag = null;
      board.store.endGesture();
      onDrop();
    });
  handle.addEventListener("keydown", (event) => {
    const target = control();
    if (!target) return;
    const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
    if (event.key === "Escape" && drag) {
      board.store.setControl(target, drag.startValue);
      drag = null;
    } else if (!steps) return;
    else setValue(target, board.store.controlValue(target) + steps * target.step);
    event.preventDefault();
    event.stopPropagation();
  });
}

/**
 * A vertical drag in a panel: the value keeps its distance to the pointer, and the limits stay fixed.
 *
 * @param {Board} board
 * @param {number} panelIndex
 * @returns {StartDrag}
 */
export function dragInPanel(board, panelIndex) {
  return (startEvent, startValue) => {
    const { limits } = board.figure.layout().rows[panelIndex]; // limits that grew during the drag would move the handle away
    const valueAt = (/** @type {PointerEvent} */ event) =>
      valueAtY({ ...board.figure.layout().rows[panelIndex], limits }, board.figure.pointer(event).y);
    const offset = valueAt(startEvent) - startValue;
    return (event) => valueAt(event) - offset;
  };
}

/**
 * A horizontal drag on the time axis: the value is the time under the pointer.
 *
 * @param {Board} board
 * @returns {StartDrag}
 */
export function dragInTime(board) {
  return () => (event) => board.figure.layout().time(board.figure.pointer(event).x);
}
