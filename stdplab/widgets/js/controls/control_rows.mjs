/** Rows of native inputs: a slider with its typed twin, a check box, a menu, words side by side. */

import { clamp, html, OWN_KEYS, plain, say, set } from "../dom/dom.mjs";

/** For native inputs, which are in the tab order by themselves. */
export const KEYS = { "data-lm-suppress-shortcuts": OWN_KEYS["data-lm-suppress-shortcuts"] };

/** A slider with its typed twin. */
export function numberRow(board, key) {
  const slider = html("input", { type: "range", ...KEYS });
  const typed = html("input", { type: "number", ...KEYS });
  const unit = html("span", { class: "unit" });
  const control = () => board.control(key);
  slider.addEventListener("input", () => control() && board.turn(control(), Number(slider.value)));
  slider.addEventListener("change", () => board.release());
  let typing = false; // what a person is typing is theirs until they are done

  function commit() {
    if (!typing) return;
    typing = false;
    if (!control()) return; // it was taken away under the hand
    const { label, fixed, low, high } = control();
    const value = typed.valueAsNumber;
    if (!Number.isFinite(value)) board.say(`${label}: type a number.`);
    else if (fixed && (value < low || value > high))
      board.say(`${label}: type a number from ${plain(low)} to ${plain(high)}.`);
    else board.turn(control(), value);
    draw(control());
  }
  typed.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) typed.addEventListener(done, commit);
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      typing = false;
      draw(control());
    } else if (event.key === "Enter") commit();
    else return;
    event.stopPropagation();
  });

  function draw(now) {
    const { low, high, step, label, unit: words } = now;
    const value = board.value(now);
    set(slider, { min: low, max: high, step, "aria-label": words ? `${label}, ${words}` : label });
    set(typed, { step, "aria-label": `${label}, typed` });
    if (Number(slider.value) !== value) slider.value = value;
    const at = String(clamp((value - low) / (high - low || 1), 0, 1));
    if (slider.style.getPropertyValue("--at") !== at) slider.style.setProperty("--at", at);
    const text = String(Number(value.toPrecision(6)));
    if (!typing && typed.value !== text) typed.value = text;
    say(unit, words);
  }
  return { parts: [slider, html("span", { class: "typed" }, typed, unit)], draw };
}

/** A check box. */
function switchRow(board, key) {
  const box = html("input", { type: "checkbox", ...KEYS });
  box.addEventListener("change", () => board.turn(board.control(key), box.checked));
  const draw = (control) => {
    set(box, { "aria-label": control.label });
    box.checked = Boolean(board.value(control));
  };
  return { parts: [box], draw };
}

/** A menu; `take` is called with the position of the chosen word. */
export function menu(label, options, take) {
  const select = html("select", { "aria-label": label, ...KEYS });
  select.append(...options.map((words, i) => html("option", { value: i }, words)));
  select.addEventListener("change", () => take(Number(select.value)));
  return select;
}

/** A few words side by side, all of them in sight; `take` is called with the position of the chosen one. */
export function sideBySide(label, options, take) {
  const name = `stdplab-${Math.random()}`; // radio buttons of one name exclude one another
  const inputs = options.map((_, i) => html("input", { type: "radio", name, value: i, ...KEYS }));
  const words = inputs.map((input, i) => html("label", {}, input, html("span", {}, options[i])));
  const element = html("div", { class: "segmented", role: "radiogroup", "aria-label": label }, ...words);
  element.addEventListener("change", (event) => take(Number(event.target.value)));
  const draw = (chosen) => {
    inputs.forEach((input, i) => (input.checked = i === chosen));
  };
  return { element, draw };
}

/** A choice among words; its value is the position of the word. */
function choiceRow(board, key) {
  const { options, label } = board.control(key);
  const choice = sideBySide(label, options, (chosen) => board.turn(board.control(key), chosen));
  return { parts: [choice.element], draw: (control) => choice.draw(Number(board.value(control))) };
}

/** By the kind of a control. */
export const ROWS = { number: numberRow, switch: switchRow, choice: choiceRow };
