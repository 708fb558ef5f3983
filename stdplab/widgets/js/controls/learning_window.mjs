/**
 * The learning window: what one spike pair does to the weight, over Δt = t_post − t_pre.
 *
 * The curve is computed by the rule's own program, one pair at a time. Amplitudes and time
 * constants are dragged on it.
 */

import { html, set, setText, svg } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { clamp, formatNumber } from "../dom/numbers.mjs";
import { intervalAtSynapse, isDelayed } from "../experiment/delays.mjs";
import { makeDraggable } from "../figure/drag_handle.mjs";
import { makePairChange, sampleDelays } from "../simulate/pair_change.mjs";
import { roundUp } from "../simulate/panel_values.mjs";

/** @typedef {import("../types.d.ts").Rule} Rule */
/** @typedef {import("../types.d.ts").SpikePair} SpikePair */
/** @typedef {{amplitude: string, tau: string, direction: number}} Side of Δt = 0: the parameters of its branch */
/** @typedef {{element: SVGGElement, name: string, side: Side, kind: string}} Handle of the parameter `name` */

const WINDOW_HEIGHT = 124; // px
const MIN_REACH = 80; // ms of Δt shown on either side
const MIN_CHANGE_SHOWN = 0.05; // the vertical axis holds at least this
/** @type {Side[]} */
const SIDES = [
  { amplitude: "A_plus", tau: "tau_plus", direction: 1 },
  { amplitude: "A_minus", tau: "tau_minus", direction: -1 },
];

/**
 * The scales of the drawing, and their inverses.
 *
 * @typedef {object} Scales
 * @property {number} reach ms of Δt on either side
 * @property {number} most the value at the upper edge
 * @property {(delay: number) => number} x
 * @property {(value: number) => number} y
 * @property {(x: number) => number} delayAt
 * @property {(y: number) => number} valueAt
 */

/**
 * @param {number} width in px
 * @param {number} reach
 * @param {number} most
 * @returns {Scales}
 */
function makeScales(width, reach, most) {
  const [middle, half] = [width / 2, WINDOW_HEIGHT / 2];
  return {
    reach, most,
    x: (delay) => middle + (delay / reach) * (middle - 8),
    y: (value) => half - (value / most) * (half - 14),
    delayAt: (x) => ((x - middle) / (middle - 8)) * reach,
    valueAt: (y) => ((half - y) / (half - 14)) * most,
  };
}

/**
 * The section with the learning window of the first rule that has one.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{section: HTMLElement, resize(width: number): void, draw(pairs: SpikePair[]): void}}
 *     `draw` marks spike pairs on the curve
 */
