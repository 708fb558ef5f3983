/**
 * The board: a toolbar, the figure and the controls around one synchronised experiment.
 *
 * An edit moves at once what is being dragged, and everything that follows from it is computed
 * and drawn in the same frame. Every element belongs to one view; no element has a fixed id.
 */

import { controlColumn } from "./controls/control_column.mjs";
import { finalWeights } from "./controls/final_weights.mjs";
import { learningWindow } from "./controls/learning_window.mjs";
import { timeBar } from "./controls/time_bar.mjs";
import { toolbar } from "./controls/toolbar.mjs";
import { html, setText } from "./dom/elements.mjs";
import { putIntoView } from "./dom/page_style.mjs";
import { makeFigure } from "./figure/figure.mjs";
import { makePanels } from "./figure/panels.mjs";
import { makeStaticFigureHider } from "./lifecycle/hide_static_figure.mjs";
import { liveRegion } from "./lifecycle/live_region.mjs";
import { makeReactiveNotice } from "./lifecycle/reactive_notebook.mjs";
import { makeRestoreOffer } from "./lifecycle/restore_offer.mjs";
import { shareMenu } from "./share/share_menu.mjs";
import { makeJsonReader } from "./state/model_reader.mjs";
import { openBoard } from "./state/open_board.mjs";
import { undoKey } from "./state/undo_history.mjs";
import { makeVisibility } from "./state/visibility.mjs";

/** @typedef {import("./types.d.ts").Model} Model */

const MIN_FIGURE_WIDTH = 240; // px

/**
 * Draw a board, or the parts of it that `choiceModel` shows; returns a function that removes it.
 *
 * @param {Model} model the board's
 * @param {Element} el where to draw
 * @param {Model} choiceModel the board's model, or a part's
 * @param {string} css the style sheet; "" where the page has it already
 */
