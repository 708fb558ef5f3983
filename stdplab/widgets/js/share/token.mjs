/**
 * An experiment as a short token, and back: the same text that `stdplab.share` makes in Python.
 *
 * A token is `stdplab1.BODY.CHECK`: JSON, deflated, as URL-safe base64, and the CRC-32 of all
 * that stands before it. The browser itself compresses and decompresses.
 */

import { CHECK_CHARS, MAX_JSON_BYTES, MAX_TOKEN_CHARS, TOKEN_VERSION } from "../experiment/constants.mjs";

/** @typedef {import("../types.d.ts").Experiment} Experiment */

const PREFIX = `stdplab${TOKEN_VERSION}.`;
const START = /stdplab\d+\./;
const TOKEN = new RegExp(`stdplab\\d+\\.[\\w\\s-]*\\.(?:\\s*[\\w-]){${CHECK_CHARS}}(?![\\w-])`, "g");
// A line break, with the "=" of an encoded mail before it and the "> " of a quoted one behind it.
const MAIL_LINE = /=?\r?\n[ \t]*(?:[>|][ \t]*)*/g;

/**
 * The CRC-32 of bytes, as in PNG files and zip archives.
 *
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/**
 * A number as four bytes, the highest first.
 *
 * @param {number} number
 * @returns {number[]}
 */
export function fourBytes(number) {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
}

/** @param {Iterable<number>} bytes */
function encodeBase64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function decodeBase64(text) {
  if (!/^[\w-]*$/.test(text)) throw new Error("it is not URL-safe base64");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/** @param {string} head */
const checksumOf = (head) => encodeBase64(fourBytes(crc32(new TextEncoder().encode(head))));

/**
 * @param {BlobPart} data
 * @param {CompressionStream | DecompressionStream} transform
 */
const transformed = (data, transform) => new Blob([data]).stream().pipeThrough(transform);

/**
 * The experiment as a token.
 *
 * @param {Experiment} experiment
 * @returns {Promise<string>}
 * @throws {Error} if it is too long for a token; the message says what to do
 */
export async function makeToken(experiment) {
  const data = new TextEncoder().encode(JSON.stringify(experiment));
  const compressed = await new Response(transformed(data, new CompressionStream("deflate-raw"))).arrayBuffer();
  const length = PREFIX.length + Math.ceil((compressed.byteLength * 4) / 3) + 1 + CHECK_CHARS; // in base64
  if (length > MAX_TOKEN_CHARS || data.length > MAX_JSON_BYTES)
    throw new Error(`This experiment is too long for a token (at most ${MAX_TOKEN_CHARS} characters). Download the JSON file instead.`);
  const head = PREFIX + encodeBase64(new Uint8Array(compressed));
  return `${head}.${checksumOf(head)}`;
}

/**
 * The text in a stream; stops as soon as there is more of it than an experiment may have.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 */
async function readBounded(stream) {
  const reader = stream.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > MAX_JSON_BYTES) {
      reader.cancel();
      throw new Error(`it would unpack to more than ${MAX_JSON_BYTES} bytes`);
    }
    parts.push(next.value);
  }
  return new Blob(parts).text();
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("this is not JSON");
  }
}

/**
 * The token in a text, without blanks: the first whole one, or else what may be a part of one; as in Python.
 *
 * @param {string} given
 */
function findToken(given) {
  const text = given.replaceAll(MAIL_LINE, "\n");
  const candidates = [...Array.from(text.matchAll(TOKEN), ([found]) => found), text.slice(Math.max(text.search(START), 0))]
    .map((candidate) => candidate.replaceAll(/\s/g, ""));
  return candidates.find(isWhole) ?? candidates[0];
}

/**
 * Whether a token ends with the checksum of what stands before it.
 *
 * @param {string} token
 */
function isWhole(token) {
  const end = token.lastIndexOf(".");
  return end > 0 && token.slice(end + 1) === checksumOf(token.slice(0, end));
}

/** @param {string} token */
async function readToken(token) {
  const version = /^stdplab(\d+)\./.exec(token)?.[1];
  if (version && Number(version) !== TOKEN_VERSION)
    throw new Error(`this token has version ${version}; this page reads version ${TOKEN_VERSION}. Use the stdplab that made it`);
  if (!version && !(token && PREFIX.startsWith(token)))
    throw new Error(`this is neither a token (tokens start with "${PREFIX}") nor the JSON of an experiment. Copy all of it`);
  const end = token.lastIndexOf(".");
  const [head, checksum] = [token.slice(0, end), token.slice(end + 1)];
  if (!head.startsWith(PREFIX) || checksum.length < CHECK_CHARS) throw new Error("the end of this token is missing. Copy all of it");
  if (checksum !== checksumOf(head))
    throw new Error("the checksum of this token does not match: at least one character was changed. Copy it again");
  try {
    const stream = transformed(decodeBase64(head.slice(PREFIX.length)), new DecompressionStream("deflate-raw"));
    return parseJson(await readBounded(stream));
  } catch (error) {
    const why = error instanceof Error && !(error instanceof TypeError) ? error.message : "it cannot be unpacked";
    throw new Error(`this token does not contain an experiment: ${why}`);
  }
}

/**
 * The data in a token or in the JSON of an experiment, not yet validated.
 *
 * @param {string} text
 * @returns {Promise<any>}
 * @throws {Error} if the text is neither; the message is a sentence without its full stop
 */
export async function readShared(text) {
  const isJson = text.trimStart().startsWith("{");
  const found = isJson || text.length > MAX_JSON_BYTES ? text : findToken(text);
  const [kind, most] = isJson ? ["an experiment", MAX_JSON_BYTES] : ["a token", MAX_TOKEN_CHARS];
  if (found.length > most) throw new Error(`this text has ${found.length} characters; ${kind} has at most ${most}`);
  return isJson ? parseJson(text.trim()) : readToken(found); // trim also removes the byte order mark of some editors
}
