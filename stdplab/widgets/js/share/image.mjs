/** The drawing as a picture that stands by itself: SVG, and PNG at twice the size. */

import { set, svg } from "../dom/dom.mjs";
import { crc32, fourBytes } from "./token.mjs";

const INHERITED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "font-family", "font-size", "font-style", "font-weight", "text-anchor", "paint-order"];
const TOOLS = ".add, .hint, .area, .ring, .handle"; // for the hand, and nothing to see on paper
const STAMP = 20; // px
const DENSITY = 2;

/** Give a copy what the style sheet gives the original, and leave out what is not seen. */
function dress(copy, original, inherited) {
  const style = getComputedStyle(original);
  if (original.matches(TOOLS) || style.display === "none" || style.visibility === "hidden") {
    copy.remove();
    return;
  }
  for (const { name } of [...copy.attributes])
    if (/^(class|role|tabindex|aria-|data-lm)/.test(name)) copy.removeAttribute(name);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value !== inherited?.getPropertyValue(name)) copy.setAttribute(name, value);
  }
  if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
  const children = [...copy.children]; // before some of them go
  [...original.children].forEach((child, i) => dress(children[i], child, style));
}

/** The picture as SVG text, with the experiment in its metadata. */
export function svgOf(board) {
  const { drawing } = board;
  const { width, height } = board.layout;
  const paper = getComputedStyle(drawing.closest(".stdplab")).backgroundColor;
  const copy = drawing.cloneNode(true);
  dress(copy, drawing, null);
  const ends = board.names().map((name) => `${name} ${board.results()[name].w.at(-1).toFixed(4)}`);
  const words = svg("text", { x: 2, y: height + STAMP - 8, "font-size": "10px", fill: getComputedStyle(drawing.querySelector(".limit")).fill },
    [`stdplab ${board.version()}`, ...ends].join(" · "));
  set(copy, { xmlns: "http://www.w3.org/2000/svg", width, height: height + STAMP, viewBox: `0 0 ${width} ${height + STAMP}`, role: "img" });
  copy.prepend(
    svg("title", {}, drawing.getAttribute("aria-label")),
    svg("metadata", {}, JSON.stringify({ software: `stdplab ${board.version()}`, experiment: board.experiment() })),
    svg("rect", { width: "100%", height: "100%", fill: paper, stroke: "none" }),
  );
  copy.append(words);
  return new XMLSerializer().serializeToString(copy);
}

/** A text chunk of a PNG file. */
function textChunk(key, text) {
  const safe = text.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const body = new TextEncoder().encode(`tEXt${key}\0${safe}`);
  return new Uint8Array([...fourBytes(body.length - 4), ...body, ...fourBytes(crc32(body))]);
}

/** The same picture as a PNG file, with the experiment in a text chunk. */
export async function pngOf(board) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svgOf(board))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: DENSITY * image.width, height: DENSITY * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const plain = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const after = 8 + 25; // the signature and the header chunk, which has to be the first
  const chunks = [textChunk("Software", `stdplab ${board.version()}`), textChunk("stdplab", JSON.stringify(board.experiment()))];
  return new Blob([plain.slice(0, after), ...chunks, plain.slice(after)], { type: "image/png" });
}
