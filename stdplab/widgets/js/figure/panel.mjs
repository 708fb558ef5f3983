/** One panel: its label, surface, limits and curves, and the values read off it at the right. */

import { set, setText, svg, symbolSvg } from "../dom/elements.mjs";
import { clamp, formatFixed, formatNumber, withMinus } from "../dom/numbers.mjs";
import { yScale } from "./layout.mjs";

/** @typedef {import("../types.d.ts").Layout} Layout */
/** @typedef {import("../types.d.ts").PanelValues} PanelValues */

/**
 * A curve as path data; where several values share a pixel, only their extremes.
 *
 * @param {Float64Array} values
 * @param {Layout} layout
 * @param {(value: number) => number} y
 */
function curvePath(values, layout, y) {
  const last = values.length - 1;
  const point = (/** @type {number} */ k) => `${layout.x((k / last) * layout.duration).toFixed(1)} ${y(values[k]).toFixed(2)}`;
  const stepAt = (/** @type {number} */ time) => (time / layout.duration) * last;
  const [begin, end] = [Math.floor(stepAt(layout.from)), Math.ceil(stepAt(layout.to)) + 1];
  const perPoint = Math.ceil((end - begin) / (2 * layout.plotWidth)); // values that share half a pixel
  const points = [];
  for (let from = begin; from < end; from += perPoint) {
    if (perPoint === 1) points.push(point(from));
    else points.push(...extremes(values, from, Math.min(from + perPoint, end)).map(point));
  }
  return `M${points.join("L")}`;
}

/**
 * The indices of the first, lowest, highest and last of values[from..to) in their order, each once.
 *
 * @param {Float64Array} values
 * @param {number} from
 * @param {number} to
 */
function extremes(values, from, to) {
  let [low, high] = [from, from];
  for (let k = from + 1; k < to; k += 1) {
    if (values[k] < values[low]) low = k;
    if (values[k] > values[high]) high = k;
  }
  return [...new Set([from, Math.min(low, high), Math.max(low, high), to - 1])];
}

/**
 * The elements of one panel and how to bring them up to date.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {import("../types.d.ts").Panel} panel
 * @param {number} index its place among the panels
 * @returns {{under: SVGGElement, over: SVGGElement, draw(shown: PanelValues): void,
 *     showReadings(shown: PanelValues, step: number | null): void}}
 *     `under` is drawn below the ticks of the time axis, `over` above them
 */
export function makePanel(board, panel, index) {
  const surface = svg("rect", { class: "stdplab-panel", rx: 4 });
  const zeroLine = svg("path", { class: "stdplab-zero" });
  const symbols = svg("tspan", { class: "stdplab-symbol" });
  const label = svg("text", { class: "stdplab-words" }, panel.label, symbols);
  const limitTexts = [svg("text", { class: "stdplab-limit" }), svg("text", { class: "stdplab-limit" })];
  const paths = panel.curves.map((curve) =>
    svg("path", { class: `stdplab-curve stdplab-${curve.colour}${curve.dashed ? " stdplab-dashed" : ""}`, "data-rule": curve.rule, "data-name": curve.name }),
  );
  const hasSpikes = panel.kind === "spikes";
  // Several readings in one panel stand under one another, each in its curve's colour.
  const several = panel.curves.length > 1;
  const readings = hasSpikes ? [] : panel.curves.map(({ colour }) =>
    svg("text", { class: several ? `stdplab-reading stdplab-own stdplab-${colour}` : "stdplab-reading" }));
  const under = svg("g", { "aria-hidden": "true" }, surface, zeroLine, label, ...(hasSpikes ? [] : limitTexts));
  const keptPaths = panel.curves.map(() => svg("path", { class: "stdplab-ghost" }));
  const areas = panel.key === "z" ? [svg("path", { class: "stdplab-becomes" })] : [];
  const curves = svg("g", { "clip-path": board.figure.clipPath }, ...(panel.kind === "curve" ? [...areas, ...keptPaths, ...paths] : []));
  const over = svg("g", { "aria-hidden": "true" }, curves, ...readings);
  let drawnConvention = "";

  function drawLabel(/** @type {Layout} */ { narrow, rows }) {
    const [row, runs] = [rows[index], panel.symbols[board.view.convention()]];
    if (drawnConvention !== board.view.convention()) symbols.replaceChildren(...symbolSvg(runs));
    drawnConvention = board.view.convention();
    const baseline = narrow ? row.headY + 15 : row.y + row.height / 2 + (runs.length ? -4 : 4);
    set(label, { x: 2, y: baseline });
    set(symbols, narrow ? { x: null, dx: 7, dy: null } : { x: 2, dx: null, dy: 18 });
    return baseline;
  }

  /**
   * The area under r times z: under MSTDPET it is the change of the weight.
   *
   * @param {(value: number) => number} y
   * @param {number[]} limits
   * @param {Float64Array} z
   */
  function drawArea(y, [low, high], z) {
    const { reward } = board.store.results()[panel.curves[0].rule];
    const { lag } = board.store.experiment();
    const product = reward.map((r, k) => clamp(r * (z[k - lag] ?? 0), low, high));
    const { left, plotWidth } = board.figure.layout();
    set(areas[0], { d: `${curvePath(product, board.figure.layout(), y)}L${left + plotWidth} ${y(0)}L${left} ${y(0)}Z` });
  }

  return {
    under,
    over,
    draw({ limits: [low, high], values, earlier }) {
      const layout = board.figure.layout();
      const { narrow, left, plotWidth } = layout;
      const row = layout.rows[index];
      const y = yScale(row);
      const baseline = drawLabel(layout);
      set(surface, { x: left, y: row.y, width: plotWidth, height: row.height });
      set(zeroLine, { d: low < 0 && high > 0 ? `M${left} ${y(0)}h${plotWidth}` : "M0 0" });
      limitTexts.forEach((text, i) => {
        setText(text, formatNumber([low, high][i]));
        const edge = narrow ? [2, 9] : [4, 12]; // close to the edge inside the panel, where curves pass
        set(text, { x: narrow ? left + 5 : left - 8, y: i ? row.y + edge[1] : row.y + row.height - edge[0],
          "text-anchor": narrow ? "start" : "end", class: narrow ? "stdplab-limit stdplab-inside" : "stdplab-limit" });
      });
      if (panel.kind === "curve") {
        paths.forEach((path, i) => set(path, { d: curvePath(values[i], layout, y), "data-last": values[i].at(-1) }));
        keptPaths.forEach((path, i) => set(path, { d: earlier.map((run) => curvePath(run[i], layout, y)).join("") || null }));
        if (areas.length) drawArea(y, [low, high], values[0]);
      }
      readings.forEach((text, i) => {
        const offset = (i - (readings.length - 1) / 2) * 16;
        set(text, narrow
          ? { x: layout.width - 4 - (readings.length - 1 - i) * 60, y: baseline, "text-anchor": "end" }
          : { x: left + plotWidth + 10, y: row.y + row.height / 2 + 4 + offset, "text-anchor": "start" });
      });
    },
    /** Show the values at a step, or the last ones. */
    showReadings({ limits: [, high], values }, step) {
      const decimals = panel.key.startsWith("w ") ? 4 : clamp(3 - Math.ceil(Math.log10(high)), 0, 9);
      readings.forEach((text, i) => {
        const value = values[i][step ?? values[i].length - 1];
        setText(text, Math.abs(value) < 1e4 ? formatFixed(value, decimals) : withMinus(value.toExponential(2)));
      });
    },
  };
}
