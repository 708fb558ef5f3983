/** The column of controls, generated from the view's data, below the rows for spikes. */

import { html, set, setChildren, setText, symbolHtml } from "../dom/elements.mjs";
import { CONTROL_ROWS, segmentedChoice } from "./control_rows.mjs";
import { generatorRow } from "./generator_form.mjs";
import { pulseRows } from "./pulse_controls.mjs";
import { removeButton, rewardButtons } from "./reward_buttons.mjs";
import { spikeTimesRow } from "./spike_times_field.mjs";

/** The row of the display convention, which does not belong to the experiment. */
function conventionRow(board) {
  const conventions = ["folded", "unit"];
  const choice = segmentedChoice("Traces and eligibility", ["times γ", "of unit size"], (i) => board.view.setConvention(conventions[i]));
  const name = html("span", { class: "name" }, "Traces and z");
  const row = html("div", { class: "control choice", "data-key": "convention" }, name, choice.element);
  return { row, draw: () => choice.draw(conventions.indexOf(board.view.convention())) };
}

/** The row of one control. */
function controlRow(board, { key, kind, symbol }) {
  const label = html("span", { class: "words" });
  const row = CONTROL_ROWS[kind](board, key);
  const name = html("span", { class: "name" }, label, symbolHtml(symbol));
  const element = html(kind === "choice" ? "div" : "label", { class: `control ${kind}`, "data-key": key }, name, ...row.parts);
  const remove = key.startsWith("onset") ? removeButton(board, key) : null;
  if (remove) element.append(remove.element); // after the slider, since the label belongs to its first input
  return {
    element,
    draw(control) {
      setText(label, control.label);
      row.draw(control);
      remove?.draw(control);
      const disabled = board.visibility.isLocked(key) && "";
      for (const input of element.querySelectorAll("input, select, button")) set(input, { disabled });
    },
  };
}

/** A section with its heading. */
function headedSection(heading, ...rows) {
  return html("section", {}, html("h3", {}, heading), ...rows);
}

/**
 * The whole column.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{column: HTMLElement, draw(): void}}
 */
export function controlColumn(board) {
  const column = html("div", { class: "controls" });
  const spikeTimes = ["pre", "post"].map((name) => spikeTimesRow(board, name));
  const spikes = headedSection("Spikes", ...spikeTimes.map(({ row }) => row), generatorRow(board));
  const pulse = pulseRows(board);
  const rewardExtras = [...pulse.rows, rewardButtons(board)];
  const convention = conventionRow(board);
  const display = headedSection("Display", convention.row);
  const sections = new Map(); // heading -> section
  const rows = new Map(); // id -> row; the id holds all that a row is made from
  let builtIds = "";

  /** Put rows and sections in the order of the list. Rows that exist already stay, with their focus. */
  function build(entries) {
    const byGroup = Map.groupBy(entries, ({ group }) => group);
    for (const [id] of rows) if (!entries.some((entry) => entry.id === id)) rows.delete(id);
    for (const { id, control } of entries) if (!rows.has(id)) rows.set(id, controlRow(board, control));
    for (const [group, members] of byGroup) {
      if (!sections.has(group)) sections.set(group, headedSection(group));
      const section = sections.get(group);
      const elements = members.map(({ id }) => rows.get(id).element);
      setChildren(section, [section.firstChild, ...elements, ...(group === "Reward" ? rewardExtras : [])]);
    }
    const groups = [...byGroup.keys()].map((group) => sections.get(group));
    const last = board.visibility.isHidden("convention") ? [] : [display];
    setChildren(column, board.visibility.shows("controls") ? [spikes, ...groups, ...last] : []);
  }

  return {
    column,
    draw() {
      const { visibility } = board;
      const controls = visibility.shows("controls") ? board.store.controls().filter(({ key }) => !visibility.isHidden(key)) : [];
      const entries = controls.map((control) => {
        const { key, group, kind, symbol, options } = control;
        return { id: JSON.stringify([key, kind, symbol, options]), group, control };
      });
      const ids = entries.map(({ id }) => id).join();
      if (ids !== builtIds) build(entries);
      builtIds = ids;
      for (const { id, control } of entries) rows.get(id).draw(control);
      for (const { draw } of [...spikeTimes, pulse, convention]) draw();
    },
  };
}
