/** What happens at a moment and why, in words built from the numbers. */

import { html, minus, plain } from "../dom/dom.mjs";

const NOTHING = 5e-9; // a smaller step of a weight is none
const bold = (text) => html("b", {}, text);
const short = (value) => minus(String(Number(value.toPrecision(3))));
const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

/** "the presynaptic neuron fires, 5 ms after the postsynaptic one" as runs of text. */
function firing({ pre, post }, time) {
  const [a, b] = [pre.includes(time), post.includes(time)];
  if (a && b) return ["both neurons fire"];
  if (!a && !b) return null;
  const [own, other, before] = a ? ["presynaptic", "postsynaptic", post] : ["postsynaptic", "presynaptic", pre];
  const last = before.filter((earlier) => earlier < time).at(-1);
  const runs = [`the ${own} neuron fires`];
  return last === undefined ? [...runs, " and finds no trace"] : [...runs, ", ", bold(`${plain(time - last)} ms after`), ` the ${other} one`];
}

/** "y = 0.92, so ξ = −0.92": the traces that the spikes meet. */
function meeting({ pre, post }, time, k, series, unit) {
  const found = [["x", post], ["y", pre]].filter(([name, spikes]) => series[name] && spikes.includes(time));
  if (!found.length || !series.xi) return [];
  const traces = found.map(([name]) => `${unit.sign}${name} = ${short(unit.factor * series[name][k])}`);
  return [`: ${listed(traces)}, so `, bold(`${unit.sign}ξ = ${short(unit.factor * series.xi[k])}`)];
}

/** "STDP weakens the synapse by 0.1842; MSTDP and MSTDPET leave it": rules of one effect together. */
function effects(names, results, k) {
  const by = new Map();
  for (const name of names) {
    const change = results[name].w[k] - results[name].w[k - 1];
    const size = Math.abs(change) < NOTHING ? "" : minus(Math.abs(change).toPrecision(3));
    const verb = size && (change > 0 ? "strengthen" : "weaken");
    const key = `${verb} ${size}`;
    by.set(key, { verb, size, names: [...(by.get(key)?.names ?? []), name] });
  }
  const runs = [];
  let object = "the synapse";
  for (const { verb, size, names: those } of by.values()) {
    const s = those.length === 1 ? "s" : "";
    runs.push(runs.length ? "; " : "", listed(those), " ");
    if (verb) runs.push(bold(`${verb}${s}`), ` ${object} by ${size}`);
    else runs.push(`leave${s} ${object} as it is`);
    object = "it";
  }
  return [...runs, "."];
}

/** Which pair has the largest share in the step that the cursor is pinned to. */
function cause(board, time) {
  const [pair] = board.pinned() === time ? board.lit() : [];
  if (!pair) return [];
  const delta = minus(plain(pair.post - pair.pre));
  return [` Under ${board.names()[board.explained()]} most of it comes from `, bold(`pre ${plain(pair.pre)} and post ${plain(pair.post)} ms`), ` (Δt = ${delta} ms).`];
}

/** The sentence for a moment in ms, as runs of text and elements. */
export function sentence(board, time) {
  const { protocol, rules, lag, w0 } = board.experiment();
  const [names, results] = [board.names(), board.results()];
  if (names.some((name) => !results[name])) return ["The kernel is computing."];
  const k = Math.round(time / protocol.dt);
  const at = bold(`${plain(time)} ms`);
  if (!k) return ["At ", at, ` the run begins, with w = ${plain(w0)}.`];
  const traced = Math.max(names.findIndex((name) => results[name].xi), 0);
  const folded = board.convention() === "folded";
  const unit = folded ? { sign: "γ", factor: rules[traced].gamma ?? 1 } : { sign: "", factor: 1 };
  const fires = firing(protocol, time);
  const first = fires
    ? ["At ", at, " ", ...fires, ...meeting(protocol, time, k, results[names[traced]], unit), ". "]
    : ["At ", at, " no neuron fires. "];
  const reward = results[names[0]].reward[k];
  const [when, meets] = lag ? [k - 1, " meets the step before"] : [k, ""];
  const tagged = names.find((name) => results[name].z);
  const z = tagged ? unit.factor * results[tagged].z[when] : 0;
  const state = Math.abs(z) > 1e-12 ? ` and ${unit.sign}z = ${short(z)}${lag ? " then" : ""}` : "";
  return [...first, `The reward ${lag ? "of" : "is"} ${plain(reward)}${meets}${state}. `, ...effects(names, results, k), ...cause(board, time)];
}
