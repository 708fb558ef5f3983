/** The form that generates spikes: which generator, for which rows, with which numbers. */

import { button, html, set } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { formatExactly, snap, stepAt } from "../dom/numbers.mjs";
import { menu } from "./control_rows.mjs";
import { jitter, poisson, regularPairs, regularPairsLength } from "./spike_generators.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Protocol} Protocol */
/** @typedef {import("../types.d.ts").SpikeRow} SpikeRow */

/**
 * A number that a generator needs; `range` gives the lowest and the highest one.
 *
 * @typedef {object} NumberField
 * @property {string} key
 * @property {string} label
 * @property {string} unit
 * @property {number} initial
 * @property {(protocol: Protocol) => number[]} range
 * @property {boolean} [integer]
 * @property {string} [description]
 */

/**
 * A generator: its fields, and `generate`, which gives the new rows, or why there are none.
 *
 * @typedef {object} Generator
 * @property {NumberField[]} fields
 * @property {(numbers: Record<string, number>, names: SpikeRow[], protocol: Protocol) => Record<string, number[]> | string} generate
 * @property {boolean} [fillsBothRows]
 */

/** @type {NumberField} */
const SEED_FIELD = { key: "seed", label: "Seed", unit: "", initial: 1, range: () => [0, 99999], integer: true };

/** @type {Record<string, Generator>} */
const GENERATORS = {
  Poisson: {
    fields: [{ key: "rate", label: "Rate", unit: "Hz", initial: 30, range: ({ dt }) => [0.1, 1000 / dt] }, SEED_FIELD],
    generate: ({ rate, seed }, names, protocol) =>
      Object.fromEntries(names.map((name) => [name, poisson({ rate, seed }, name, protocol)])),
  },
  pairing: {
    fillsBothRows: true,
    fields: [
      { key: "interval", label: "Δt", unit: "ms", initial: 10, range: ({ duration }) => [-duration, duration],
        description: "post minus pre" },
      { key: "pairs", label: "Pairs", unit: "", initial: 5, range: ({ dt, duration }) => [1, stepAt(duration, dt)], integer: true },
      { key: "period", label: "every", unit: "ms", initial: 40, range: ({ dt, duration }) => [dt, duration] },
    ],
    generate({ interval, pairs, period }, _names, protocol) {
      const { dt, duration } = protocol;
      const timing = { interval: snap(interval, dt), pairs, period: snap(period, dt) };
      const length = regularPairsLength(timing, dt);
      if (length <= duration) return regularPairs(timing, protocol);
      return `${pairs} pairs every ${formatExactly(timing.period)} ms need ${formatExactly(length)} ms, but the protocol has ` +
        `${formatExactly(duration)} ms. Take fewer pairs, a shorter period or a smaller Δt`;
    },
  },
  jitter: {
    fields: [
      { key: "sd", label: "SD", unit: "ms", initial: 3, range: ({ duration }) => [0, duration],
        description: "standard deviation" },
      SEED_FIELD,
    ],
    generate({ sd, seed }, names, protocol) {
      const withSpikes = names.filter((name) => protocol[name].length);
      if (!withSpikes.length) return "There are no spikes to jitter. Add some first";
      return Object.fromEntries(withSpikes.map((name) => [name, jitter({ sd, seed }, name, protocol[name], protocol)]));
    },
  },
};
/** @type {Record<string, SpikeRow[]>} */
const ROW_CHOICES = { "pre and post": ["pre", "post"], "pre only": ["pre"], "post only": ["post"] };

/**
 * The field of one number; `read` gives the number, or says what to type and gives undefined.
 *
 * @param {Board} board
 * @param {string} generator
 * @param {NumberField} field
 * @param {() => void} onEnter
 */
function numberField(board, generator, { key, label, unit, initial, range, integer, description }, onEnter) {
  const input = html("input", { type: "number", step: integer ? 1 : "any", ...FOCUSABLE, "data-field": key,
    "aria-label": [generator, label, description, unit && `in ${unit}`].filter(Boolean).join(" ") });
  input.value = String(initial);
  const element = html("label", { title: description ?? null }, html("span", {}, label), input, html("span", { class: "stdplab-unit" }, unit));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    onEnter();
    event.preventDefault();
    event.stopPropagation();
  });

  function read() {
    const [low, high] = range(board.store.experiment().protocol);
    const value = input.valueAsNumber;
    const valid = value >= low && value <= high && (!integer || Number.isInteger(value));
    set(input, { "aria-invalid": valid ? null : "true" });
    if (valid) return value;
    const kind = integer ? "whole number" : "number";
    board.store.showMessage(`${label}: type a ${kind} from ${formatExactly(low)} to ${formatExactly(high)}.`);
    input.focus();
    return undefined;
  }
  return { element, key, read };
}

/**
 * The whole form.
 *
 * @param {Board} board
 * @returns {HTMLElement}
 */
export function generatorRow(board) {
  const generators = Object.values(GENERATORS);
  const fields = Object.entries(GENERATORS).map(([name, generator]) =>
    generator.fields.map((field) => numberField(board, name, field, generate)));
  const generatorMenu = menu("Generator", Object.keys(GENERATORS), choose);
  const rowMenu = menu("Rows to fill", Object.keys(ROW_CHOICES), () => {});
  const note = html("p", { class: "stdplab-aside" }, "The same seed gives the same spikes again.");
  const fieldGroups = fields.map((group) => html("div", { class: "stdplab-numbers" }, ...group.map(({ element }) => element)));

  /** @param {number} index */
  function choose(index) {
    fieldGroups.forEach((element, i) => {
      element.hidden = i !== index;
    });
    const generator = generators[index];
    rowMenu.disabled = Boolean(generator.fillsBothRows);
    if (generator.fillsBothRows) rowMenu.value = "0";
    note.hidden = !generator.fields.includes(SEED_FIELD);
  }

  function generate() {
    const index = Number(generatorMenu.value);
    /** @type {Record<string, number>} */
    const numbers = {};
    for (const { key, read } of fields[index]) {
      const number = read();
      if (number === undefined) return;
      numbers[key] = number;
    }
    const names = Object.values(ROW_CHOICES)[Number(rowMenu.value)];
    const rows = generators[index].generate(numbers, names, board.store.experiment().protocol);
    if (typeof rows === "string") board.store.refuse(rows);
    else {
      board.store.edit((experiment) => Object.assign(experiment.protocol, rows));
      board.store.endGesture();
    }
  }

  choose(0);
  return html("div", { class: "stdplab-generator", role: "group", "aria-label": "Generate spikes" },
    html("div", { class: "stdplab-choice" }, generatorMenu, rowMenu, button("Generate", generate)), ...fieldGroups, note);
}
