/**
 * The board: a toolbar, the figure and the controls around one synced experiment.
 *
 * An edit moves what the hand holds at once, and everything that follows from it is computed
 * and drawn in the same frame. Every element belongs to one view; nothing has a fixed id.
 */

import { html, say } from "./dom/dom.mjs";
import { makeBoard } from "./state/board_state.mjs";
import { makeFigure } from "./figure/figure.mjs";
import { controlColumn } from "./controls/control_column.mjs";
import { finals } from "./controls/final_weights.mjs";
import { toolbar } from "./controls/toolbar.mjs";
import { shareMenu } from "./share/share_menu.mjs";
import { makeGhosts } from "./figure/kept_runs.mjs";
import { learningWindow } from "./controls/learning_window.mjs";
import { makeZoom } from "./figure/zoom.mjs";
import { sharing } from "./state/view_sync.mjs";
import { timeBar } from "./controls/time_bar.mjs";
import { askedFor } from "./state/undo_history.mjs";
import { hider } from "./lifecycle/hide_static_figure.mjs";
import { liveRegion } from "./lifecycle/live_region.mjs";
import { keeper } from "./lifecycle/restore_offer.mjs";

/** Draw a board, or the parts of it that `choice` shows; the returned function takes it down again. */
function drawBoard(model, el, choice) {
  const board = makeBoard(model, choice);
  const message = html("p", { class: "message", role: "status" });
  const note = html("p", { class: "note" });
  const frame = html("div", { class: "figure" }, board.drawing);
  board.changed = () => later(true);
  board.moved = () => later(false);
  board.shared = sharing(model, board);
  board.ghosts = makeGhosts(board);
  board.zoom = makeZoom(board);
  const figure = makeFigure(board);
  const controls = controlColumn(board);
  const time = timeBar(board);
  const table = finals(board);
  const learning = learningWindow(board);
  const tools = toolbar(board, shareMenu(board).element);
  const still = hider();
  const live = liveRegion(board, model);
  const kept = keeper(board, model, el, choice === model || board.shows.has("toolbar"));
  const main = html("div", {}, frame, time.bar, time.words, table.section, note);
  const aside = html("div", { class: "sidebar" }, learning.section, controls.column);
  const columns = html("div", { class: "columns" }, main, aside);
  const root = html("div", { class: "stdplab" }, tools.bar, kept.bar, columns, message, live.region);
  el.append(root);
  // On the frame: an SVG element that listens for focus would itself become a tab stop.
  frame.addEventListener("focusin", (event) => figure.focus(event.target));
  frame.addEventListener("focusout", () => board.cursor(null));

  for (const [type, down] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]])
    root.addEventListener(type, () => board.history.hold(down), true);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") board.pin(null);
    const way = askedFor(event);
    if (!way) return;
    board.history[way]();
    event.preventDefault();
    event.stopPropagation();
  });

  let width = 0; // told, never asked: to measure after something was drawn is to lay out twice
  const drawFigure = () => figure.draw(Math.max(Math.floor(width), 240));
  const parts = [["toolbar", tools.bar], ["time", time.bar], ["time", time.words], ["window", learning.section],
    ["table", table.section], ["controls", controls.column]];
  function arrange() {
    for (const [name, element] of parts) element.hidden = !board.shows.has(name);
    frame.hidden = !board.view().panels.length;
    main.hidden = frame.hidden && !["time", "table"].some(board.shows.has);
    aside.hidden = !["window", "controls"].some(board.shows.has);
    columns.classList.toggle("one", main.hidden || aside.hidden);
  }
  function drawNow() {
    arrange();
    tools.draw();
    drawFigure();
    time.draw();
    if (board.shows.has("window")) learning.draw(board.lit());
    controls.draw();
    table.draw();
    const kernel = board.view().rules.filter(({ why }) => why);
    say(note, kernel.map(({ why }) => `Computed in the kernel: ${why}.`).join(" "));
    note.hidden = !kernel.length;
    still.hide(model.get("_still"));
  }
  let lit = null;
  function drawMoment() {
    figure.drawCursor();
    time.draw();
    if (lit !== board.lit() && board.shows.has("window")) learning.draw(board.lit());
    lit = board.lit();
  }
  // Whatever happens between two frames is drawn once, in the next one.
  let asked = 0;
  let whole = false;
  function later(everything) {
    whole ||= everything;
    asked ||= requestAnimationFrame(() => {
      const work = whole ? drawNow : drawMoment;
      asked = 0; // first: a drawing that fails must not be the last one
      whole = false;
      if (width) work();
    });
  }
  const draw = board.changed;
  const edited = () => {
    figure.drawEdit();
    draw();
  };
  const tell = () => {
    say(message, model.get("message"));
    message.hidden = !model.get("message");
  };
  const watch = { "change:_experiment": edited, "change:message": tell };
  for (const name of ["_series", "_view", "choice", "_presets", "_still", "preset", "convention"]) watch[`change:${name}`] = draw;
  const widths = new Map(); // 0 for what is hidden, and for all while the board stands in no page
  const size = new ResizeObserver((entries) => {
    const before = [...widths.values()].join();
    for (const { target, contentRect } of entries) widths.set(target, contentRect.width);
    if (!widths.get(root) || [...widths.values()].join() === before) return;
    const first = !width;
    width = widths.get(main) || widths.get(root);
    learning.resize(Math.floor(widths.get(learning.section)));
    if (first) {
      tools.draw();
      drawFigure();
      draw(); // the controls a frame later: the picture is what one waits for
    } else drawNow();
  });
  for (const [event, handler] of Object.entries(watch)) model.on(event, handler);
  board.results(); // while the front end puts the view into its page, and not in its first frame
  arrange();
  for (const element of [root, main, learning.section]) size.observe(element); // draws, once it stands in the page
  tell();

  return () => {
    cancelAnimationFrame(asked);
    time.close();
    board.shared.close();
    board.close();
    size.disconnect();
    for (const [event, handler] of Object.entries(watch)) model.off(event, handler);
    still.show();
    live.close();
    kept.close();
    root.remove();
  };
}

/** A part draws from the model of the board that it belongs to. */
async function drawPart(model, el) {
  const of = await model.widget_manager.get_model(model.get("board").replace("IPY_MODEL_", ""));
  return drawBoard(of, el, model);
}

function render({ model, el }) {
  return model.get("board") ? drawPart(model, el) : drawBoard(model, el, model);
}

/** What boards and parts are handed, which bring no code themselves. */
const initialize = () => ({ render });

export default { initialize };
