/** The column of controls, generated from the controls' data, below the spikes. */

import { removeButton, rewardButtons } from "./reward_buttons.mjs";
import { fill, html, say, set, symbolHtml } from "../dom/dom.mjs";
import { generatorRow } from "./generator_form.mjs";
import { pulseRows } from "./pulse_controls.mjs";
import { ROWS, sideBySide } from "./control_rows.mjs";
import { typedRow } from "./spike_times_field.mjs";

/** The display convention, which is no part of the experiment. */
function conventionRow(board) {
  const kinds = ["folded", "unit"];
  const choice = sideBySide("Traces and eligibility", ["times γ", "of unit size"], (i) => board.convene(kinds[i]));
  const name = html("span", { class: "name" }, "Traces and z");
  const row = html("div", { class: "control choice", "data-key": "convention" }, name, choice.element);
  return { row, draw: () => choice.draw(kinds.indexOf(board.convention())) };
}

/** The row of one control. */
function controlRow(board, { key, kind, symbol }) {
  const words = html("span", { class: "words" });
  const row = ROWS[kind](board, key);
  const name = html("span", { class: "name" }, words, symbolHtml(symbol));
  const element = html(kind === "choice" ? "div" : "label", { class: `control ${kind}`, "data-key": key }, name, ...row.parts);
  const remove = key.startsWith("onset") ? removeButton(board, key) : null;
  if (remove) element.append(remove.element); // after the slider, which the label is for
  return {
    element,
    draw(control) {
      say(words, control.label);
      row.draw(control);
      remove?.draw(control);
      for (const input of element.querySelectorAll("input, select, button")) set(input, { disabled: board.shows.locked(key) && "" });
    },
  };
}

/** A section with its heading. */
function headed(words, ...rows) {
  return html("section", {}, html("h3", {}, words), ...rows);
}

/** The whole column; `draw` brings it up to date. */
export function controlColumn(board) {
  const column = html("div", { class: "controls" });
  const typed = ["pre", "post"].map((name) => typedRow(board, name));
  const spikes = headed("Spikes", ...typed.map(({ row }) => row), generatorRow(board));
  const pulse = pulseRows(board);
  const reward = [...pulse.rows, rewardButtons(board)];
  const convention = conventionRow(board);
  const display = headed("Display", convention.row);
  const sections = new Map(); // by heading
  const rows = new Map(); // by all that a row is made of
  let built = "";

  /** Rows and sections in the order of the list; what was there already stays, with its focus. */
  function build(made) {
    const places = Map.groupBy(made, ({ group }) => group);
    for (const [id] of rows) if (!made.some((row) => row.id === id)) rows.delete(id);
    for (const { id, control } of made) if (!rows.has(id)) rows.set(id, controlRow(board, control));
    for (const [group, own] of places) {
      if (!sections.has(group)) sections.set(group, headed(group));
      const section = sections.get(group);
      const elements = own.map(({ id }) => rows.get(id).element);
      fill(section, [section.firstChild, ...elements, ...(group === "Reward" ? reward : [])]);
    }
    const groups = [...places.keys()].map((group) => sections.get(group));
    const last = board.shows.hidden("convention") ? [] : [display];
    fill(column, board.shows.has("controls") ? [spikes, ...groups, ...last] : []);
  }

  return {
    column,
    draw() {
      const list = board.shows.has("controls") ? board.controls().filter(({ key }) => !board.shows.hidden(key)) : [];
      const made = list.map((control) => {
        const { key, group, kind, symbol, options } = control;
        return { id: JSON.stringify([key, kind, symbol, options]), group, control };
      });
      const now = made.map(({ id }) => id).join();
      if (now !== built) build(made);
      built = now;
      for (const { id, control } of made) rows.get(id).draw(control);
      for (const { draw } of [...typed, pulse, convention]) draw();
    },
  };
}
