/** The figure as an image file: SVG, and PNG at twice the size. */

import { set, svg } from "../dom/elements.mjs";
import { last } from "../dom/numbers.mjs";
import { crc32, fourBytes } from "./token.mjs";

/** @typedef {import("../types.d.ts").Board} Board */

const INLINED_PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "font-family", "font-size", "font-style", "font-weight", "text-anchor", "paint-order"];
const LEFT_OUT = ".stdplab-add, .stdplab-hint, .stdplab-area, .stdplab-ring, .stdplab-handle"; // what is only there to be dragged or clicked
const CAPTION_HEIGHT = 20; // px
const PIXEL_DENSITY = 2;
const PNG_HEADER_LENGTH = 8 + 25; // bytes: the signature, and the header chunk, which must be the first

/**
 * Write the style sheet's styles into a copy of an element, and remove what cannot be seen.
 *
 * @param {Element} copy
 * @param {Element} original
 * @param {CSSStyleDeclaration | null} inherited
 */
function inlineStyles(copy, original, inherited) {
  const style = getComputedStyle(original);
  if (original.matches(LEFT_OUT) || style.display === "none" || style.visibility === "hidden") {
    copy.remove();
    return;
  }
  for (const { name } of [...copy.attributes])
    if (/^(class|role|tabindex|aria-|data-lm)/.test(name)) copy.removeAttribute(name);
  for (const name of INLINED_PROPERTIES) {
    const value = style.getPropertyValue(name);
    if (value !== inherited?.getPropertyValue(name)) copy.setAttribute(name, value);
  }
  if (style.opacity !== "1") copy.setAttribute("opacity", style.opacity);
  const children = [...copy.children]; // a list of its own, since some of them will be removed
  [...original.children].forEach((child, i) => inlineStyles(children[i], child, style));
}

/**
 * The figure as SVG text, with the experiment in its metadata.
 *
 * @param {Board} board
 * @returns {string}
 */
export function svgOf(board) {
  const { drawing } = board.figure;
  const { width, height } = board.figure.layout();
  const background = getComputedStyle(drawing.closest(".stdplab") ?? drawing).backgroundColor;
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  inlineStyles(copy, drawing, null);
  const software = `stdplab ${board.store.version()}`;
  const ends = board.store.ruleNames().map((name) => `${name} ${last(board.store.results()[name].w).toFixed(4)}`);
  const captionColour = getComputedStyle(drawing.querySelector(".stdplab-limit") ?? drawing).fill;
  const caption = svg("text", { x: 2, y: height + CAPTION_HEIGHT - 8, "font-size": "10px", fill: captionColour },
    [software, ...ends].join(" · "));
  set(copy, { xmlns: "http://www.w3.org/2000/svg", width, height: height + CAPTION_HEIGHT,
    viewBox: `0 0 ${width} ${height + CAPTION_HEIGHT}`, role: "img" });
  copy.prepend(
    svg("title", {}, drawing.getAttribute("aria-label") ?? ""),
    svg("metadata", {}, JSON.stringify({ software, experiment: board.store.experiment() })),
    svg("rect", { width: "100%", height: "100%", fill: background, stroke: "none" }),
  );
  copy.append(caption);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * A text chunk of a PNG file.
 *
 * @param {string} key
 * @param {string} text
 */
function textChunk(key, text) {
  const ascii = text.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const body = new TextEncoder().encode(`tEXt${key}\0${ascii}`);
  return new Uint8Array([...fourBytes(body.length - 4), ...body, ...fourBytes(crc32(body))]);
}

/**
 * The same image as a PNG file, with the experiment in a text chunk.
 *
 * @param {Board} board
 * @returns {Promise<Blob>}
 */
export async function pngOf(board) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svgOf(board))}`;
  await image.decode();
  const size = { width: PIXEL_DENSITY * image.width, height: PIXEL_DENSITY * image.height };
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise((/** @type {(image: Blob | null) => void} */ done) => canvas.toBlob(done, "image/png"));
  if (!png) throw new Error("The browser cannot write this picture as PNG. Download the SVG instead.");
  const chunks = [textChunk("Software", `stdplab ${board.store.version()}`), textChunk("stdplab", JSON.stringify(board.store.experiment()))];
  return new Blob([png.slice(0, PNG_HEADER_LENGTH), ...chunks, png.slice(PNG_HEADER_LENGTH)], { type: "image/png" });
}
