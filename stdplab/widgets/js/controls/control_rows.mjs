/** Rows of native inputs: a slider with a number field, a check box, a menu, a segmented choice. */

import { html, set, setText } from "../dom/elements.mjs";
import { SUPPRESS_SHORTCUTS } from "../dom/keyboard.mjs";
import { clamp, formatExactly } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").NumberControl} NumberControl */

/**
 * The inputs of one control and how to bring them up to date.
 *
 * @template [C=Control]
 * @typedef {{parts: HTMLElement[], draw(control: C): void}} ControlRow
 */

/**
 * What reads and sets numbers: a board's store, or what stands before it.
 *
 * @template C
 * @typedef {object} NumberSource
 * @property {(key: string) => C | undefined} control undefined once it was removed
 * @property {(control: C) => number} controlValue
 * @property {(control: C, value: number) => void} setControl
 * @property {() => void} endGesture
 * @property {(text: string) => void} showMessage
 */

/**
 * A slider with a number field.
 *
 * @template {NumberControl} C
 * @param {NumberSource<C>} source
 * @param {string} key the control's
 * @returns {ControlRow<C>}
 */
export function numberRow(source, key) {
  const slider = html("input", { type: "range", ...SUPPRESS_SHORTCUTS });
  const field = html("input", { type: "number", ...SUPPRESS_SHORTCUTS });
  const unitText = html("span", { class: "stdplab-unit" });
  slider.addEventListener("input", () => {
    const control = source.control(key);
    if (control) source.setControl(control, Number(slider.value));
  });
  slider.addEventListener("change", () => source.endGesture());
  let typing = false; // while a person types, the field is not overwritten

  function commit() {
    if (!typing) return;
    typing = false;
    const control = source.control(key);
    if (!control) return; // it was removed meanwhile
    const { label, fixed, low, high } = control;
    const value = field.valueAsNumber;
    if (!Number.isFinite(value)) source.showMessage(`${label}: type a number.`);
    else if (fixed && (value < low || value > high))
      source.showMessage(`${label}: type a number from ${formatExactly(low)} to ${formatExactly(high)}.`);
    else source.setControl(control, value);
    redraw();
  }
  field.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) field.addEventListener(done, commit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      typing = false;
      redraw();
    } else if (event.key === "Enter") commit();
    else return;
    event.stopPropagation();
  });

  function redraw() {
    const control = source.control(key);
    if (control) draw(control);
  }

  /** @param {C} control */
  function draw(control) {
    const { low, high, step, label, unit } = control;
    const value = source.controlValue(control);
    set(slider, { min: low, max: high, step, "aria-label": unit ? `${label}, ${unit}` : label });
    set(field, { step, "aria-label": `${label}, typed` });
    if (Number(slider.value) !== value) slider.value = String(value);
    const fraction = String(clamp((value - low) / (high - low || 1), 0, 1));
    if (slider.style.getPropertyValue("--at") !== fraction) slider.style.setProperty("--at", fraction);
    const text = String(Number(value.toPrecision(12)));
    if (!typing && field.value !== text) field.value = text;
    setText(unitText, unit);
  }
  return { parts: [slider, html("span", { class: "stdplab-typed" }, field, unitText)], draw };
}

/**
 * A check box.
 *
 * @param {Board} board
 * @param {Control} control
 * @returns {ControlRow}
 */
function switchRow(board, { key }) {
  const box = html("input", { type: "checkbox", ...SUPPRESS_SHORTCUTS });
  box.addEventListener("change", () => {
    const control = board.store.control(key);
    if (control) board.store.setControl(control, box.checked);
  });
  return {
    parts: [box],
    draw(control) {
      set(box, { "aria-label": control.label });
      box.checked = Boolean(board.store.controlValue(control));
    },
  };
}

/**
 * A menu.
 *
 * @param {string} label its accessible name
 * @param {string[]} options
 * @param {(index: number) => void} onChoose called with the place of the chosen option
 * @returns {HTMLSelectElement}
 */
export function menu(label, options, onChoose) {
  const select = html("select", { "aria-label": label, ...SUPPRESS_SHORTCUTS });
  select.append(...options.map((text, i) => html("option", { value: i }, text)));
  select.addEventListener("change", () => onChoose(Number(select.value)));
  return select;
}

/**
 * A segmented choice: a few options side by side, all of them visible.
 *
 * @param {string} label its accessible name
 * @param {string[]} options
 * @param {(index: number) => void} onChoose called with the place of the chosen option
 * @returns {{element: HTMLElement, draw(chosen: number): void}}
 */
export function segmentedChoice(label, options, onChoose) {
  const name = `stdplab-${Math.random()}`; // radio buttons of one name exclude one another
  const inputs = options.map((_, i) => html("input", { type: "radio", name, value: i, ...SUPPRESS_SHORTCUTS }));
  const labels = inputs.map((input, i) => html("label", {}, input, html("span", {}, options[i])));
  const element = html("div", { class: "stdplab-segmented", role: "radiogroup", "aria-label": label }, ...labels);
  element.addEventListener("change", (event) => onChoose(Number(/** @type {HTMLInputElement} */ (event.target).value)));
  return {
    element,
    draw(chosen) {
      inputs.forEach((input, i) => (input.checked = i === chosen));
    },
  };
}

/**
 * A choice among options; the control's value is the place of the option.
 *
 * @param {Board} board
 * @param {Control} control
 * @returns {ControlRow}
 */
function choiceRow(board, { key, options, label }) {
  const choose = (/** @type {number} */ chosen) => {
    const control = board.store.control(key);
    if (control) board.store.setControl(control, chosen);
  };
  if (options.length > 2) { // side by side they would not fit
    const select = menu(label, options, choose);
    return {
      parts: [select],
      draw(control) {
        select.value = String(Number(board.store.controlValue(control)));
      },
    };
  }
  const choice = segmentedChoice(label, options, choose);
  return { parts: [choice.element], draw: (control) => choice.draw(Number(board.store.controlValue(control))) };
}

/**
 * What makes a row, by the kind of its control.
 *
 * @type {Record<Control["kind"], (board: Board, control: Control) => ControlRow>}
 */
export const CONTROL_ROWS = { number: (board, { key }) => numberRow(board.store, key), switch: switchRow, choice: choiceRow };
