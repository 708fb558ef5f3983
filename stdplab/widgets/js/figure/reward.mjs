/** The reward panel: its levels are dragged up and down, the switches between them sideways. */

import { OWN_KEYS, plain, set, svg } from "../dom/dom.mjs";
import { holdHandle, inPanel, inTime } from "./drag_handle.mjs";
import { scale } from "./layout.mjs";
import { editSwitches } from "./reward_switches.mjs";

/** The editable reward; returns `draw`, called whenever something it shows has changed. */
export function rewardRow(board, index) {
  const group = svg("g", { class: "row reward", role: "group" });
  const area = svg("rect", { class: "area" });
  const fill = svg("path", { class: "fill" });
  const line = svg("path", { class: "curve" });
  const handles = svg("g");
  set(group, { "aria-label": "reward over time: double click adds a switch, drag moves, Delete removes" });
  group.append(area, svg("g", { "clip-path": board.clip }, fill, line, handles));
  editSwitches(board, group);

  const protocol = () => board.experiment().protocol;

  function handle(key, kind) {
    const element = svg("g", { class: `handle ${kind}`, role: "slider", "data-key": key, ...OWN_KEYS });
    const mark = kind === "edge" ? [] : [svg("path", { class: "mark" })];
    element.append(svg("path", { class: "grip" }), svg("circle", { class: "disc", r: 5 }), ...mark);
    const sideways = kind === "edge";
    holdHandle(board, element, { control: () => board.control(key), grasp: sideways ? inTime(board) : inPanel(board, index), sideways });
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
      const y = scale(row, board.limits(index));
      const ends = [...reward.slice(1).map(([onset]) => onset), duration];
      let path = "";
      reward.forEach(([onset, level], i) => {
        path += `${i ? "L" : "M"}${layout.x(onset)} ${y(level)}L${layout.x(ends[i])} ${y(level)}`;
      });
      set(area, { x: layout.left, y: row.y, width: layout.plot, height: row.height });
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
        const { low, high } = board.control(`reward[${i}]`);
        set(handles.children[i], {
          visibility: to > from ? null : "hidden", // nothing of it is in view
          "aria-label": `reward from ${onset} to ${ends[i]} ms`, "aria-valuenow": level,
          "aria-valuetext": plain(level), "aria-valuemin": low, "aria-valuemax": high,
        });
      });
      reward.slice(1).forEach(([onset], i) => {
        const element = handles.children[reward.length + i];
        const [grip, disc] = element.children;
        const x = layout.x(onset);
        set(grip, { d: `M${x} ${y(reward[i][1])}V${y(reward[i + 1][1])}M${x} ${y(0) - 8}v16` });
        set(disc, { cx: x, cy: (y(reward[i][1]) + y(reward[i + 1][1])) / 2 });
        const { low, high } = board.control(`onset[${i + 1}]`);
        set(element, {
          visibility: onset >= layout.from && onset <= layout.to ? null : "hidden",
          "aria-label": "reward switch", "aria-valuenow": onset, "aria-valuetext": `${onset} ms`,
          "aria-valuemin": low, "aria-valuemax": high,
        });
      });
    },
  };
}
