/**
 * The learning window: what one pair of spikes does to the weight, over Δt = t_post − t_pre.
 *
 * The curve is the rule's own program, run on one pair after the other. Amplitudes and time
 * constants are dragged on it.
 */

import { clamp, html, OWN_KEYS, plain, say, set, svg } from "../dom/dom.mjs";
import { roundUp } from "../state/panel_values.mjs";
import { holdHandle } from "../figure/drag_handle.mjs";

const HIGH = 124;
const SIDES = [
  { amplitude: "A_plus", tau: "tau_plus", way: 1 },
  { amplitude: "A_minus", tau: "tau_minus", way: -1 },
];

/** Δt in ms where the window is computed, densest at zero. */
function lattice(reach) {
  const side = [];
  for (let at = 1; at <= reach; at += at < 12 ? 1 : 4) side.push(at);
  return [...side.map((at) => -at).reverse(), ...side];
}

/** The change of the weight by one pair under reward 1, from the program of the rule at `index`. */
export function ofPair(board, index, delta) {
  const experiment = board.experiment();
  const rule = experiment.rules[index];
  const fading = rule.tau_z === undefined ? 0 : Math.ceil(8 * rule.tau_z); // until nothing of z is left
  const begin = Math.max(1, 1 - delta);
  const protocol = { pre: [begin], post: [begin + delta], reward: [[0, 1]], duration: Math.abs(delta) + 1 + fading, dt: 1 };
  const series = board.simulate({ ...experiment, protocol, lag: 0 }, index);
  return series && series.w.at(-1) - series.w[0];
}

export function learningWindow(board) {
  const drawing = svg("svg", { class: "window", role: "group", "aria-label": "learning window: drag the discs", height: HIGH });
  const back = svg("rect", { class: "panel", rx: 4, height: HIGH });
  const axes = svg("path", { class: "zero" });
  const paths = SIDES.map(({ way }) => svg("path", { class: `branch ${way > 0 ? "plus" : "minus"}` }));
  const words = svg("text", { class: "limit" }, "Δt = t post − t pre");
  const limits = [svg("text", { class: "limit" }), svg("text", { class: "limit" })];
  const points = svg("g", { class: "points" });
  const discs = svg("g");
  drawing.append(back, axes, words, ...limits, ...paths, points, discs);
  const title = html("h3", {}, "Learning window");
  const section = html("section", { class: "learning" }, title, drawing);
  let width = 0;
  let held = null; // the scales that the handle in hand was taken at
  let scales = null;
  let handles = [];
  let built = "";

  const index = () => board.experiment().rules.findIndex((rule, i) => rule.A_plus !== undefined && board.view().rules[i].program);
  const control = (name) => board.controls().find(({ key, paths: [path] }) =>
    (key === name || key.endsWith(`.${name}`)) && path[0] === "rules" && path[1] === index());
  const gamma = () => board.experiment().rules[index()].gamma ?? 1;

  function handle(name, side, kind) {
    const element = svg("g", { class: `handle ${kind}`, role: "slider", ...OWN_KEYS });
    element.append(svg("circle", { class: "reachable", r: 14 }), svg("circle", { class: "disc", r: 5 }));
    holdHandle(board, element, {
      control: () => control(name),
      sideways: kind === "tau",
      grasp() {
        held = scales; // as they are now: growing ones would run from the hand
        const inside = (event, edge) => event[edge === "left" ? "clientX" : "clientY"] - drawing.getBoundingClientRect()[edge];
        if (kind === "tau") return (event) => side.way * held.delta(inside(event, "left"));
        return (event) => held.value(inside(event, "top")) / (gamma() || 1);
      },
      dropped() {
        held = null;
        board.changed();
      },
    });
    return { element, name, side, kind };
  }

  function build() {
    handles = SIDES.flatMap((side) => [["amplitude", side.amplitude], ["tau", side.tau]]
      .filter(([, name]) => control(name)).map(([kind, name]) => handle(name, side, kind)));
    discs.replaceChildren(...handles.map(({ element }) => element));
  }

  function scaled(values, reach, rule) {
    const most = roundUp(Math.max(0.05, ...values.map(Math.abs), ...SIDES.map(({ amplitude }) => Math.abs(gamma() * rule[amplitude]))));
    const [middle, half] = [width / 2, HIGH / 2];
    return {
      reach, most,
      x: (delta) => middle + (delta / reach) * (middle - 8),
      y: (value) => half - (value / most) * (half - 14),
      delta: (x) => ((x - middle) / (middle - 8)) * reach,
      value: (y) => ((half - y) / (half - 14)) * most,
    };
  }

  return {
    section,
    resize(now) {
      width = now;
    },
    /** @param lit pairs of spikes that are marked on the curve */
    draw(lit) {
      const i = index();
      section.hidden = i < 0;
      if (section.hidden || !width) return;
      const rule = board.experiment().rules[i];
      const reach = held?.reach ?? Math.max(80, roundUp(2 * Math.max(rule.tau_plus ?? 0, rule.tau_minus ?? 0)));
      const deltas = lattice(reach);
      const values = deltas.map((delta) => ofPair(board, i, delta));
      scales = held ?? scaled(values, reach, rule);
      const { x, y, most } = scales;
      say(title, `Learning window of ${board.names()[i]}`);
      set(drawing, { width });
      set(back, { width });
      set(axes, { d: `M8 ${y(0)}H${width - 8}M${x(0)} 8V${HIGH - 8}` });
      paths.forEach((path, k) => {
        const at = deltas.map((delta, n) => [delta, values[n]]).filter(([delta]) => delta * SIDES[k].way > 0);
        set(path, { d: `M${at.map(([delta, value]) => `${x(delta).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}` });
      });
      set(words, { x: width - 8, y: HIGH - 8, "text-anchor": "end" });
      [most, -most].forEach((value, k) => {
        say(limits[k], plain(value));
        set(limits[k], { x: 8, y: k ? HIGH - 8 : 16 });
      });
      const now = [board.names()[i], ...board.controls().map(({ key }) => key)].join();
      if (now !== built) build();
      built = now;
      for (const { element, name, side, kind } of handles) {
        const { label, low, high, unit } = control(name);
        const value = rule[name];
        const place = kind === "tau" ? [x(side.way * value), y(ofPair(board, i, side.way * Math.max(Math.round(value), 1)))] : [x(0), y(gamma() * value)];
        for (const circle of element.children) set(circle, { cx: clamp(place[0], 4, width - 4), cy: clamp(place[1], 4, HIGH - 4) });
        set(element, { "aria-label": label, "aria-valuenow": value, "aria-valuetext": `${plain(value)} ${unit}`.trim(),
          "aria-valuemin": low, "aria-valuemax": high });
      }
      points.replaceChildren(...lit.filter(({ pre, post }) => pre !== post && Math.abs(post - pre) <= reach).map(({ pre, post }) => {
        const delta = Math.round(post - pre);
        return svg("circle", { class: "point", r: 4, cx: x(post - pre), cy: y(delta ? ofPair(board, i, delta) : 0), "data-delta": post - pre });
      }));
    },
  };
}
