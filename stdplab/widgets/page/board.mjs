/**
 * The board: panels, spike rows, reward and controls around one synced experiment.
 *
 * The page never computes a rule here: it edits the experiment, and draws the series and the
 * view that Python sends for it. Every element belongs to one view; nothing has a fixed id.
 */

import { clamp, html, minus, plain, set, svg, symbolSvg } from "./dom.mjs";
import { layOut, place, scale } from "./layout.mjs";
import { spikeRow } from "./spikes.mjs";
import { rewardRow } from "./reward.mjs";
import { controlColumn } from "./controls.mjs";

/** What the parts share: the experiment and how to edit it. */
function makeBoard(model) {
  const follow = (experiment, path) => path.reduce((place_, part) => place_[part], experiment);
  const board = {
    drawing: svg("svg", { role: "group", class: "drawing" }),
    layout: null,
    experiment: () => model.get("_experiment"),
    view: () => model.get("_view"),
    series: () => model.get("_series"),
    active: () => board.drawing.getRootNode().activeElement,
    control: (key) => board.view().controls.find((control) => control.key === key),
    value: (control) => follow(board.experiment(), control.paths[0]),
    say: (text) => {
      model.set("message", text);
      model.save_changes();
    },
    edit(change) {
      const experiment = structuredClone(board.experiment());
      change(experiment);
      model.set({ _experiment: experiment, message: "" });
      model.save_changes(); // one edit under way, one waiting: the newest wins
    },
    turn(control, value) {
      board.edit((experiment) => {
        for (const path of control.paths) follow(experiment, path.slice(0, -1))[path.at(-1)] = value;
      });
    },
  };
  return board;
}

/** The float32 curves, cut out of the one buffer that holds them all. */
function curves(series, panels) {
  const { buffer, byteOffset, byteLength } = series.data;
  const all = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const count = panels.reduce((sum, panel) => sum + panel.curves.length, 0);
  const length = all.length / count;
  let at = 0;
  return panels.map((panel) => panel.curves.map(() => all.subarray(at, (at += length))));
}

/** One panel's words, surface, limits, curves and reading at the right. */
function makePanel(board, panel, index) {
  const back = svg("rect", { class: "panel", rx: 4 });
  const zero = svg("path", { class: "zero" });
  const symbols = svg("tspan", { class: "symbol" }, ...symbolSvg(panel.symbols));
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
  const over = svg("g", { "aria-hidden": "true" }, ...(panel.kind === "curve" ? paths : []), ...readings);
  return {
    under,
    over,
    draw(values) {
      const { layout } = board;
      const row = layout.rows[index];
      const series = board.series();
      const y = scale(row, series.limits[index]);
      const [low, high] = series.limits[index];
      set(back, { x: layout.left, y: row.y, width: layout.plot, height: row.height });
      set(zero, { d: low < 0 && high > 0 ? `M${layout.left} ${y(0)}h${layout.plot}` : "M0 0" });
      const base = layout.narrow ? row.head + 15 : row.y + row.height / 2 + (panel.symbols.length ? -4 : 4);
      set(words, { x: 2, y: base });
      set(symbols, layout.narrow ? { x: null, dx: 7, dy: null } : { x: 2, dx: null, dy: 18 });
      limits.forEach((text, i) => {
        text.textContent = series.limit_labels[index][i];
        const inside = layout.narrow ? layout.left + 5 : layout.left - 8;
        set(text, { x: inside, y: i ? row.y + 12 : row.y + row.height - 4, "text-anchor": layout.narrow ? "start" : "end", style: layout.narrow ? "--halo: var(--soft)" : null });
      });
      paths.forEach((path, i) => {
        const last = values[i].length - 1;
        const points = Array.from(values[i], (value, k) => `${layout.x((k / last) * layout.duration).toFixed(2)} ${y(value).toFixed(2)}`);
        set(path, { d: `M${points.join("L")}`, "data-last": values[i][last] });
      });
      const right = layout.left + layout.plot + 10;
      readings.forEach((text, i) => {
        const lift = (i - (readings.length - 1) / 2) * 16;
        set(text, layout.narrow
          ? { x: layout.width - 4 - (readings.length - 1 - i) * 60, y: base, "text-anchor": "end" }
          : { x: right, y: row.y + row.height / 2 + 4 + lift, "text-anchor": "start" });
      });
    },
    read(values, step) {
      const [, high] = board.series().limits[index];
      const decimals = panel.key.startsWith("w ") ? 4 : clamp(3 - Math.ceil(Math.log10(high)), 0, 9);
      readings.forEach((text, i) => {
        const value = values[i][step ?? values[i].length - 1];
        text.textContent = minus(Math.abs(value) < 1e4 ? value.toFixed(decimals) : value.toExponential(2));
      });
    },
  };
}

