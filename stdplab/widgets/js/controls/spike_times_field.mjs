/** The text field of a spike row: its times as a list that is read, typed and pasted. */

import { html, set } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { MAX_SPIKES } from "../experiment/constants.mjs";
import { formatTimes, parseTimes } from "../experiment/parse_times.mjs";

const CHARACTERS_PER_TIME = 20; // at most, in a pasted list

/**
 * The field of one row.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {import("../types.d.ts").SpikeRow} name
 * @returns {{row: HTMLElement, draw(): void}}
 */
export function spikeTimesRow(board, name) {
  const label = name === "pre" ? "Pre" : "Post";
  const field = html("textarea", { rows: 1, spellcheck: "false", ...FOCUSABLE, "aria-label": `${label} spike times in ms` });
  const row = html("label", { class: "stdplab-control stdplab-times", "data-key": name }, html("span", { class: "stdplab-name" }, label), field,
    html("span", { class: "stdplab-unit" }, "ms"));
  const times = () => board.store.experiment().protocol[name];
  const parse = (/** @type {string} */ text) => parseTimes(text, label, board.store.experiment().protocol, MAX_SPIKES);
  let typing = false; // while a person types, the field is not overwritten

  /**
   * The text was accepted and is replaced by the board's times; or it was refused and stays.
   *
   * @param {boolean} refused
   * @param {string} [why]
   */
  function settle(refused, why = "") {
    typing = refused;
    set(field, { "aria-invalid": refused ? "true" : null, title: why || null });
    draw();
  }
  function commit() {
    if (!typing) return;
    const { times: typed, why } = parse(field.value);
    if (!typed) {
      board.store.refuse(why);
      settle(true, why);
      return;
    }
    board.store.edit((experiment) => {
      experiment.protocol[name] = typed;
    });
    board.store.endGesture();
    settle(formatTimes(times()) !== formatTimes(typed));
  }
  // A text too long for any row is refused before the browser lays it out, which would take seconds.
  field.addEventListener("beforeinput", (event) => {
    if (!event.data || event.data.length < CHARACTERS_PER_TIME * MAX_SPIKES) return;
    const { why } = parse(event.data);
    if (!why) return;
    event.preventDefault();
    board.store.refuse(why);
  });
  field.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) field.addEventListener(done, commit);
  // Before a drag in the figure changes the row, the typed text takes effect.
  board.figure.drawing.addEventListener("pointerdown", commit, { capture: true });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (field.ariaInvalid) board.store.showMessage("");
      settle(false);
    } else if (event.key === "Enter" && !event.shiftKey) {
      commit();
      event.preventDefault();
    } else return;
    event.stopPropagation();
  });

  function draw() {
    const text = formatTimes(times());
    if (!typing && field.value !== text) field.value = text;
  }
  return { row, draw };
}
