/** Spike times as text: how a list is written, how it is read, and why a text is refused. */

import { formatExactly, snap, withMinus } from "../dom/numbers.mjs";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+(e[+-]?\d+)?$/i;
const OTHER_SEPARATOR = /[;\t\r\n]/;
const LONGEST_QUOTE = 20; // characters of a refused piece that a message repeats

/** A count with commas between its thousands, whatever the language of the browser. */
function withThousands(/** @type {number} */ count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * The times as text.
 *
 * @param {number[]} times
 * @returns {string}
 */
export function formatTimes(times) {
  return times.join(", ");
}

/**
 * Why a row cannot hold so many spikes.
 *
 * @param {string} label the row, as messages name it
 * @param {number} count
 * @param {number} most the greatest number of spikes in a row
 * @returns {string} a sentence without its full stop, or "" if the row can hold them
 */
export function tooManySpikes(label, count, most) {
  if (count <= most) return "";
  return `${label}: ${withThousands(count)} spikes are too many. A row holds at most ${withThousands(most)}; leave some out`;
}

/**
 * Whether commas must separate: as in 1,2,3 or 1.5,2 or [1,2].
 *
 * @param {string} text
 * @param {string[]} parts
 */
function hasCommaList(text, parts) {
  if (/[()[\]{}]/.test(text) && !OTHER_SEPARATOR.test(text)) return true;
  return parts.some((part) => part.includes(",") && !DECIMAL_COMMA.test(part));
}

/**
 * The numbers of a typed list, still as texts, with decimal points. A comma between two digits, as
 * in 10,5, is a decimal comma where something else separates the numbers; Python's `typed_numbers`
 * reads lists by the same rule.
 *
 * @param {string} text
 * @returns {{pieces: string[], doubtful: string}} doubtful: the first piece that can be one number or two, or ""
 */
function piecesOf(text) {
  let parts = text.replaceAll("−", "-").split(/[\s;()[\]{}]+/).map((part) => part.replace(/^,+|,+$/g, ""));
  const doubtful = parts.find((part) => DECIMAL_COMMA.test(part));
  if (doubtful && !hasCommaList(text, parts)) {
    if (!OTHER_SEPARATOR.test(text.trim()) || /\.|,(\s|;|$)/.test(text)) return { pieces: [], doubtful };
    parts = parts.map((part) => part.replace(",", "."));
  }
  return { pieces: parts.flatMap((part) => part.split(",")).filter(Boolean), doubtful: "" };
}

/**
 * Read times from text: numbers separated by commas, semicolons, spaces or new lines, in brackets or not.
 *
 * @param {string} text
 * @param {string} label the row, as messages name it
 * @param {import("../types.d.ts").Protocol} protocol
 * @param {number} most the greatest number of spikes in a row
 * @returns {{times: number[] | null, why: string}} sorted multiples of dt; or null and a sentence
 *     that names the first piece that was refused and says what to do
 */
export function parseTimes(text, label, { dt, duration }, most) {
  const { pieces, doubtful } = piecesOf(text);
  const refusal = (/** @type {string} */ why) => ({ times: null, why: `${label}: ${why}` });
  const tooMany = tooManySpikes(label, pieces.length, most);
  if (tooMany) return { times: null, why: tooMany };
  if (doubtful)
    return refusal(`“${doubtful}” can be ${doubtful.replace(",", ".")}, or ${doubtful.replace(",", " and ")}. ` +
      "Write a decimal point, or a blank after each comma");
  const times = new Set();
  for (const piece of pieces) {
    const quoted = `“${withMinus(piece.length > LONGEST_QUOTE ? `${piece.slice(0, LONGEST_QUOTE)}…` : piece)}”`;
    if (!NUMBER.test(piece)) return refusal(`${quoted} is not a time. Write numbers in ms, such as 10, 85`);
    const time = snap(Math.min(Math.max(Number(piece), -dt), duration + dt), dt);
    if (time <= 0 || time > duration)
      return refusal(`${quoted} is outside the protocol. Write times from ${formatExactly(dt)} to ${formatExactly(duration)} ms`);
    if (times.has(time))
      return refusal(`${quoted} is at ${time} ms, where there is a spike already. Leave one of them out`);
    times.add(time);
  }
  return { times: [...times].sort((a, b) => a - b), why: "" };
}
