/** What turns a control inside a panel: mouse, finger and pen drag it, the arrow keys step it. */

import { clamp, keySteps, set, snap } from "./dom.mjs";
import { place, unscale } from "./layout.mjs";

/** A slider's range, which a typed value may have left. */
export function reach({ low, high }, current) {
  return [Math.min(low, current), Math.max(high, current)];
}

/**
 * Make an element turn the control `key`, the same one that its slider turns.
 *
 * @param index the panel that it stands in
 * @param sideways whether it goes along the time axis, and not up and down
 * @param range from a control and its value to the lowest and highest one to reach
 */
export function holdHandle(board, element, key, index, { sideways = false, range = reach } = {}) {
  let drag = null;

  function turn(value) {
    const control = board.control(key);
    const current = board.value(control);
    const next = clamp(snap(value, control.step), ...range(control, current));
    if (next !== current) board.turn(control, next);
  }
  const level = (event, limits) =>
    unscale(board.layout.rows[index], limits, place(event, board.drawing, board.layout).y);

  set(element, { "aria-orientation": sideways ? "horizontal" : "vertical" });
  // A finger that starts here moves the handle and does not scroll the page.
  element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("pointerdown", (event) => {
    if (event.button || drag) return; // one finger at a time
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    const limits = board.limits(index); // as they are now: growing ones would run from the hand
    const from = board.value(board.control(key));
    drag = { limits, from, grab: level(event, limits) - from, pointer: event.pointerId };
  });
  element.addEventListener("pointermove", (event) => {
    if (drag?.pointer !== event.pointerId) return;
    if (!board.control(key)) drag = null; // another experiment has come, which lacks it
    else if (sideways) turn(board.layout.time(place(event, board.drawing, board.layout).x));
    else turn(level(event, drag.limits) - drag.grab);
  });
  for (const end of ["pointerup", "pointercancel"])
    element.addEventListener(end, (event) => {
      if (drag && drag.pointer !== event.pointerId) return;
      drag = null;
      board.release();
    });
  element.addEventListener("keydown", (event) => {
    const control = board.control(key);
    const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
    if (event.key === "Escape" && drag) {
      board.turn(control, drag.from);
      drag = null;
    } else if (!steps) return;
    else turn(board.value(control) + steps * control.step);
    event.preventDefault();
    event.stopPropagation();
  });
}
