/**
 * What an edit has done, said once for those who do not see the figure: "post spike at 74 ms.
 * STDP 0.2712, MSTDP 0.2051, MSTDPET 0.3312". A drag or a held key is said when it comes to rest.
 */

import { html, plain, say, weight } from "../dom/dom.mjs";

const QUIET = 600; // ms without an edit
const LISTED = 2; // more changes than that are not listed

const at = (experiment, path) => path.reduce((place, part) => place?.[part], experiment);

/** What happened to a row of spikes, in words, or "". */
function spikeChange(row, before, after) {
  const [gone, come] = [before.filter((t) => !after.includes(t)), after.filter((t) => !before.includes(t))];
  const moments = (times) => `${times.map(plain).join(", ")} ms`;
  if (!gone.length && !come.length) return "";
  if (gone.length > 1 || come.length > 1) return `${row} spikes at ${moments(after)}`;
  if (!come.length) return `${row} spike at ${moments(gone)} removed`;
  return `${row} spike ${gone.length ? "" : "added "}at ${moments(come)}`;
}

/** A control's name in a sentence: "eligibility trace", "reward until 100 ms", "LTP amplitude". */
function called({ group, label }) {
  const whole = group === "Rule" || label.startsWith(group) ? label : `${group} ${label}`;
  const acronym = /^[A-Z]{2}/;
  return whole.split(" ").map((word) => (acronym.test(word) ? word : word.toLowerCase())).join(" ");
}

function shown({ kind, options, unit }, value) {
  if (kind === "switch") return value ? "on" : "off";
  return kind === "choice" ? options[value] : [plain(value), unit].filter(Boolean).join(" ");
}

/** What differs between two experiments of one board, in words. */
function changes(before, after, controls) {
  const spikes = ["pre", "post"].map((row) => spikeChange(row, before.protocol[row], after.protocol[row]));
  const turned = controls.filter(({ paths }) => at(before, paths[0]) !== at(after, paths[0]))
    .map((control) => `${called(control)} ${shown(control, at(after, control.paths[0]))}`);
  const all = [...spikes.filter(Boolean), ...turned];
  return all.length > LISTED ? "several changes" : all.join(", ");
}

/** The region, which speaks when the view that has the focus was edited. */
export function liveRegion(board, model) {
  const region = html("p", { class: "unseen", role: "status" });
  let known = { experiment: board.experiment(), preset: board.preset() };
  let timer = 0;

  function speak() {
    const now = { experiment: board.experiment(), preset: board.preset() };
    const results = board.results();
    const ends = board.names().filter((name) => results[name])
      .map((name) => `${name} ${weight(results[name].w.at(-1))}`).join(", ");
    const what = now.preset === known.preset
      ? changes(known.experiment, now.experiment, board.controls()) : `preset ${now.preset}`;
    known = now;
    if (what && region.parentElement?.matches(":focus-within")) say(region, `${what}. ${ends}`);
  }
  function edited() {
    clearTimeout(timer);
    timer = setTimeout(speak, QUIET);
  }
  model.on("change:_experiment", edited);

  return {
    region,
    close() {
      clearTimeout(timer);
      model.off("change:_experiment", edited);
    },
  };
}
