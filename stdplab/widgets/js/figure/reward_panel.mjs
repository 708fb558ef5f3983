/** The reward panel: its levels are dragged up and down, the switches between them sideways. */

import { set, svg } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { clamp, formatNumber } from "../dom/numbers.mjs";
import { dragInPanel, dragInTime, makeDraggable } from "./drag_handle.mjs";
import { yScale } from "./layout.mjs";
import { editSwitches } from "./reward_switches.mjs";

/**
 * The editable reward.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {number} index its place among the panels
 * @returns {{group: SVGGElement, draw(): void}} `draw` is called when the experiment or the layout has changed
 */
export function rewardPanel(board, index) {
  const group = svg("g", { class: "stdplab-row stdplab-reward", role: "group" });
  const background = svg("rect", { class: "stdplab-area" });
  const filling = svg("path", { class: "stdplab-fill" });
  const line = svg("path", { class: "stdplab-curve" });
  const handles = svg("g");
  set(group, { "aria-label": "reward over time: double click adds a switch, drag moves, Delete removes" });
  group.append(background, svg("g", { "clip-path": board.figure.clipPath }, filling, line, handles));
  editSwitches(board, group);

  function makeHandle(/** @type {string} */ key, /** @type {"level" | "edge"} */ kind) {
    const element = svg("g", { class: `stdplab-handle stdplab-${kind}`, role: "slider", "data-key": key, ...FOCUSABLE });
    const mark = kind === "edge" ? [] : [svg("path", { class: "stdplab-mark" })];
    element.append(svg("path", { class: "stdplab-grip" }), svg("circle", { class: "stdplab-disc", r: 5 }), ...mark);
    const horizontal = kind === "edge";
    const startDrag = horizontal ? dragInTime(board) : dragInPanel(board, index);
    makeDraggable(board, element, { control: () => board.store.control(key), startDrag, horizontal });
    return element;
  }

  /** Make one handle for each level and each switch, when their number has changed. */
  function matchHandles(/** @type {number} */ segmentCount) {
    if (handles.children.length === Math.max(2 * segmentCount - 1, 0)) return;
    handles.replaceChildren();
    for (let i = 0; i < segmentCount; i += 1) handles.append(makeHandle(`reward[${i}]`, "level"));
    for (let i = 1; i < segmentCount; i += 1) handles.append(makeHandle(`onset[${i}]`, "edge"));
  }

  /** @typedef {(level: number) => number} Scale from a level to its pixel */

  function drawLevels(/** @type {number[][]} */ reward, /** @type {number[]} */ ends, /** @type {Scale} */ y) {
    const layout = board.figure.layout();
    const { left, plotWidth } = layout;
    reward.forEach(([onset, level], i) => {
      const [from, to] = [onset, ends[i]].map((time) => clamp(layout.x(time), left, left + plotWidth)); // the part in view
      const [grip, disc, mark] = handles.children[i].children;
      set(disc, { cx: (from + to) / 2, cy: y(level) });
      set(grip, { d: `M${from} ${y(level)}H${to}` });
      set(mark, { d: `M${from} ${y(level)}H${to}` });
      const control = board.store.control(`reward[${i}]`);
      set(handles.children[i], {
        visibility: to > from ? null : "hidden", // the segment is not in view
        "aria-label": `reward from ${onset} to ${ends[i]} ms`, "aria-valuenow": level,
        "aria-valuetext": formatNumber(level), "aria-valuemin": control?.low, "aria-valuemax": control?.high,
      });
    });
  }

  function drawSwitches(/** @type {number[][]} */ reward, /** @type {Scale} */ y) {
    const layout = board.figure.layout();
    reward.slice(1).forEach(([onset], i) => {
      const element = handles.children[reward.length + i];
      const [grip, disc] = element.children;
      const x = layout.x(onset);
      set(grip, { d: `M${x} ${y(reward[i][1])}V${y(reward[i + 1][1])}M${x} ${y(0) - 8}v16` });
      set(disc, { cx: x, cy: (y(reward[i][1]) + y(reward[i + 1][1])) / 2 });
      const control = board.store.control(`onset[${i + 1}]`);
      set(element, {
        visibility: onset >= layout.from && onset <= layout.to ? null : "hidden",
        "aria-label": "reward switch", "aria-valuenow": onset, "aria-valuetext": `${onset} ms`,
        "aria-valuemin": control?.low, "aria-valuemax": control?.high,
      });
    });
  }

  return {
    group,
    draw() {
      const layout = board.figure.layout();
      const { reward, duration } = board.store.experiment().protocol;
      const row = layout.rows[index];
      const y = yScale(row);
      const ends = [...reward.slice(1).map(([onset]) => onset), duration];
      let path = "";
      reward.forEach(([onset, level], i) => {
        path += `${i ? "L" : "M"}${layout.x(onset)} ${y(level)}L${layout.x(ends[i])} ${y(level)}`;
      });
      set(background, { x: layout.left, y: row.y, width: layout.plotWidth, height: row.height });
      set(line, { d: path || "M0 0" });
      const toZero = reward.length ? `L${layout.x(duration)} ${y(0)}L${layout.x(reward[0][0])} ${y(0)}Z` : "";
      set(filling, { d: path ? path + toZero : "M0 0" });
      matchHandles(reward.length);
      drawLevels(reward, ends, y);
      drawSwitches(reward, y);
    },
  };
}
