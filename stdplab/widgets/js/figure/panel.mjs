/** One panel: its words, surface, limits and curves, and what is read off it at the right. */

import { clamp, fixed, minus, plain, say, set, svg, symbolSvg } from "../dom/dom.mjs";
import { scale } from "./layout.mjs";

/** A curve as path data; where there are many points to a pixel, its outline. */
export function outline(values, layout, y) {
  const last = values.length - 1;
  const point = (k) => `${layout.x((k / last) * layout.duration).toFixed(1)} ${y(values[k]).toFixed(2)}`;
  const step = (time) => (time / layout.duration) * last;
  const [begin, end] = [Math.floor(step(layout.from)), Math.ceil(step(layout.to)) + 1];
  const size = Math.ceil((end - begin) / (2 * layout.plot)); // values that share half a pixel
  const points = [];
  for (let from = begin; from < end; from += size) {
    if (size === 1) points.push(point(from));
    else points.push(...extremes(values, from, Math.min(from + size, end)).map(point));
  }
  return `M${points.join("L")}`;
}

/** First, lowest, highest and last of values[from..to) in their order, each once. */
function extremes(values, from, to) {
  let [low, high] = [from, from];
  for (let k = from + 1; k < to; k += 1) {
    if (values[k] < values[low]) low = k;
    if (values[k] > values[high]) high = k;
  }
  return [...new Set([from, Math.min(low, high), Math.max(low, high), to - 1])];
}

/** The panel's elements and how to bring them up to date. */
export function makePanel(board, panel, index) {
  const back = svg("rect", { class: "panel", rx: 4 });
  const zero = svg("path", { class: "zero" });
  const symbols = svg("tspan", { class: "symbol" });
  const words = svg("text", { class: "words" }, panel.label, symbols);
  const limits = [svg("text", { class: "limit" }), svg("text", { class: "limit" })];
  const paths = panel.curves.map((curve) =>
    svg("path", { class: `curve ${curve.colour}${curve.dashed ? " dashed" : ""}`, "data-rule": curve.rule, "data-name": curve.name }),
  );
  const spikes = panel.kind === "spikes";
  // Several readings in one panel stand under one another, each in its curve's colour.
  const several = panel.curves.length > 1;
  const readings = spikes ? [] : panel.curves.map(({ colour }) =>
    svg("text", { class: several ? `reading own ${colour}` : "reading" }));
  const under = svg("g", { "aria-hidden": "true" }, back, zero, words, ...(spikes ? [] : limits));
  const ghosts = panel.curves.map(() => svg("path", { class: "ghost" }));
  const areas = panel.key === "z" ? [svg("path", { class: "becomes" })] : [];
  const curves = svg("g", { "clip-path": board.clip }, ...(panel.kind === "curve" ? [...areas, ...ghosts, ...paths] : []));
  const over = svg("g", { "aria-hidden": "true" }, curves, ...readings);
  let named = "";

  function drawWords({ narrow, rows }) {
    const [row, runs] = [rows[index], panel.symbols[board.convention()]];
    if (named !== board.convention()) symbols.replaceChildren(...symbolSvg(runs));
    named = board.convention();
    const base = narrow ? row.head + 15 : row.y + row.height / 2 + (runs.length ? -4 : 4);
    set(words, { x: 2, y: base });
    set(symbols, narrow ? { x: null, dx: 7, dy: null } : { x: 2, dx: null, dy: 18 });
    return base;
  }

  /** r times z, which under MSTDPET is what the weight gains: its area is the weight's change. */
  function drawArea(y, [low, high], [z]) {
    const { reward } = board.results()[panel.curves[0].rule];
    const { lag } = board.experiment();
    const gained = reward.map((r, k) => clamp(r * (z[k - lag] ?? 0), low, high));
    const { left, plot } = board.layout;
    set(areas[0], { d: `${outline(gained, board.layout, y)}L${left + plot} ${y(0)}L${left} ${y(0)}Z` });
  }

  return {
    under,
    over,
    draw({ limits: [low, high], values, earlier }) {
      const { layout } = board;
      const { narrow, left, plot } = layout;
      const row = layout.rows[index];
      const y = scale(row, [low, high]);
      const base = drawWords(layout);
      set(back, { x: left, y: row.y, width: plot, height: row.height });
      set(zero, { d: low < 0 && high > 0 ? `M${left} ${y(0)}h${plot}` : "M0 0" });
      limits.forEach((text, i) => {
        say(text, plain([low, high][i]));
        const edge = narrow ? [2, 9] : [4, 12]; // close to it inside the panel, where curves pass
        set(text, { x: narrow ? left + 5 : left - 8, y: i ? row.y + edge[1] : row.y + row.height - edge[0],
          "text-anchor": narrow ? "start" : "end", class: narrow ? "limit inside" : "limit" });
      });
      if (panel.kind === "curve") {
        paths.forEach((path, i) => set(path, { d: outline(values[i], layout, y), "data-last": values[i].at(-1) }));
        ghosts.forEach((path, i) => set(path, { d: earlier.map((run) => outline(run[i], layout, y)).join("") || null }));
        if (areas.length) drawArea(y, [low, high], values);
      }
      readings.forEach((text, i) => {
        const lift = (i - (readings.length - 1) / 2) * 16;
        set(text, narrow
          ? { x: layout.width - 4 - (readings.length - 1 - i) * 60, y: base, "text-anchor": "end" }
          : { x: left + plot + 10, y: row.y + row.height / 2 + 4 + lift, "text-anchor": "start" });
      });
    },
    /** Show the values at a step, or the last ones. */
    read({ limits: [, high], values }, step) {
      const decimals = panel.key.startsWith("w ") ? 4 : clamp(3 - Math.ceil(Math.log10(high)), 0, 9);
      readings.forEach((text, i) => {
        const value = values[i][step ?? values[i].length - 1];
        say(text, Math.abs(value) < 1e4 ? fixed(value, decimals) : minus(value.toExponential(2)));
      });
    },
  };
}
