/** The column of controls, generated from the view's data, below the rows for spikes. */

import { html, set, setChildren, setText, symbolHtml } from "../dom/elements.mjs";
import { CONTROL_ROWS, segmentedChoice } from "./control_rows.mjs";
import { generatorRow } from "./generator_form.mjs";
import { pulseRows } from "./pulse_controls.mjs";
import { removeButton, rewardButtons } from "./reward_buttons.mjs";
import { spikeTimesRow } from "./spike_times_field.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {{id: string, group: string, control: Control}} Entry `id` holds all that a control's row is made from */
/** @typedef {{element: HTMLElement, draw(control: Control): void}} Row */

/**
 * The row of the display convention, which does not belong to the experiment.
 *
 * @param {Board} board
 */
function conventionRow(board) {
  const conventions = ["folded", "unit"];
  const choice = segmentedChoice("Traces and eligibility", ["times γ", "of unit size"], (i) => board.view.setConvention(conventions[i]));
  const name = html("span", { class: "stdplab-name" }, "Traces and z");
  const row = html("div", { class: "stdplab-control stdplab-choice", "data-key": "convention" }, name, choice.element);
  return { row, draw: () => choice.draw(conventions.indexOf(board.view.convention())) };
}

/**
 * The row of one control.
 *
 * @param {Board} board
 * @param {Control} control
 * @returns {Row}
 */
function controlRow(board, control) {
  const { key, kind, symbol } = control;
  const label = html("span", { class: "stdplab-words" });
  const row = CONTROL_ROWS[kind](board, control);
  const name = html("span", { class: "stdplab-name" }, label, symbolHtml(symbol));
  const element = html(kind === "choice" ? "div" : "label", { class: `stdplab-control stdplab-${kind}`, "data-key": key }, name, ...row.parts);
  const remove = key.startsWith("onset") ? removeButton(board, key) : null;
  if (remove) element.append(remove.element); // after the slider, since the label belongs to its first input
  return {
    element,
    draw(present) {
      setText(label, present.label);
      row.draw(present);
      remove?.draw(present);
      const disabled = board.visibility.isLocked(key) && "";
      for (const input of element.querySelectorAll("input, select, button")) set(input, { disabled });
    },
  };
}

/**
 * A section with its heading.
 *
 * @param {string} heading
 * @param {...HTMLElement} rows
 */
function headedSection(heading, ...rows) {
  return html("section", {}, html("h3", { class: "stdplab-heading" }, heading), ...rows);
}

/**
 * The whole column.
 *
 * @param {Board} board
 * @returns {{column: HTMLElement, draw(): void}}
 */
export function controlColumn(board) {
  const column = html("div", { class: "stdplab-controls" });
  const spikeTimes = [spikeTimesRow(board, "pre"), spikeTimesRow(board, "post")];
  const spikes = headedSection("Spikes", ...spikeTimes.map(({ row }) => row), generatorRow(board));
  const pulse = pulseRows(board);
  const rewardExtras = [...pulse.rows, rewardButtons(board)];
  const convention = conventionRow(board);
  const display = headedSection("Display", convention.row);
  /** @type {Map<string, HTMLElement>} */
  const sections = new Map(); // heading -> section
  /** @type {Map<string, Row>} */
  const rows = new Map(); // by the id of its entry
  let builtIds = "";

  /**
   * The row of an entry; one that exists already stays, with its focus.
   *
   * @param {Entry} entry
   */
  function rowOf({ id, control }) {
    const row = rows.get(id) ?? controlRow(board, control);
    rows.set(id, row);
    return row;
  }

  /** @param {string} group */
  function sectionOf(group) {
    const section = sections.get(group) ?? headedSection(group);
    sections.set(group, section);
    return section;
  }

  /**
   * Put rows and sections in the order of the list.
   *
   * @param {Entry[]} entries
   */
  function build(entries) {
    for (const [id] of rows) if (!entries.some((entry) => entry.id === id)) rows.delete(id);
    const groups = [...Map.groupBy(entries, ({ group }) => group)].map(([group, members]) => {
      const section = sectionOf(group);
      const [heading] = section.children;
      setChildren(section, [heading, ...members.map((entry) => rowOf(entry).element), ...(group === "Reward" ? rewardExtras : [])]);
      return section;
    });
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
      for (const entry of entries) rowOf(entry).draw(entry.control);
      for (const { draw } of [...spikeTimes, pulse, convention]) draw();
    },
  };
}
