/** Cells over a heatmap image: a pointer or the arrow keys move to one, a click or Enter chooses it. */

import { html, set, setText } from "../dom/elements.mjs";
import { FOCUSABLE, keySteps } from "../dom/keyboard.mjs";
import { clamp, formatNumber } from "../dom/numbers.mjs";
import { putIntoView } from "../dom/page_style.mjs";

/**
 * What Python tells about the cells, in the trait `_frame`.
 *
 * @typedef {object} HeatmapFrame
 * @property {number[]} box left, top, width and height of all cells, as fractions of the image
 * @property {string[]} names of the horizontal and of the vertical axis
 * @property {string[]} along the values from left to right
 * @property {string[]} up the values from the bottom to the top
 */

/** @typedef {import("../types.d.ts").Model} Model */
/** @typedef {number[]} Cell its row from below and its column */

const INSTRUCTION = "Arrow keys move, Enter loads the setting.";

/** @param {{model: Model, el: Element}} view */
function render({ model, el }) {
  const image = html("div", { class: "stdplab-picture" });
  const chosenMark = html("div", { class: "stdplab-cell stdplab-chosen", hidden: "" });
  const pointedMark = html("div", { class: "stdplab-cell stdplab-pointed", hidden: "" });
  const cells = html("div", { class: "stdplab-cells", role: "button", ...FOCUSABLE }, chosenMark, pointedMark);
  const reading = html("p", { class: "stdplab-reading", role: "status" });
  const place = html("div", { class: "stdplab-place" }, image, cells);
  const takeOut = putIntoView(el, html("div", { class: "stdplab stdplab-heatmap" }, place, reading), model.get("_style"));
  /** @type {Cell | null} */
  let pointed = null; // under the pointer or the keys

  /** @returns {HeatmapFrame} */
  const frame = () => model.get("_frame");

  /** @type {(mark: HTMLElement, cell: Cell | null) => void} */
  function placeMark(mark, cell) {
    const { along, up } = frame();
    mark.hidden = !cell;
    if (!cell) return;
    const [row, column] = cell;
    const [width, height] = [100 / along.length, 100 / up.length];
    const top = (up.length - 1 - row) * height;
    Object.assign(mark.style, { left: `${column * width}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  }

  /** @param {Cell} cell */
  function describe([row, column]) {
    const { names, along, up } = frame();
    const number = model.get("_numbers")[row * along.length + column];
    const value = number === null ? "not computed yet" : formatNumber(number);
    return `${names[1]} ${up[row]}, ${names[0]} ${along[column]}: ${value}`;
  }

  /** @type {(cell: Cell) => Cell} */
  function clampCell([row, column]) {
    const { along, up } = frame();
    return [clamp(row, 0, up.length - 1), clamp(column, 0, along.length - 1)];
  }

  function show() {
    const { box } = frame();
    ["left", "top", "width", "height"].forEach((side, i) => cells.style.setProperty(side, `${100 * box[i]}%`));
    const chosen = model.get("cell");
    if (pointed) pointed = clampCell(pointed);
    placeMark(chosenMark, chosen);
    placeMark(pointedMark, pointed);
    const cell = pointed ?? chosen;
    setText(reading, cell ? describe(cell) : "Choose a cell to load its setting on the board.");
    set(cells, { "aria-label": cell ? `${describe(cell)}. ${INSTRUCTION}` : INSTRUCTION });
  }

  function drawImage() {
    image.innerHTML = model.get("_drawn");
    show();
  }

  /** @param {Cell | null} cell */
  function setPointed(cell) {
    pointed = cell;
    show();
  }

  /** @param {Cell} cell */
  function choose(cell) {
    pointed = null;
    model.set("cell", cell);
    model.save_changes();
    show();
  }

  /** @param {MouseEvent} event */
  function cellAt(event) {
    const area = cells.getBoundingClientRect();
    const { along, up } = frame();
    const column = Math.floor(((event.clientX - area.left) / area.width) * along.length);
    const row = Math.floor(((area.bottom - event.clientY) / area.height) * up.length);
    return clampCell([row, column]);
  }

  cells.addEventListener("pointermove", (event) => setPointed(cellAt(event)));
  cells.addEventListener("pointerleave", () => setPointed(null));
  cells.addEventListener("click", (event) => {
    if (event.detail) choose(cellAt(event)); // a screen reader's click has no position: it means Enter
    else if (pointed ?? model.get("cell")) choose(pointed ?? model.get("cell"));
  });
  cells.addEventListener("keydown", (event) => {
    const [right, upwards] = [keySteps(event, "ArrowLeft", "ArrowRight"), keySteps(event, "ArrowDown", "ArrowUp")];
    const enters = event.key === "Enter" || event.key === " ";
    if (!right && !upwards && !enters) return;
    event.preventDefault();
    event.stopPropagation();
    const from = pointed ?? model.get("cell") ?? [0, 0];
    if (enters) choose(from);
    else setPointed(clampCell([from[0] + upwards, from[1] + right]));
  });
  cells.addEventListener("blur", () => setPointed(null));

  const events = ["change:_frame", "change:_numbers", "change:cell"];
  model.on("change:_drawn", drawImage);
  events.forEach((event) => model.on(event, show));
  drawImage();
  return () => {
    takeOut();
    model.off("change:_drawn", drawImage);
    events.forEach((event) => model.off(event, show));
  };
}

export default { render };
