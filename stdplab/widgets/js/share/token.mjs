/**
 * An experiment as a short token, and back: the same text that `stdplab.share` makes in Python.
 *
 * A token is `stdplab1.BODY.CHECK`: JSON, deflated, as base64 for addresses, and the CRC-32 of
 * all that stands before it. Packing and unpacking are the browser's own.
 */

const TOKEN = { version: 1, longest: 20_000, largest: 200_000, check: 6 };
const PREFIX = `stdplab${TOKEN.version}.`;

/** The CRC-32 of bytes, as PNG files and zip archives have it. */
export function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A number as four bytes, the highest first. */
export function fourBytes(number) {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
}

const base64 = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const unbase64 = (text) => {
  if (!/^[\w-]*$/.test(text)) throw new Error("no base64 for addresses");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
};

const checkOf = (head) => base64(fourBytes(crc32(new TextEncoder().encode(head))));

const through = (data, transform) => new Blob([data]).stream().pipeThrough(transform);

/** The experiment as a token; throws what to do when it is too long for one. */
export async function makeToken(experiment) {
  const data = new TextEncoder().encode(JSON.stringify(experiment));
  const packed = await new Response(through(data, new CompressionStream("deflate-raw"))).arrayBuffer();
  if (packed.byteLength > TOKEN.longest * 0.7 || data.length > TOKEN.largest)
    throw new Error(`This experiment is too long for a token, which has at most ${TOKEN.longest} characters: take the JSON file.`);
  const head = PREFIX + base64(new Uint8Array(packed));
  return `${head}.${checkOf(head)}`;
}

/** What a stream holds, of which no more than allowed is ever unpacked. */
async function bounded(stream) {
  const reader = stream.getReader();
  const parts = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > TOKEN.largest) {
      reader.cancel();
      throw new Error(`it would unpack to more than ${TOKEN.largest} bytes`);
    }
    parts.push(next.value);
  }
  return new Blob(parts).text();
}

/** What JSON says; throws in words. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("this is not JSON");
  }
}

async function readToken(token) {
  const version = /^stdplab(\d+)\./.exec(token)?.[1];
  if (version && Number(version) !== TOKEN.version)
    throw new Error(`this token is of version ${version}, and this page reads ${TOKEN.version}: use the stdplab that made it`);
  if (!version && !(token && PREFIX.startsWith(token)))
    throw new Error(`this is not a token, which begins with ${PREFIX}, nor the JSON of an experiment: copy all of it`);
  const end = token.lastIndexOf(".");
  const [head, check] = [token.slice(0, end), token.slice(end + 1)];
  if (!head.startsWith(PREFIX) || check.length < TOKEN.check) throw new Error("the end of this token is missing: copy all of it");
  if (check !== checkOf(head)) throw new Error("this token has changed on its way, if by one character: copy it again");
  let stream;
  try {
    stream = through(unbase64(head.slice(PREFIX.length)), new DecompressionStream("deflate-raw"));
    return parsed(await bounded(stream));
  } catch (error) {
    const why = error instanceof TypeError ? "it cannot be unpacked" : error.message;
    throw new Error(`this token holds no experiment: ${why}`);
  }
}

/** What a token or the JSON of an experiment holds, unchecked; throws why there is nothing in it. */
export async function readShared(text) {
  const json = text.trimStart().startsWith("{");
  const longest = json ? TOKEN.largest : TOKEN.longest;
  if (text.length > longest)
    throw new Error(`this text has ${text.length} characters, and ${json ? "an experiment" : "a token"} at most ${longest}`);
  return json ? parsed(text) : readToken(text.replaceAll(/\s/g, ""));
}
