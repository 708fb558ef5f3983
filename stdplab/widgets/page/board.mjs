/**
 * The board: a toolbar, the figure and the controls around one synced experiment.
 *
 * An edit moves what the hand holds at once, and everything that follows from it is computed
 * and drawn in the same frame. Every element belongs to one view; nothing has a fixed id.
 */

import { html, say } from "./dom.mjs";
import { makeBoard } from "./state.mjs";
import { makeFigure } from "./figure.mjs";
import { controlColumn } from "./controls.mjs";
import { toolbar } from "./toolbar.mjs";
import { hider } from "./still.mjs";

/** Draw one view of the widget; the returned function takes it down again. */
function render({ model, el }) {
  const board = makeBoard(model);
  const message = html("p", { class: "message", role: "status" });
  const note = html("p", { class: "note" });
  const frame = html("div", { class: "figure" }, board.drawing);
  const figure = makeFigure(board);
  const controls = controlColumn(board);
  const tools = toolbar(board);
  const still = hider();
  const root = html("div", { class: "stdplab" }, tools.bar,
    html("div", { class: "columns" }, html("div", {}, frame, note), controls.column), message);
  el.append(root);
  // On the frame: an SVG element that listens for focus would itself become a tab stop.
  frame.addEventListener("focusin", (event) => figure.focus(event.target));
  frame.addEventListener("focusout", () => board.cursor(null));

  let width = 0; // told, never asked: to measure after something was drawn is to lay out twice
  const drawFigure = () => figure.draw(Math.max(Math.floor(width), 240));
  function drawNow() {
    tools.draw();
    drawFigure();
    controls.draw();
    const kernel = board.view().rules.filter(({ why }) => why);
    say(note, kernel.map(({ why }) => `Computed in the kernel: ${why}.`).join(" "));
    note.hidden = !kernel.length;
    still.hide(model.get("_still"));
  }
  // Whatever happens between two frames is drawn once, in the next one.
  let asked = 0;
  let whole = false;
  function later(everything) {
    whole ||= everything;
    asked ||= requestAnimationFrame(() => {
      const work = whole ? drawNow : figure.drawCursor;
      asked = 0; // first: a drawing that fails must not be the last one
      whole = false;
      if (width) work();
    });
  }
  const draw = () => later(true);
  board.moved = () => later(false);
  const edited = () => {
    figure.drawEdit();
    draw();
  };
  const tell = () => {
    say(message, model.get("message"));
    message.hidden = !model.get("message");
  };
  const watch = { "change:_experiment": edited, "change:message": tell };
  for (const name of ["_series", "_view", "_presets", "_still", "preset", "convention"]) watch[`change:${name}`] = draw;
  const size = new ResizeObserver(([entry]) => {
    const now = entry.contentRect.width; // 0 while it stands in no page
    if (!now || now === width) return;
    const first = !width;
    width = now;
    if (first) {
      tools.draw();
      drawFigure();
      draw(); // the controls a frame later: the picture is what one waits for
    } else drawNow();
  });
  for (const [event, handler] of Object.entries(watch)) model.on(event, handler);
  board.results(); // while the front end puts the view into its page, and not in its first frame
  size.observe(frame); // draws, once it stands in the page
  tell();

  return () => {
    cancelAnimationFrame(asked);
    board.close();
    size.disconnect();
    for (const [event, handler] of Object.entries(watch)) model.off(event, handler);
    still.show();
    root.remove();
  };
}

export default { render };