function drawBoard(model, el, choiceModel, css) {
  const { store, view, close } = openBoard(model);
  const readChoice = makeJsonReader(choiceModel);
  const visibility = makeVisibility(() => readChoice("choice"));
  const figure = makeFigure();
  const board = Object.freeze({ store, view, visibility, figure });

  const message = html("p", { class: "stdplab-message", role: "status" });
  const note = html("p", { class: "stdplab-note" });
  const frame = html("div", { class: "stdplab-figure" }, figure.drawing);
  const panels = makePanels(board);
  const controls = controlColumn(board);
  const time = timeBar(board);
  const finals = finalWeights(board);
  const learning = learningWindow(board);
  const tools = toolbar(board, shareMenu(board).element);
  const staticFigure = makeStaticFigureHider();
  const live = liveRegion(board);
  const notice = makeReactiveNotice(model);
  const restore = makeRestoreOffer(board, model, el, choiceModel === model || visibility.shows("toolbar"));
  const main = html("div", {}, frame, time.bar, time.explanation, finals.section, note);
  const aside = html("div", { class: "stdplab-sidebar" }, learning.section, controls.column);
  const columns = html("div", { class: "stdplab-columns" }, main, aside);
  const root = html("div", { class: "stdplab" }, tools.bar, restore.bar, columns, message, live.region);
  const takeOut = putIntoView(el, root, css);

  // On the frame: an SVG element that listens for focus would itself become a tab stop.
  frame.addEventListener("focusin", (event) => panels.focus(/** @type {Element} */ (event.target)));
  frame.addEventListener("focusout", () => view.setCursor(null));
  for (const type of ["pointerdown", "pointerup", "pointercancel"])
    root.addEventListener(type, () => store.history.setPointerDown(type === "pointerdown"), true);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") view.pinCursor(null);
    const direction = undoKey(event);
    if (!direction) return;
    store.history[direction]();
    event.preventDefault();
    event.stopPropagation();
  });

  let width = 0; // from the resize observer: measuring after something was drawn would cost a second layout
  const drawPanels = () => panels.draw(Math.max(Math.floor(width), MIN_FIGURE_WIDTH));
  /** @type {[string, HTMLElement][]} */
  const parts = [["toolbar", tools.bar], ["time", time.bar], ["time", time.explanation], ["window", learning.section],
    ["table", finals.section], ["controls", controls.column]];
  function showParts() {
    for (const [name, element] of parts) element.hidden = !visibility.shows(name);
    frame.hidden = !visibility.filterPanels(store.viewModel().panels).length;
    main.hidden = frame.hidden && !["time", "table"].some(visibility.shows);
    aside.hidden = !["window", "controls"].some(visibility.shows);
    columns.classList.toggle("stdplab-one", main.hidden || aside.hidden);
  }
  function drawAll() {
    showParts();
    tools.draw();
    drawPanels();
    time.draw();
    drawWindow();
    controls.draw();
    finals.draw();
    const kernelRules = store.viewModel().rules.filter(({ why }) => why);
    setText(note, kernelRules.map(({ why }) => `Computed in the kernel: ${why}.`).join(" "));
    note.hidden = !kernelRules.length;
    staticFigure.hide(model.get("_still"));
  }
  /** @type {import("./types.d.ts").SpikePair[]} */
  let drawnPairs = [];
  function drawWindow() {
    drawnPairs = view.highlightedPairs();
    if (visibility.shows("window")) learning.draw(drawnPairs);
  }
  function drawAtCursor() {
    panels.drawCursor();
    time.draw();
    if (drawnPairs !== view.highlightedPairs()) drawWindow();
  }
  // All that happens between two frames is drawn once, in the next one.
  let frameRequest = 0;
  let allRequested = false;
  function requestDrawing(/** @type {"all" | "cursor"} */ what) {
    allRequested ||= what === "all";
    frameRequest ||= requestAnimationFrame(() => {
      const draw = allRequested ? drawAll : drawAtCursor;
      frameRequest = 0; // before drawing: if that fails, later requests must still be served
      allRequested = false;
      if (width) draw();
    });
  }
  const redraw = () => requestDrawing("all");
  function showMessage() {
    setText(message, store.message());
    message.hidden = !store.message();
  }
  const stopRedrawing = view.onRedraw(requestDrawing);
  const stopListening = store.onChange((newExperiment) => {
    showMessage();
    if (newExperiment) panels.drawHandles();
    redraw();
  });
  const sendLastEdit = () => store.endGesture(); // of this view: another one may stay
  const redrawEvents = ["change:choice", "change:_still", "change:convention"];
  const widths = new Map(); // 0 for what is hidden, and for all while the board is not in a page
  const resizeObserver = new ResizeObserver((entries) => {
    const before = [...widths.values()].join();
    for (const { target, contentRect } of entries) widths.set(target, contentRect.width);
    if (!widths.get(root) || [...widths.values()].join() === before) return;
    const isFirst = !width;
    width = widths.get(main) || widths.get(root);
    learning.resize(Math.floor(widths.get(learning.section)));
    if (isFirst) {
      tools.draw();
      drawPanels();
      redraw(); // the controls come a frame later, since learners wait for the figure
    } else drawAll();
  });
  for (const event of redrawEvents) model.on(event, redraw);
  addEventListener("pagehide", sendLastEdit);
  store.results(); // computed while the front end puts the view into its page, not in the first frame
  showParts();
  for (const element of [root, main, learning.section]) resizeObserver.observe(element); // draws once the board is in a page
  showMessage();

  return () => {
    cancelAnimationFrame(frameRequest);
    time.close();
    resizeObserver.disconnect();
    stopRedrawing();
    stopListening();
    for (const event of redrawEvents) model.off(event, redraw);
    removeEventListener("pagehide", sendLastEdit);
    staticFigure.showAgain();
    live.close();
    notice.close();
    restore.close();
    close();
    takeOut();
  };
}

/**
 * Draw a part of a board, from the board's model.
 *
 * @param {Model} model the part's
 * @param {Element} el where to draw
 * @param {string} css
 */
async function drawPart(model, el, css) {
  const boardModel = await model.widget_manager.get_model(model.get("board").replace("IPY_MODEL_", ""));
  return drawBoard(boardModel, el, model, css);
}

/**
 * Draw a board or a part, in whatever page it is shown.
 *
 * @param {{model: Model, el: Element}} view
 * @param {string} css the style sheet; "" where the page has it already
 */
export function renderView({ model, el }, css) {
  return model.get("board") ? drawPart(model, el, css) : drawBoard(model, el, model, css);
}

/**
 * What boards and parts get, which have no code of their own.
 *
 * @param {{model: Model}} assets what they share
 */
const initialize = ({ model: assets }) => ({
  render: (/** @type {{model: Model, el: Element}} */ view) => renderView(view, assets.get("_style")),
});

export default { initialize };
