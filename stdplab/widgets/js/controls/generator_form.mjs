/** The row that makes spikes: which generator, for which rows, with which numbers. */

import { html, OWN_KEYS, plain, set, snap } from "../dom/dom.mjs";
import { jitter, pairing, pairingLength, poisson } from "./spike_generators.mjs";
import { menu } from "./control_rows.mjs";

const SEED_FIELD = { key: "seed", label: "Seed", unit: "", first: 1, range: () => [0, 99999], whole: true };

/** Each with its fields and `make(numbers, names of rows, protocol)`: the new rows, or why not. */
const GENERATORS = {
  Poisson: {
    fields: [{ key: "rate", label: "Rate", unit: "Hz", first: 30, range: ({ dt }) => [0.1, 1000 / dt] }, SEED_FIELD],
    make: (numbers, names, protocol) => Object.fromEntries(names.map((name) => [name, poisson(numbers, name, protocol)])),
  },
  pairing: {
    both: true,
    fields: [
      { key: "interval", label: "Δt", unit: "ms", first: 10, range: ({ duration }) => [-duration, duration],
        about: "post minus pre" },
      { key: "pairs", label: "Pairs", unit: "", first: 5, range: ({ dt, duration }) => [1, Math.round(duration / dt)], whole: true },
      { key: "period", label: "every", unit: "ms", first: 40, range: ({ dt, duration }) => [dt, duration] },
    ],
    make(numbers, _names, protocol) {
      const { dt, duration } = protocol;
      const steady = { ...numbers, interval: snap(numbers.interval, dt), period: snap(numbers.period, dt) };
      const length = pairingLength(steady, dt);
      if (length <= duration) return pairing(steady, protocol);
      return `${numbers.pairs} pairs every ${plain(steady.period)} ms need ${plain(length)} ms and the protocol has ` +
        `${plain(duration)}, so take fewer pairs, a shorter period or a smaller Δt`;
    },
  },
  jitter: {
    fields: [{ key: "sd", label: "SD", unit: "ms", first: 3, range: ({ duration }) => [0, duration], about: "standard deviation" }, SEED_FIELD],
    make(numbers, names, protocol) {
      const filled = names.filter((name) => protocol[name].length);
      if (!filled.length) return "There are no spikes to jitter, so add some first";
      return Object.fromEntries(filled.map((name) => [name, jitter(numbers, name, protocol[name], protocol)]));
    },
  },
};
const ROW_CHOICES = { "pre and post": ["pre", "post"], "pre only": ["pre"], "post only": ["post"] };

/** One number of a generator; `read` gives it, or says what to type and gives undefined. */
function numberField(board, kind, { key, label, unit, first, range, whole, about }, enter) {
  const input = html("input", { type: "number", step: whole ? 1 : "any", ...OWN_KEYS, "data-field": key,
    "aria-label": [kind, label, about, unit && `in ${unit}`].filter(Boolean).join(" ") });
  input.value = first;
  const element = html("label", { title: about ?? null }, html("span", {}, label), input, html("span", { class: "unit" }, unit));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    enter();
    event.preventDefault();
    event.stopPropagation();
  });

  function read() {
    const [low, high] = range(board.experiment().protocol);
    const value = input.valueAsNumber;
    const fits = value >= low && value <= high && (!whole || Number.isInteger(value));
    set(input, { "aria-invalid": fits ? null : "true" });
    if (fits) return value;
    board.say(`${label}: type a ${whole ? "whole number" : "number"} from ${low < 0 ? plain(low) : low} to ${high}.`);
    input.focus();
    return undefined;
  }
  return { element, key, read };
}

/** The whole row. */
export function generatorRow(board) {
  const fields = Object.entries(GENERATORS).map(([kind, { fields: own }]) => own.map((field) => numberField(board, kind, field, make)));
  const kinds = menu("Generator", Object.keys(GENERATORS), choose);
  const targets = menu("Rows to fill", Object.keys(ROW_CHOICES), () => {});
  const button = html("button", { type: "button", ...OWN_KEYS }, "Generate");
  const note = html("p", { class: "aside" }, "The same seed gives the same spikes again.");
  const numbers = fields.map((own) => html("div", { class: "numbers" }, ...own.map(({ element }) => element)));
  const row = html("div", { class: "generator", role: "group", "aria-label": "Generate spikes" },
    html("div", { class: "choice" }, kinds, targets, button), ...numbers, note);
  button.addEventListener("click", make);

  function choose(chosen) {
    numbers.forEach((element, i) => {
      element.hidden = i !== chosen;
    });
    const { both, fields: own } = Object.values(GENERATORS)[chosen];
    targets.disabled = Boolean(both);
    if (both) targets.value = "0";
    note.hidden = !own.includes(SEED_FIELD);
  }

  function make() {
    const chosen = Number(kinds.value);
    const values = {};
    for (const { key, read } of fields[chosen]) {
      values[key] = read();
      if (values[key] === undefined) return;
    }
    const names = Object.values(ROW_CHOICES)[Number(targets.value)];
    const made = Object.values(GENERATORS)[chosen].make(values, names, board.experiment().protocol);
    if (typeof made === "string") board.say(`${made}. The board keeps what it had.`);
    else {
      board.edit((experiment) => Object.assign(experiment.protocol, made));
      board.release();
    }
  }

  choose(0);
  return row;
}
