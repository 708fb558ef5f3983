/** The reward panel: its levels are dragged up and down, the switches between them sideways. */

import { clamp, keySteps, OWN_KEYS, plain, set, snap, svg } from "./dom.mjs";
import { place, scale, unscale } from "./layout.mjs";

/** The editable reward; returns `draw`, called whenever something it shows has changed. */
export function rewardRow(board, index) {
  const group = svg("g", { class: "row reward", role: "group", "aria-label": "reward over time" });
  const fill = svg("path", { class: "fill" });
  const line = svg("path", { class: "curve" });
  const handles = svg("g");
  group.append(svg("g", { "clip-path": board.clip }, fill, line, handles));
  let drag = null;

  const protocol = () => board.experiment().protocol;
  const limits = () => board.limits(index);

  /** Turn the control `key` by data, the same one the slider turns. */
  function turn(key, value) {
    const control = board.control(key);
    const current = board.value(control);
    const [low, high] = [Math.min(control.low, current), Math.max(control.high, current)];
    const next = clamp(snap(value, control.step), low, high);
    if (next !== current) board.turn(control, next);
  }

  function handle(key, kind) {
    const element = svg("g", { class: `handle ${kind}`, role: "slider", ...OWN_KEYS });
    const mark = kind === "edge" ? [] : [svg("path", { class: "mark" })];
    element.append(svg("path", { class: "grip" }), svg("circle", { class: "disc", r: 5 }), ...mark);
    element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      const { y } = place(event, board.drawing, board.layout);
      const from = board.value(board.control(key));
      const grab = unscale(board.layout.rows[index], limits(), y) - from;
      drag = { key, limits: limits(), grab, from, pointer: event.pointerId };
    });
    element.addEventListener("pointermove", (event) => {
      if (drag?.key !== key || drag.pointer !== event.pointerId) return;
      if (!board.control(key)) {
        drag = null; // another experiment has come, which lacks this level or switch
        return;
      }
      const { x, y } = place(event, board.drawing, board.layout);
      if (kind === "edge") turn(key, board.layout.time(x));
      else turn(key, unscale(board.layout.rows[index], drag.limits, y) - drag.grab);
    });
    for (const end of ["pointerup", "pointercancel"])
      element.addEventListener(end, () => {
        drag = null;
        board.release();
      });
    element.addEventListener("keydown", (event) => {
      const control = board.control(key);
      const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
      if (event.key === "Escape" && drag) {
        board.turn(control, drag.from);
        drag = null;
      } else if (!steps) return;
      else turn(key, board.value(control) + steps * control.step);
      event.preventDefault();
      event.stopPropagation();
    });
    return element;
  }

  /** One handle a level and one a switch, kept as long as their number stays. */
  function match(count) {
    if (handles.children.length === Math.max(2 * count - 1, 0)) return;
    handles.replaceChildren();
    for (let i = 0; i < count; i += 1) handles.append(handle(`reward[${i}]`, "level"));
    for (let i = 1; i < count; i += 1) handles.append(handle(`onset[${i}]`, "edge"));
  }

  return {
    group,
    draw() {
      const { layout } = board;
      const { reward, duration } = protocol();
      const row = layout.rows[index];
      const y = scale(row, limits());
      const ends = [...reward.slice(1).map(([onset]) => onset), duration];
      let path = "";
      reward.forEach(([onset, level], i) => {
        path += `${i ? "L" : "M"}${layout.x(onset)} ${y(level)}L${layout.x(ends[i])} ${y(level)}`;
      });
      set(line, { d: path || "M0 0" });
      const close = reward.length ? `L${layout.x(duration)} ${y(0)}L${layout.x(reward[0][0])} ${y(0)}Z` : "";
      set(fill, { d: path ? path + close : "M0 0" });
      match(reward.length);
      reward.forEach(([onset, level], i) => {
        const { left, plot } = layout; // what is seen of the segment
        const [from, to] = [onset, ends[i]].map((time) => clamp(layout.x(time), left, left + plot));
        const [grip, disc, mark] = handles.children[i].children;
        set(disc, { cx: (from + to) / 2, cy: y(level) });
        set(grip, { d: `M${from} ${y(level)}H${to}` });
        set(mark, { d: `M${from} ${y(level)}H${to}` });
        const { low, high } = board.control(`reward[${i}]`) ?? {};
        set(handles.children[i], {
          "aria-label": `reward from ${onset} to ${ends[i]} ms`, "aria-valuenow": level,
          "aria-valuetext": plain(level), "aria-valuemin": low, "aria-valuemax": high,
          "aria-orientation": "vertical",
        });
      });
      reward.slice(1).forEach(([onset], i) => {
        const element = handles.children[reward.length + i];
        const [grip, disc] = element.children;
        const x = layout.x(onset);
        set(grip, { d: `M${x} ${y(reward[i][1])}V${y(reward[i + 1][1])}M${x} ${y(0) - 8}v16` });
        set(disc, { cx: x, cy: (y(reward[i][1]) + y(reward[i + 1][1])) / 2 });
        const { low, high } = board.control(`onset[${i + 1}]`) ?? {};
        set(element, {
          "aria-label": "reward switch", "aria-valuenow": onset, "aria-valuetext": `${onset} ms`,
          "aria-valuemin": low, "aria-valuemax": high, "aria-orientation": "horizontal",
        });
      });
    },
  };
}
