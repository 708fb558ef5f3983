/** All panels on one time axis, with what is edited in them and one cursor through them. */

import { set } from "../dom/elements.mjs";
import { formatExactly, snap, stepAt, timeOf } from "../dom/numbers.mjs";
import { shownValues } from "../simulate/shown_values.mjs";
import { makeCursor } from "./cursor.mjs";
import { computeLayout } from "./layout.mjs";
import { makePairHighlight } from "./pair_highlight.mjs";
import { makePanel } from "./panel.mjs";
import { rewardPanel } from "./reward_panel.mjs";
import { spikeRow } from "./spikes.mjs";
import { startWeightHandle } from "./start_weight_handle.mjs";
import { makeTimeAxis } from "./time_axis.mjs";

/** @typedef {import("../types.d.ts").EditedRow} EditedRow */
/** @typedef {import("../types.d.ts").PanelValues} PanelValues */

const CLICK_REACH = 6; // px from a click to the weight step that it selects

/**
 * The panels of one view, drawn in its figure.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{draw(width: number): void, drawCursor(): void, focus(element: Element): void, drawHandles(): void}}
 */
export function makePanels(board) {
  const { store, view, visibility, figure } = board;
  const { drawing } = figure;
  const axis = makeTimeAxis(board);
  const highlight = makePairHighlight(board);
  const cursor = makeCursor(board);
  let builtFor = ""; // the panels, as JSON
  /** @type {ReturnType<typeof makePanel>[]} */
  let panels = [];
  /** @type {EditedRow[]} */
  let rows = []; // what is edited in the figure: spikes, reward, starts of weights
  /** @type {PanelValues[] | null} */
  let shown = null;

  const visiblePanels = () => visibility.filterPanels(store.viewModel().panels);

  /** Make the elements of the panels, when these are others than before. */
  function build() {
    const json = JSON.stringify(visiblePanels());
    if (json === builtFor) return;
    builtFor = json;
    panels = visiblePanels().map((panel, i) => makePanel(board, panel, i));
    rows = visiblePanels().flatMap(({ kind, key }, i) => {
      if (kind === "spikes") return [spikeRow(board, key === "pre" ? "pre" : "post", i)];
      if (kind === "reward") return [rewardPanel(board, i)];
      return key.startsWith("w ") ? [startWeightHandle(board, i)] : [];
    });
    figure.fill([...panels.map(({ under }) => under), axis.group, ...panels.map(({ over }) => over), highlight.group, cursor.group,
      ...rows.flatMap(({ group, add }) => (add ? [group, add] : [group]))]);
  }

  function drawCursor() {
    cursor.draw();
    highlight.draw();
    if (shown?.length !== panels.length) return;
    const time = view.cursorTime() ?? (view.zoom.range() ? figure.layout().to : null); // else the right edge, or the run's end
    const step = time === null ? null : stepAt(time, store.experiment().protocol.dt);
    shown.forEach((values, i) => panels[i].showReadings(values, step));
  }

  /** What the whole figure shows, for screen readers. */
  function describe() {
    const { w0, protocol } = store.experiment();
    const ends = store.ruleNames().map((name) => `${store.results()[name].w.at(-1)?.toFixed(4)} under ${name}`);
    return `${panels.length} panels over ${formatExactly(protocol.duration)} ms. The weight goes from ${formatExactly(w0)} to ${ends.join(", ")}.`;
  }

  /** The time of the weight step nearest to a time; the time itself where the weight changes smoothly. */
  function timeOfStepNear(/** @type {number} */ time, /** @type {Float64Array | undefined} */ w) {
    if (!w) return time;
    const { plotWidth, from, to } = figure.layout();
    const { dt } = store.experiment().protocol;
    const size = (/** @type {number} */ k) => Math.abs(w[k] - w[k - 1]);
    const reach = Math.ceil(((CLICK_REACH / plotWidth) * (to - from)) / dt);
    const middle = stepAt(time, dt);
    let best = Math.max(middle, 1);
    for (let k = Math.max(middle - reach, 1); k <= Math.min(middle + reach, w.length - 1); k += 1)
      if (size(k) > 2 * size(best)) best = k;
    return timeOf(best, dt);
  }

  /** The step nearest to a pixel, as a time in ms. */
  function timeAt(/** @type {number} */ x) {
    const { dt, duration } = store.experiment().protocol;
    return Math.min(snap(figure.layout().time(x), dt), duration);
  }
  drawing.addEventListener("pointermove", (event) => {
    const { x } = figure.pointer(event);
    const { left, plotWidth } = figure.layout();
    view.setCursor(x >= left - 1 && x <= left + plotWidth + 1 ? timeAt(x) : null);
  });
  drawing.addEventListener("pointerleave", () => view.setCursor(null));
  drawing.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest(".stdplab-handle, .stdplab-row, .stdplab-add")) return; // the end of a drag, or an edit
    const { x, y } = figure.pointer(event);
    const { left, plotWidth, rows: places } = figure.layout();
    const panel = visiblePanels()[places.findIndex((row) => y >= row.y && y <= row.y + row.height)];
    if (panel?.kind !== "curve" || x < left || x > left + plotWidth) return;
    if (!panel.key.startsWith("w ")) {
      view.pinCursor(timeAt(x));
      return;
    }
    const [{ rule }] = panel.curves;
    view.explainStep(store.ruleNames().indexOf(rule), timeOfStepNear(timeAt(x), store.results()[rule]?.w));
  });

  return {
    draw(width) {
      const values = shownValues(visiblePanels(), store, view);
      const limits = visiblePanels().map(({ rest }, i) => values?.[i].limits ?? rest);
      shown = values;
      figure.place(computeLayout(visiblePanels(), width, store.experiment().protocol.duration, view.zoom.range(), limits));
      build();
      if (values) {
        values.forEach((one, i) => panels[i].draw(one));
        set(drawing, { "aria-label": describe() });
      }
      axis.draw();
      for (const row of rows) row.draw();
      drawCursor();
    },
    drawCursor,
    /** Move the cursor to the focused spike. */
    focus(element) {
      const [time] = rows.flatMap((row) => row.timeOf?.(element) ?? []);
      if (time === undefined) return;
      view.zoom.keepInView(time);
      view.setCursor(time);
    },
    /** Draw what is being dragged at once, before the next frame draws the curves. */
    drawHandles() {
      if (JSON.stringify(visiblePanels()) !== builtFor) return;
      for (const row of rows) row.draw();
    },
  };
}
