/**
 * Cells over a drawn heatmap: one is pointed at or walked to with the arrow keys, and a click or
 * Enter takes it.
 *
 * @typedef {object} Frame
 * @property {number[]} box left, top, width and height of the cells, as shares of the drawing
 * @property {string[]} names of the axis along the page and of the one up it
 * @property {string[]} along the values from left to right
 * @property {string[]} up the values from the bottom to the top
 */

import { clamp, html, keySteps, OWN_KEYS, plain, say, set } from "../dom/dom.mjs";

const HOW = "Arrow keys move, Enter loads the setting.";

function render({ model, el }) {
  const drawn = html("div", { class: "picture" });
  const chosen = html("div", { class: "cell chosen", hidden: "" });
  const pointed = html("div", { class: "cell pointed", hidden: "" });
  const cells = html("div", { class: "cells", role: "button", ...OWN_KEYS }, chosen, pointed);
  const line = html("p", { class: "reading", role: "status" });
  const place = html("div", { class: "place" }, drawn, cells);
  el.append(html("div", { class: "stdplab heatmap" }, place, line));
  let at = null; // [row, column] under the pointer or the keys

  function put(mark, cell) {
    const { along, up } = model.get("_frame");
    mark.hidden = !cell;
    if (!cell) return;
    const [row, column] = cell;
    const [width, height] = [100 / along.length, 100 / up.length];
    const top = (up.length - 1 - row) * height;
    Object.assign(mark.style, { left: `${column * width}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  }

  function words(cell) {
    const { names, along, up } = model.get("_frame");
    const number = model.get("_numbers")[cell[0] * along.length + cell[1]];
    const found = number === null ? "not computed yet" : plain(number);
    return `${names[1]} ${up[cell[0]]}, ${names[0]} ${along[cell[1]]}: ${found}`;
  }

  function show() {
    const { box, along, up } = model.get("_frame");
    const sides = ["left", "top", "width", "height"];
    sides.forEach((side, i) => (cells.style[side] = `${100 * box[i]}%`));
    const own = model.get("cell");
    if (at) at = [clamp(at[0], 0, up.length - 1), clamp(at[1], 0, along.length - 1)];
    put(chosen, own);
    put(pointed, at);
    const cell = at ?? own;
    say(line, cell ? words(cell) : "Choose a cell: its setting goes on the board.");
    set(cells, { "aria-label": cell ? `${words(cell)}. ${HOW}` : HOW });
  }

  function draw() {
    drawn.innerHTML = model.get("_drawn");
    show();
  }

  function take(cell) {
    at = null;
    model.set("cell", cell);
    model.save_changes();
    show();
  }

  function under(event) {
    const area = cells.getBoundingClientRect();
    const { along, up } = model.get("_frame");
    const column = Math.floor(((event.clientX - area.left) / area.width) * along.length);
    const row = Math.floor(((area.bottom - event.clientY) / area.height) * up.length);
    return [clamp(row, 0, up.length - 1), clamp(column, 0, along.length - 1)];
  }

  cells.addEventListener("pointermove", (event) => {
    at = under(event);
    show();
  });
  cells.addEventListener("pointerleave", () => {
    at = null;
    show();
  });
  cells.addEventListener("click", (event) => {
    if (event.detail) take(under(event)); // a screen reader's click has no place: it means Enter
    else if (at ?? model.get("cell")) take(at ?? model.get("cell"));
  });
  cells.addEventListener("keydown", (event) => {
    const { along, up } = model.get("_frame");
    const [right, upwards] = [keySteps(event, "ArrowLeft", "ArrowRight"), keySteps(event, "ArrowDown", "ArrowUp")];
    const enters = event.key === "Enter" || event.key === " ";
    if (!right && !upwards && !enters) return;
    event.preventDefault();
    event.stopPropagation();
    const from = at ?? model.get("cell") ?? [0, 0];
    if (enters) return take(from);
    at = [clamp(from[0] + upwards, 0, up.length - 1), clamp(from[1] + right, 0, along.length - 1)];
    show();
  });
  cells.addEventListener("blur", () => {
    at = null;
    show();
  });

  model.on("change:_drawn", draw);
  ["change:_frame", "change:_numbers", "change:cell"].forEach((key) => model.on(key, show));
  draw();
  return () => {
    model.off("change:_drawn", draw);
    ["change:_frame", "change:_numbers", "change:cell"].forEach((key) => model.off(key, show));
  };
}

export default { render };
