/**
 * Tells screen readers the result of an edit, once: "post spike at 74 ms. STDP 0.2712,
 * MSTDP 0.2051, MSTDPET 0.3312". A drag or a held key is told when it has come to rest.
 */

import { html, setText } from "../dom/elements.mjs";
import { formatExactly, formatWeight, last } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Control} Control */
/** @typedef {import("../types.d.ts").Experiment} Experiment */

const QUIET_TIME = 600; // ms without an edit
const MAX_LISTED = 2; // more changes than that are not listed

/**
 * The value that a control has in an experiment, if it has one.
 *
 * @param {Experiment} experiment
 * @param {Control} control
 */
function valueOf(experiment, { paths: [path] }) {
  /** @type {any} */
  let data = experiment;
  for (const part of path) data = data?.[part];
  return data;
}

/**
 * What has changed in a row of spikes, as a phrase, or "".
 *
 * @param {string} row
 * @param {number[]} before
 * @param {number[]} after
 */
function spikeChange(row, before, after) {
  const [removed, added] = [before.filter((t) => !after.includes(t)), after.filter((t) => !before.includes(t))];
  const listed = (/** @type {number[]} */ times) => `${times.map(formatExactly).join(", ")} ms`;
  if (!removed.length && !added.length) return "";
  if (removed.length > 1 || added.length > 1) return `${row} spikes at ${listed(after)}`;
  if (!added.length) return `${row} spike at ${listed(removed)} removed`;
  return `${row} spike ${removed.length ? "" : "added "}at ${listed(added)}`;
}

/**
 * A control's name in a sentence: "eligibility trace", "reward until 100 ms", "LTP amplitude".
 *
 * @param {Control} control
 */
function controlPhrase({ group, label }) {
  const name = group === "Rule" || label.startsWith(group) ? label : `${group} ${label}`;
  const acronym = /^[A-Z]{2}/;
  return name.split(" ").map((word) => (acronym.test(word) ? word : word.toLowerCase())).join(" ");
}

/** @type {(control: Control, value: number) => string} */
function valuePhrase({ kind, options, unit }, value) {
  if (kind === "switch") return value ? "on" : "off";
  return kind === "choice" ? options[value] : [formatExactly(value), unit].filter(Boolean).join(" ");
}

/**
 * What differs between two experiments of one board, as a phrase.
 *
 * @param {Experiment} before
 * @param {Experiment} after
 * @param {Control[]} controls
 */
function describeChanges(before, after, controls) {
  const rows = /** @type {const} */ (["pre", "post"]);
  const spikes = rows.map((row) => spikeChange(row, before.protocol[row], after.protocol[row]));
  const settings = controls.filter((control) => valueOf(before, control) !== valueOf(after, control))
    .map((control) => `${controlPhrase(control)} ${valuePhrase(control, valueOf(after, control))}`);
  const changes = [...spikes.filter(Boolean), ...settings];
  return changes.length > MAX_LISTED ? "several changes" : changes.join(", ");
}

/**
 * The live region of one view. It speaks only while the view has the focus.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{region: HTMLElement, close(): void}}
 */
export function liveRegion(board) {
  const region = html("p", { class: "stdplab-unseen", role: "status" });
  const current = () => ({ experiment: board.store.experiment(), preset: board.store.preset() });
  let announced = current();
  let timer = 0;

  function announce() {
    const now = current();
    const results = board.store.results();
    const ends = board.store.ruleNames().filter((name) => results[name])
      .map((name) => `${name} ${formatWeight(last(results[name].w))}`).join(", ");
    const changes = now.preset === announced.preset
      ? describeChanges(announced.experiment, now.experiment, board.store.controls()) : `preset ${now.preset}`;
    announced = now;
    if (changes && region.parentElement?.matches(":focus-within")) setText(region, `${changes}. ${ends}`);
  }
  function onExperiment() {
    clearTimeout(timer);
    timer = setTimeout(announce, QUIET_TIME);
  }
  const stopListening = board.store.onChange((newExperiment) => newExperiment && onExperiment());

  return {
    region,
    close() {
      clearTimeout(timer);
      stopListening();
    },
  };
}
