/** The figure: all panels on one time axis, with one cursor through them. */

import { set, setText, svg } from "../dom/elements.mjs";
import { formatNumber, snap } from "../dom/numbers.mjs";
import { computeLayout, pointerPosition } from "./layout.mjs";
import { makePairHighlight } from "./pair_highlight.mjs";
import { makePanel } from "./panel.mjs";
import { rewardPanel } from "./reward_panel.mjs";
import { spikeRow } from "./spikes.mjs";
import { startWeightHandle } from "./start_weight_handle.mjs";
import { makeTimeAxis } from "./time_axis.mjs";

/**
 * The figure of one view. It adds to the board what concerns the cursor and the highlighted pairs.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{draw(width: number): void, drawCursor(): void, focus(element: Element): void, drawHandles(): void}}
 */
export function makeFigure(board) {
  const cursor = svg("g", { class: "cursor", visibility: "hidden", "aria-hidden": "true" });
  const cursorLine = svg("path");
  const cursorPill = svg("rect", { rx: 9, width: 58, height: 18 });
  const cursorText = svg("text", { "text-anchor": "middle" });
  cursor.append(cursorLine, cursorPill, cursorText);
  const axis = makeTimeAxis(board);
  let builtFor = ""; // the panels, as JSON
  let panels = []; // what draws each panel
  let rows = []; // what is edited in the figure: spikes, reward, starts of weights
  let shown = null; // the panels' values
  const { state, callViews } = board.shared;
  const clip = svg("rect");
  const clipId = `stdplab-${Math.random().toString(36).slice(2)}`; // unique, since a page may hold two boards
  board.clipPath = `url(#${clipId})`;

  const highlight = makePairHighlight(board);
  board.highlightedPairs = highlight.pairs;
  board.explainedRule = highlight.ruleIndex;

  function build(viewPanels) {
    panels = viewPanels.map((panel, i) => makePanel(board, panel, i));
    rows = viewPanels.flatMap((panel, i) => {
      if (panel.kind === "spikes") return [spikeRow(board, panel.key, i)];
      if (panel.kind === "reward") return [rewardPanel(board, i)];
      return panel.key.startsWith("w ") ? [startWeightHandle(board, i)] : [];
    });
    board.drawing.replaceChildren(svg("clipPath", { id: clipId }, clip),
      ...panels.map((panel) => panel.under), axis.group, ...panels.map((panel) => panel.over), highlight.group, cursor,
      ...rows.flatMap((row) => (row.add ? [row.group, row.add] : [row.group])),
    );
  }

  function drawCursor() {
    const { layout } = board;
    const time = board.cursorTime();
    const visible = time !== null && time >= layout.from && time <= layout.to;
    set(cursor, { visibility: visible ? "visible" : "hidden" });
    if (visible) {
      const x = layout.x(time);
      const centre = Math.min(Math.max(x, 30), layout.width - 30);
      set(cursorLine, { d: `M${x} 4V${layout.bottom + 2}` });
      set(cursorPill, { x: centre - 29, y: layout.bottom + 3 });
      set(cursorText, { x: centre, y: layout.bottom + 16 });
      setText(cursorText, `${formatNumber(time)} ms`);
    }
    const readingTime = time ?? (board.zoom.range() ? layout.to : null); // without a cursor: the right edge, or the run's end
    const step = readingTime === null ? null : Math.round(readingTime / board.experiment().protocol.dt);
    highlight.draw();
    if (shown?.length === panels.length) panels.forEach((panel, i) => panel.showReadings(shown[i], step));
  }

  /** The values of the present run and of the kept ones, with limits that hold them all. */
  function valuesWithKeptRuns(viewPanels) {
    const present = board.panelValues();
    present?.forEach((panel) => {
      panel.earlier = [];
    });
    for (const { results, gammas } of present ? board.keptRuns.comparable() : []) {
      viewPanels.forEach((panel, i) => {
        const curves = panel.curves.filter(({ rule, name }) => results[rule]?.[name]);
        if (curves.length !== panel.curves.length) return;
        const [kept] = board.panelValuesOf([{ curves, rest: present[i].limits }], results, gammas);
        present[i].limits = kept.limits;
        present[i].earlier.push(kept.values);
      });
    }
    return present;
  }

  /** What the whole figure shows, for screen readers. */
  function describe() {
    const { w0, protocol } = board.experiment();
    const ends = board.ruleNames().map((name) => `${board.results()[name].w.at(-1).toFixed(4)} under ${name}`);
    return `${panels.length} panels over ${formatNumber(protocol.duration)} ms. The weight goes from ${formatNumber(w0)} to ${ends.join(", ")}.`;
  }

  board.limits = (index) => shown?.[index]?.limits ?? board.view().panels[index].rest;
  board.cursorTime = () => state.hoverTime ?? state.pinnedTime;
  board.pinnedTime = () => state.pinnedTime;
  board.setCursor = (time) => {
    state.hoverTime = time;
    callViews("redrawCursor");
  };
  board.pinCursor = (time) => {
    [state.hoverTime, state.pinnedTime] = [null, time];
    board.zoom.keepInView(time);
    callViews("redrawCursor");
  };
  board.drawing.addEventListener("pointermove", (event) => {
    const { x } = pointerPosition(event, board.drawing, board.layout);
    const { dt, duration } = board.experiment().protocol;
    const inside = x >= board.layout.left - 1 && x <= board.layout.left + board.layout.plotWidth + 1;
    board.setCursor(inside ? Math.min(snap(board.layout.time(x), dt), duration) : null);
  });
  board.drawing.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(".handle, .row, .add")) return; // the end of a drag, or an edit
    const { x, y } = pointerPosition(event, board.drawing, board.layout);
    const { left, plotWidth, rows: places } = board.layout;
    const i = places.findIndex((row) => y >= row.y && y <= row.y + row.height);
    const panel = board.view().panels[i];
    if (panel?.kind !== "curve" || x < left || x > left + plotWidth) return;
    const time = Math.min(snap(board.layout.time(x), board.experiment().protocol.dt), board.layout.duration);
    if (panel.key.startsWith("w ")) highlight.explainStep(board.ruleNames().indexOf(panel.curves[0].rule), time);
    else board.pinCursor(time);
  });
  board.drawing.addEventListener("pointerleave", () => board.setCursor(null));

  return {
    draw(width) {
      const viewPanels = board.view().panels;
      const { duration } = board.experiment().protocol;
      board.zoom.checkRange();
      board.layout = computeLayout(viewPanels, width, duration, board.zoom.range());
      const { left, plotWidth, bottom } = board.layout;
      set(clip, { x: left - 1, y: 0, width: plotWidth + 2, height: bottom + 4 });
      const json = JSON.stringify(viewPanels);
      if (json !== builtFor) build(viewPanels);
      builtFor = json;
      set(board.drawing, { width, height: board.layout.height });
      if (state.hoverTime > duration) state.hoverTime = null;
      if (state.pinnedTime > duration) state.pinnedTime = null;
      shown = valuesWithKeptRuns(viewPanels);
      if (shown) {
        panels.forEach((panel, i) => panel.draw(shown[i]));
        set(board.drawing, { "aria-label": describe() });
      }
      axis.draw();
      for (const row of rows) row.draw();
      drawCursor();
    },
    drawCursor,
    /** Move the cursor to the focused spike. */
    focus(element) {
      const [time] = rows.map((row) => row.timeOf?.(element)).filter((found) => found !== undefined);
      if (time === undefined) return;
      board.zoom.keepInView(time);
      board.setCursor(time);
    },
    /** Draw what is being dragged at once, before the next frame draws the curves. */
    drawHandles() {
      if (JSON.stringify(board.view().panels) !== builtFor) return;
      for (const row of rows) row.draw();
    },
  };
}
