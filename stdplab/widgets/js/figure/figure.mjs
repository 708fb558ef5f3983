/** The drawing: all panels on one time axis, with one cursor through them. */

import { plain, say, set, snap, svg } from "../dom/dom.mjs";
import { layOut, place, tickStep } from "./layout.mjs";
import { makePanel } from "./panel.mjs";
import { makeLit } from "./pair_highlight.mjs";
import { spikeRow } from "./spikes.mjs";
import { rewardRow } from "./reward.mjs";
import { startHandle } from "./start_weight_handle.mjs";

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
  const { all, tell } = board.shared;
  const clip = svg("rect");
  const clipName = `stdplab-${Math.random().toString(36).slice(2)}`; // two boards, two names
  board.clip = `url(#${clipName})`;

  const lit = makeLit(board);
  board.lit = lit.pairs;
  board.explained = lit.rule;

  function build(panels) {
    parts = panels.map((panel, i) => makePanel(board, panel, i));
    rows = panels.flatMap((panel, i) => {
      if (panel.kind === "spikes") return [spikeRow(board, panel.key, i)];
      if (panel.kind === "reward") return [rewardRow(board, i)];
      return panel.key.startsWith("w ") ? [startHandle(board, i)] : [];
    });
    board.drawing.replaceChildren(svg("clipPath", { id: clipName }, clip),
      ...parts.map((part) => part.under), axis, ...parts.map((part) => part.over), lit.group, cursor,
      ...rows.flatMap((row) => (row.add ? [row.group, row.add] : [row.group])),
    );
  }

  function drawAxis() {
    const { layout } = board;
    const now = [layout.width, layout.bottom, layout.from, layout.to].join();
    if (now === marked) return;
    marked = now;
    const tick = tickStep(layout.to - layout.from);
    const first = Math.ceil(layout.from / tick - 1e-9);
    const count = Math.floor(layout.to / tick + 1e-9);
    const skip = Math.ceil(((count - first + 1) * 34) / layout.plot); // labels keep their distance
    const ticks = [];
    for (let i = first; i <= count; i += skip) {
      const anchor = layout.narrow && i === first ? "start" : layout.narrow && i + skip > count ? "end" : "middle";
      ticks.push(svg("text", { x: layout.x(i * tick), y: layout.bottom + 17, "text-anchor": anchor }, plain(i * tick)));
    }
    if (!layout.narrow) ticks.push(svg("text", { x: layout.left + layout.plot + 20, y: layout.bottom + 17 }, "ms"));
    axis.replaceChildren(...ticks);
  }

  function drawCursor() {
    const { layout } = board;
    const at = board.moment();
    const seen = at !== null && at >= layout.from && at <= layout.to;
    set(cursor, { visibility: seen ? "visible" : "hidden" });
    if (seen) {
      const x = layout.x(at);
      const centre = Math.min(Math.max(x, 30), layout.width - 30);
      set(hair, { d: `M${x} 4V${layout.bottom + 2}` });
      set(pill, { x: centre - 29, y: layout.bottom + 3 });
      set(time, { x: centre, y: layout.bottom + 16 });
      say(time, `${plain(at)} ms`);
    }
    const read = at ?? (board.zoom.span() ? layout.to : null); // at the right edge, or the run's end
    const step = read === null ? null : Math.round(read / board.experiment().protocol.dt);
    lit.draw();
    if (shown?.length === parts.length) parts.forEach((part, i) => part.read(shown[i], step));
  }

  /** The present run with the kept ones, on limits that hold them all. */
  function withEarlier(panels) {
    const now = board.shown();
    now?.forEach((panel) => {
      panel.earlier = [];
    });
    for (const { results, gammas } of now ? board.ghosts.shown() : []) {
      panels.forEach((panel, i) => {
        const curves = panel.curves.filter(({ rule, name }) => results[rule]?.[name]);
        if (curves.length !== panel.curves.length) return;
        const [ghost] = board.displayed([{ curves, rest: now[i].limits }], results, gammas);
        now[i].limits = ghost.limits;
        now[i].earlier.push(ghost.values);
      });
    }
    return now;
  }

  /** What the whole drawing shows, for those who do not see it. */
  function describe() {
    const { w0, protocol } = board.experiment();
    const ends = board.names().map((name) => `${board.results()[name].w.at(-1).toFixed(4)} under ${name}`);
    return `${parts.length} panels over ${plain(protocol.duration)} ms. The weight goes from ${plain(w0)} to ${ends.join(", ")}.`;
  }

  board.limits = (index) => shown?.[index]?.limits ?? board.view().panels[index].rest;
  board.moment = () => all.hover ?? all.pinned;
  board.pinned = () => all.pinned;
  board.cursor = (moment) => {
    all.hover = moment;
    tell("moved");
  };
  board.pin = (moment) => {
    [all.hover, all.pinned] = [null, moment];
    board.zoom.follow(moment);
    tell("moved");
  };
  board.drawing.addEventListener("pointermove", (event) => {
    const { x } = place(event, board.drawing, board.layout);
    const { dt, duration } = board.experiment().protocol;
    const inside = x >= board.layout.left - 1 && x <= board.layout.left + board.layout.plot + 1;
    board.cursor(inside ? Math.min(snap(board.layout.time(x), dt), duration) : null);
  });
  board.drawing.addEventListener("click", (event) => {
    if (event.target.closest(".handle, .row, .add")) return; // a drag has ended there
    const { x, y } = place(event, board.drawing, board.layout);
    const { left, plot, rows: places } = board.layout;
    const i = places.findIndex((row) => y >= row.y && y <= row.y + row.height);
    const panel = board.view().panels[i];
    if (panel?.kind !== "curve" || x < left || x > left + plot) return;
    const time = Math.min(snap(board.layout.time(x), board.experiment().protocol.dt), board.layout.duration);
    if (panel.key.startsWith("w ")) lit.pick(board.names().indexOf(panel.curves[0].rule), time);
    else board.pin(time);
  });
  board.drawing.addEventListener("pointerleave", () => board.cursor(null));

  return {
    draw(width) {
      const { panels } = board.view();
      const { duration } = board.experiment().protocol;
      board.zoom.settle();
      board.layout = layOut(panels, width, duration, board.zoom.span());
      const { left, plot, bottom } = board.layout;
      set(clip, { x: left - 1, y: 0, width: plot + 2, height: bottom + 4 });
      const now = JSON.stringify(panels);
      if (now !== built) build(panels);
      built = now;
      set(board.drawing, { width, height: board.layout.height });
      if (all.hover > duration) all.hover = null;
      if (all.pinned > duration) all.pinned = null;
      shown = withEarlier(panels);
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
      if (times[0] === undefined) return;
      board.zoom.follow(times[0]);
      board.cursor(times[0]);
    },
    /** What the hand holds, before the frame's curves. */
    drawEdit() {
      if (JSON.stringify(board.view().panels) !== built) return;
      for (const row of rows) row.draw();
    },
  };
}