export function learningWindow(board) {
  const drawing = svg("svg", { class: "stdplab-window", role: "group", "aria-label": "learning window: drag the discs", height: WINDOW_HEIGHT });
  const surface = svg("rect", { class: "stdplab-panel", rx: 4, height: WINDOW_HEIGHT });
  const axes = svg("path", { class: "stdplab-zero" });
  const branches = SIDES.map(({ direction }) => svg("path", { class: `stdplab-branch stdplab-${direction > 0 ? "plus" : "minus"}` }));
  const axisText = svg("text", { class: "stdplab-limit" });
  const limitTexts = [svg("text", { class: "stdplab-limit" }), svg("text", { class: "stdplab-limit" })];
  const points = svg("g", { class: "stdplab-points" });
  const discs = svg("g");
  drawing.append(surface, axes, axisText, ...limitTexts, ...branches, points, discs);
  const title = html("h3", { class: "stdplab-heading" }, "Learning window");
  const section = html("section", { class: "stdplab-learning" }, title, drawing);
  const pairChange = makePairChange(board.store);
  let width = 0;
  let scales = makeScales(width, MIN_REACH, MIN_CHANGE_SHOWN);
  /** @type {Scales | null} */
  let dragScales = null; // the scales at the start of a drag: scales that grew during it would move the handle away
  /** @type {Handle[]} */
  let handles = [];
  let builtFor = "";

  const ruleIndex = () => board.store.experiment().rules.findIndex((rule, i) => rule.A_plus !== undefined && board.store.viewModel().rules[i].program);
  /** @param {string} name */
  const parameterControl = (name) => board.store.controls().find(({ key, paths: [path] }) =>
    (key === name || key.endsWith(`.${name}`)) && path[0] === "rules" && path[1] === ruleIndex());
  /** @type {(rule: number, delay: number) => number} */
  const changeByPair = (rule, delay) => pairChange(rule, delay) ?? 0; // never null for a rule with a program
  const gamma = () => board.store.experiment().rules[ruleIndex()].gamma ?? 1;

  /** @type {(name: string, side: Side, kind: string) => Handle} */
  function makeHandle(name, side, kind) {
    const element = svg("g", { class: `stdplab-handle stdplab-${kind}`, role: "slider", ...FOCUSABLE });
    element.append(svg("circle", { class: "stdplab-reachable", r: 14 }), svg("circle", { class: "stdplab-disc", r: 5 }));
    makeDraggable(board, element, {
      control: () => parameterControl(name),
      horizontal: kind === "tau",
      startDrag() {
        const { delayAt, valueAt } = (dragScales = scales);
        const box = () => drawing.getBoundingClientRect();
        if (kind === "tau") return (event) => side.direction * delayAt(event.clientX - box().left);
        return (event) => valueAt(event.clientY - box().top) / (gamma() || 1);
      },
      onDrop() {
        dragScales = null;
        board.view.redraw();
      },
    });
    return { element, name, side, kind };
  }

  function buildHandles() {
    handles = SIDES.flatMap((side) => [["amplitude", side.amplitude], ["tau", side.tau]]
      .filter(([, name]) => parameterControl(name)).map(([kind, name]) => makeHandle(name, side, kind)));
    discs.replaceChildren(...handles.map(({ element }) => element));
  }

  /**
   * @param {number} i the place of the rule
   * @param {Rule} rule
   */
  function drawHandles(i, rule) {
    const { x, y } = scales;
    for (const { element, name, side, kind } of handles) {
      const control = parameterControl(name);
      if (!control) continue;
      const { label, low, high, unit } = control;
      const value = rule[name];
      const [cx, cy] = kind === "tau"
        ? [x(side.direction * value), y(changeByPair(i, side.direction * Math.max(Math.round(value), 1)))]
        : [x(0), y(gamma() * value)];
      for (const circle of element.children)
        set(circle, { cx: clamp(cx, 4, width - 4), cy: clamp(cy, 4, WINDOW_HEIGHT - 4) });
      set(element, { "aria-label": label, "aria-valuenow": value, "aria-valuetext": `${formatNumber(value)} ${unit}`.trim(),
        "aria-valuemin": low, "aria-valuemax": high });
    }
  }

  return {
    section,
    resize(newWidth) {
      width = newWidth;
    },
    draw(pairs) {
      const i = ruleIndex();
      section.hidden = i < 0;
      if (section.hidden || !width) return;
      const rule = board.store.experiment().rules[i];
      const reach = dragScales?.reach ?? Math.max(MIN_REACH, roundUp(2 * Math.max(rule.tau_plus ?? 0, rule.tau_minus ?? 0)));
      const delays = sampleDelays(reach);
      const values = delays.map((delay) => changeByPair(i, delay));
      section.hidden = !values.every(Number.isFinite);
      if (section.hidden) return;
      const amplitudes = SIDES.map(({ amplitude }) => Math.abs(gamma() * rule[amplitude]));
      const most = roundUp(Math.max(MIN_CHANGE_SHOWN, ...values.map(Math.abs), ...amplitudes));
      scales = dragScales ?? makeScales(width, reach, most);
      const { x, y } = scales;
      setText(title, `Learning window of ${board.store.ruleNames()[i]}`);
      set(drawing, { width });
      set(surface, { width });
      set(axes, { d: `M8 ${y(0)}H${width - 8}M${x(0)} 8V${WINDOW_HEIGHT - 8}` });
      branches.forEach((path, k) => {
        const samples = delays.map((delay, n) => ({ delay, value: values[n] })).filter(({ delay }) => delay * SIDES[k].direction > 0);
        set(path, { d: `M${samples.map(({ delay, value }) => `${x(delay).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}` });
      });
      const { protocol } = board.store.experiment();
      setText(axisText, isDelayed(protocol) ? "Δt at the synapse" : "Δt = t post − t pre");
      set(axisText, { x: width - 8, y: WINDOW_HEIGHT - 8, "text-anchor": "end" });
      [scales.most, -scales.most].forEach((value, k) => {
        setText(limitTexts[k], formatNumber(value));
        set(limitTexts[k], { x: 8, y: k ? WINDOW_HEIGHT - 8 : 16 });
      });
      const state = [board.store.ruleNames()[i], ...board.store.controls().map(({ key }) => key)].join();
      if (state !== builtFor) buildHandles();
      builtFor = state;
      drawHandles(i, rule);
      const shownDelays = pairs.map((pair) => intervalAtSynapse(protocol, pair)).filter((delay) => delay && Math.abs(delay) <= reach);
      points.replaceChildren(...shownDelays.map((delay) => {
        const computed = Math.round(delay); // the window is computed at whole ms
        const cy = y(computed ? changeByPair(i, computed) : 0);
        return svg("circle", { class: "stdplab-point", r: 4, cx: x(delay), cy, "data-delta": delay });
      }));
    },
  };
}
