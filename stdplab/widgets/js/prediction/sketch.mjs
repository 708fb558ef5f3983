/** A curve drawn by hand: with mouse, finger and pen, or with the keyboard, which moves a pen. */

import { set, svg } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { clamp, formatNumber } from "../dom/numbers.mjs";
import { makeAxes } from "./axes.mjs";

/** @typedef {import("./axes.mjs").Frame} Frame */

/**
 * A curve to draw. To the right of what was drawn it continues at the last value.
 *
 * @param {Frame} frame
 * @param {(values: number[]) => void} onAnswer called with the values after each change
 * @returns {{drawing: SVGSVGElement, setAnswer(answer: number[] | null): void, reveal(truth: number[]): void}}
 */
export function sketch(frame, onAnswer) {
  const { drawing, middle, x, y, path, pointAt } = makeAxes(frame, frame.title);
  const [low, high] = frame.limits;
  const valueStep = (high - low) / 100;
  const drawnCurve = svg("path", { class: `stdplab-curve stdplab-${frame.colour}` });
  const trueCurve = svg("path", { class: "stdplab-curve stdplab-ink stdplab-dashed" });
  const pen = svg("circle", { class: "stdplab-pen", r: 6, role: "slider", ...FOCUSABLE, "aria-label": "pen: left and right move it, up and down draw" });
  const hint = svg("text", { class: "stdplab-limit", x: middle, y: y(frame.start) - 14, "text-anchor": "middle" }, "draw your curve here");
  drawing.append(trueCurve, drawnCurve, pen, hint);
  /** @type {number[]} */
  let values = Array(frame.points).fill(frame.start);
  let penIndex = 0;
  let drawnUntil = 0; // the last index that was drawn
  let locked = false;
  /** @type {[number, number] | null} */
  let previous = null; // [index, value] of the stroke's last point

  function show() {
    const value = formatNumber(values[penIndex]);
    const position = formatNumber(frame.first + (penIndex / (frame.points - 1)) * (frame.last - frame.first));
    set(drawnCurve, { d: path(values) });
    set(pen, {
      cx: x(penIndex), cy: y(values[penIndex]), "aria-valuenow": value, "aria-valuemin": formatNumber(low), "aria-valuemax": formatNumber(high),
      "aria-valuetext": `${frame.symbol} = ${value} at ${position} ${frame.unit || frame.axis}`,
      visibility: locked ? "hidden" : "visible",
    });
  }

  /**
   * Draw a straight line from the stroke's last point to a new one.
   *
   * @param {number} index
   * @param {number} value
   */
  function drawTo(index, value) {
    const [fromIndex, fromValue] = previous ?? [index, value];
    const [first, last] = [Math.min(fromIndex, index), Math.max(fromIndex, index)];
    for (let i = first; i <= last; i += 1) {
      const fraction = last === first ? 1 : (i - fromIndex) / (index - fromIndex);
      values[i] = fromValue + fraction * (value - fromValue);
    }
    drawnUntil = Math.max(drawnUntil, last);
    for (let i = drawnUntil + 1; i < frame.points; i += 1) values[i] = values[drawnUntil];
    values[0] = frame.start;
    previous = [index, value];
    penIndex = index;
    hint.remove();
    show();
  }

  drawing.addEventListener("touchstart", (event) => locked || event.preventDefault(), { passive: false });
  drawing.addEventListener("pointerdown", (event) => {
    if (locked || event.button) return;
    drawing.setPointerCapture(event.pointerId);
    previous = null;
    const { index, value } = pointAt(event);
    drawTo(index, value);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (locked || !drawing.hasPointerCapture(event.pointerId)) return;
    const { index, value } = pointAt(event);
    drawTo(index, value);
  });
  drawing.addEventListener("pointerup", () => locked || onAnswer([...values]));
  pen.addEventListener("keydown", (event) => {
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const up = { ArrowDown: -1, ArrowUp: 1 }[event.key] ?? 0;
    if (locked || !(sideways || up)) return;
    event.preventDefault();
    event.stopPropagation();
    if (sideways) {
      penIndex = clamp(penIndex + sideways * (event.shiftKey ? 5 : 1), 0, frame.points - 1);
      drawnUntil = Math.max(drawnUntil, penIndex);
      show();
      return;
    }
    if (!penIndex) penIndex = 1; // the start is fixed
    previous = null;
    drawnUntil = penIndex; // all to the right moves along
    drawTo(penIndex, clamp(values[penIndex] + up * (event.shiftKey ? 5 : 1) * valueStep, low, high));
    onAnswer([...values]);
  });
  show();
  return {
    drawing,
    setAnswer(answer) {
      values = answer ? [...answer] : Array(frame.points).fill(frame.start);
      if (answer) hint.remove();
      else [penIndex, drawnUntil] = [0, 0];
      show();
    },
    reveal(truth) {
      locked = true;
      set(trueCurve, { d: path(truth) });
      drawing.append(trueCurve);
      show();
    },
  };
}
