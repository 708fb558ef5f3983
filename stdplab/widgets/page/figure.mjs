/** The drawing: all panels on one time axis, with one cursor through them. */

import { plain, say, set, svg } from "./dom.mjs";
import { layOut, place } from "./layout.mjs";
import { makePanel } from "./panel.mjs";
import { spikeRow } from "./spikes.mjs";
import { rewardRow } from "./reward.mjs";
import { startHandle } from "./start.mjs";

export function makeFigure(board) {
  const cursor = svg("g", { class: "cursor", visibility: "hidden", "aria-hidden": "true" });
  const hair = svg("path");
  const pill = svg("rect", { rx: 9, width: 58, height: 18 });
  const time = svg("text", { "text-anchor": "middle" });
  cursor.append(hair, pill, time);
  const axis = svg("g", { class: "axis", "aria-hidden": "true" });
  let built = "";
  let marked = "";
  let parts = [];
  let rows = [];
  let shown = null;
  let at = null;

  function build(panels) {
    parts = panels.map((panel, i) => makePanel(board, panel, i));
    rows = panels.flatMap((panel, i) => {
      if (panel.kind === "spikes") return [spikeRow(board, panel.key, i)];
      if (panel.kind === "reward") return [rewardRow(board, i)];
      return panel.key.startsWith("w ") ? [startHandle(board, i)] : [];
    });
    board.drawing.replaceChildren(
      ...parts.map((part) => part.under), axis, ...parts.map((part) => part.over), cursor,
      ...rows.flatMap((row) => (row.add ? [row.group, row.add] : [row.group])),
    );
  }

  function drawAxis() {
    const { layout } = board;
    const { tick } = board.view();
    const now = [tick, layout.width, layout.bottom, layout.duration].join();
    if (now === marked) return;
    marked = now;
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
      say(time, `${plain(at)} ms`);
    }
    const step = at === null ? null : Math.round(at / board.experiment().protocol.dt);
    if (shown?.length === parts.length) parts.forEach((part, i) => part.read(shown[i], step));
  }

  /** What the whole drawing shows, for those who do not see it. */
  function describe() {
    const { w0, protocol } = board.experiment();
    const ends = board.names().map((name) => `${board.results()[name].w.at(-1).toFixed(4)} under ${name}`);
    return `${parts.length} panels over ${plain(protocol.duration)} ms. The weight goes from ${plain(w0)} to ${ends.join(", ")}.`;
  }

  board.limits = (index) => shown?.[index]?.limits ?? board.view().panels[index].rest;
  board.cursor = (moment) => {
    at = moment;
    board.moved();
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
      const now = JSON.stringify(panels);
      if (now !== built) build(panels);
      built = now;
      set(board.drawing, { width, height: board.layout.height });
      if (at > board.layout.duration) at = null;
      shown = board.shown();
      if (shown) {
        parts.forEach((part, i) => part.draw(shown[i]));
        set(board.drawing, { "aria-label": describe() });
      }
      drawAxis();
      for (const row of rows) row.draw();
      drawCursor();
    },
    drawCursor,
    /** The cursor goes where the focused spike is. */
    focus(element) {
      const times = rows.map((row) => row.timeOf?.(element)).filter((moment) => moment !== undefined);
      board.cursor(times[0] ?? null);
    },
    /** What the hand holds, before the frame's curves. */
    drawEdit() {
      if (JSON.stringify(board.view().panels) !== built) return;
      for (const row of rows) row.draw();
    },
  };
}
