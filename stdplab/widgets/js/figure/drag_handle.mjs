/** What turns a control inside a panel: mouse, finger and pen drag it, the arrow keys step it. */

import { clamp, keySteps, set, snap } from "../dom/dom.mjs";
import { place, unscale } from "./layout.mjs";

/** A slider's range, which a typed value may have left. */
export function reach({ low, high }, current) {
  return [Math.min(low, current), Math.max(high, current)];
}

/**
 * Make an element turn a control, the same one that its slider turns.
 *
 * @param control gives it, or undefined while the experiment has none
 * @param grasp called when a hand takes hold: gives the function from an event to the value there
 * @param sideways whether it goes along the horizontal, and not up and down
 * @param range from a control and its value to the lowest and highest one to reach
 * @param dropped called when the hand lets go
 */
export function holdHandle(board, element, { control, grasp, sideways = false, range = reach, dropped = () => {} }) {
  let drag = null;

  function turn(value) {
    const own = control();
    const current = board.value(own);
    const next = clamp(snap(value, own.step), ...range(own, current));
    if (next !== current) board.turn(own, next);
  }

  set(element, { "aria-orientation": sideways ? "horizontal" : "vertical" });
  // A finger that starts here moves the handle and does not scroll the page.
  element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("pointerdown", (event) => {
    if (event.button || drag) return; // one finger at a time
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    const from = board.value(control());
    drag = { from, valueAt: grasp(event, from), pointer: event.pointerId };
  });
  element.addEventListener("pointermove", (event) => {
    if (drag?.pointer !== event.pointerId) return;
    if (!control()) drag = null; // another experiment has come, which lacks it
    else turn(drag.valueAt(event));
  });
  for (const end of ["pointerup", "pointercancel"])
    element.addEventListener(end, (event) => {
      if (drag && drag.pointer !== event.pointerId) return;
      drag = null;
      board.release();
      dropped();
    });
  element.addEventListener("keydown", (event) => {
    const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
    if (event.key === "Escape" && drag) {
      board.turn(control(), drag.from);
      drag = null;
    } else if (!steps) return;
    else turn(board.value(control()) + steps * control().step);
    event.preventDefault();
    event.stopPropagation();
  });
}

/** How a handle in the panel `index` is grasped: where it was taken, under the limits of then. */
export function inPanel(board, index) {
  return (event, from) => {
    const limits = board.limits(index); // as they are now: growing ones would run from the hand
    const level = (at) => unscale(board.layout.rows[index], limits, place(at, board.drawing, board.layout).y);
    const grab = level(event) - from;
    return (at) => level(at) - grab;
  };
}

/** How a handle on the time axis is grasped: it goes where the hand is. */
export function inTime(board) {
  return () => (at) => board.layout.time(place(at, board.drawing, board.layout).x);
}
