/** Spike times as people write them, and why what they wrote cannot be. */

import { minus, plain, snap } from "../dom/dom.mjs";

const TIME = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A count with its thousands apart, the same in every language of the browser. */
export function counted(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The times as text. */
export function listedTimes(times) {
  return times.join(", ");
}

/** Why a row cannot have so many spikes, or "". */
export function crowded(label, count, most) {
  if (count <= most) return "";
  return `${label}: ${counted(count)} spikes are more than the ${counted(most)} that a row holds, so leave some out`;
}

/**
 * Times from text: numbers apart by commas, semicolons, blanks or new lines, in brackets or not.
 *
 * @returns {times, why}: sorted multiples of dt, or the sentence that names the first piece
 *     that cannot be and says what to do
 */
export function parsedTimes(text, label, { dt, duration }, most) {
  const pieces = text.replaceAll("−", "-").split(/[\s,;()[\]{}]+/).filter(Boolean);
  const why = (words) => ({ times: null, why: `${label}: ${words}` });
  const crowd = crowded(label, pieces.length, most);
  if (crowd) return { times: null, why: crowd };
  const seen = new Set();
  for (const piece of pieces) {
    const quoted = `“${minus(piece.length > 20 ? `${piece.slice(0, 20)}…` : piece)}”`;
    if (!TIME.test(piece)) return why(`${quoted} is not a time, so write numbers of ms such as 10, 85`);
    const at = snap(Math.min(Math.max(Number(piece), -dt), duration + dt), dt);
    if (at <= 0 || at > duration)
      return why(`${quoted} lies outside the protocol, so write times from ${plain(dt)} to ${plain(duration)} ms`);
    if (seen.has(at)) return why(`${quoted} falls on ${at} ms, where another spike is already, so leave one of them out`);
    seen.add(at);
  }
  return { times: [...seen].sort((a, b) => a - b), why: "" };
}