/** The drawing: all panels on one time axis, with one cursor through them. */
function makeFigure(board) {
  const cursor = svg("g", { class: "cursor", visibility: "hidden", "aria-hidden": "true" });
  const hair = svg("path");
  const pill = svg("rect", { rx: 9, width: 58, height: 18 });
  const time = svg("text", { "text-anchor": "middle" });
  cursor.append(hair, pill, time);
  const axis = svg("g", { class: "axis", "aria-hidden": "true" });
  let built = "";
  let parts = [];
  let rows = [];
  let values = [];
  let at = null;

  function build(panels) {
    parts = panels.map((panel, i) => makePanel(board, panel, i));
    rows = panels.flatMap((panel, i) => {
      if (panel.kind === "spikes") return [spikeRow(board, panel.key, i)];
      return panel.kind === "reward" ? [rewardRow(board, i)] : [];
    });
    board.drawing.replaceChildren(
      ...parts.map((part) => part.under), axis, ...parts.map((part) => part.over), cursor,
      ...rows.flatMap((row) => (row.add ? [row.group, row.add] : [row.group])),
    );
  }

  function drawAxis() {
    const { layout } = board;
    const { tick } = board.view();
    const count = Math.floor(layout.duration / tick + 1e-9);
    const skip = Math.ceil(((count + 1) * 34) / layout.plot); // labels keep their distance
    const ticks = [];
    for (let i = 0; i <= count; i += skip) {
      const anchor = layout.narrow && i === 0 ? "start" : layout.narrow && i + skip > count ? "end" : "middle";
      ticks.push(svg("text", { x: layout.x(i * tick), y: layout.bottom + 17, "text-anchor": anchor }, plain(i * tick)));
    }
    if (!layout.narrow) ticks.push(svg("text", { x: layout.x(layout.duration) + 20, y: layout.bottom + 17 }, "ms"));
    axis.replaceChildren(...ticks);
  }

  function drawCursor() {
    const { layout } = board;
    set(cursor, { visibility: at === null ? "hidden" : "visible" });
    if (at !== null) {
      const x = layout.x(at);
      const centre = Math.min(Math.max(x, 30), layout.width - 30);
      set(hair, { d: `M${x} 4V${layout.bottom + 2}` });
      set(pill, { x: centre - 29, y: layout.bottom + 3 });
      set(time, { x: centre, y: layout.bottom + 16 });
      time.textContent = `${plain(at)} ms`;
    }
    if (board.series().limits.length !== parts.length) return; // other panels are on their way
    const step = at === null ? null : Math.round(at / board.experiment().protocol.dt);
    parts.forEach((part, i) => part.read(values[i], step));
  }

  board.cursor = (moment) => {
    at = moment;
    drawCursor();
  };
  board.drawing.addEventListener("pointermove", (event) => {
    const { x } = place(event, board.drawing, board.layout);
    const { dt, duration } = board.experiment().protocol;
    const inside = x >= board.layout.left - 1 && x <= board.layout.left + board.layout.plot + 1;
    board.cursor(inside ? Math.min(Math.round(board.layout.time(x) / dt) * dt, duration) : null);
  });
  board.drawing.addEventListener("pointerleave", () => board.cursor(null));

  return {
    draw(width) {
      const { panels } = board.view();
      board.layout = layOut(panels, width, board.experiment().protocol.duration);
      set(board.drawing, { width, height: board.layout.height, "aria-label": board.series().text });
      const now = JSON.stringify(panels);
      if (now !== built) build(panels);
      built = now;
      values = curves(board.series(), panels);
      if (at > board.layout.duration) at = null;
      parts.forEach((part, i) => part.draw(values[i]));
      drawAxis();
      for (const row of rows) row.draw();
      drawCursor();
    },
    /** The cursor goes where the focused spike is. */
    focus(element) {
      const times = rows.map((row) => row.timeOf?.(element)).filter((time) => time !== undefined);
      board.cursor(times[0] ?? null);
    },
    /** Only what an edit changes before its curves arrive; other panels arrive with theirs. */
    drawEdit() {
      if (JSON.stringify(board.view().panels) !== built) return;
      for (const row of rows) row.draw();
    },
  };
}

/** Draw one view of the widget; the returned function takes it down again. */
function render({ model, el }) {
  const board = makeBoard(model);
  const message = html("p", { class: "message", role: "status" });
  const frame = html("div", { class: "figure" }, board.drawing);
  const figure = makeFigure(board);
  const controls = controlColumn(board);
  const root = html("div", { class: "stdplab" }, html("div", { class: "columns" }, frame, controls.column), message);
  el.append(root);
  // On the frame: an SVG element that listens for focus would itself become a tab stop.
  frame.addEventListener("focusin", (event) => figure.focus(event.target));
  frame.addEventListener("focusout", () => board.cursor(null));

  const draw = () => {
    figure.draw(Math.max(Math.floor(frame.clientWidth), 240));
    controls.draw();
  };
  const drawEdit = () => {
    figure.drawEdit();
    controls.draw();
  };
  const tell = () => {
    message.textContent = model.get("message");
    message.hidden = !model.get("message");
  };
  const watch = { "change:_experiment": drawEdit, "change:_series": draw, "change:_view": draw, "change:message": tell };
  const size = new ResizeObserver(() => frame.clientWidth && draw());
  for (const [event, handler] of Object.entries(watch)) model.on(event, handler);
  size.observe(frame);
  draw();
  tell();

  return () => {
    size.disconnect();
    for (const [event, handler] of Object.entries(watch)) model.off(event, handler);
    root.remove();
  };
}

export default { render };
