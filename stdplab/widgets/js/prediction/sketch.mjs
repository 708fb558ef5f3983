/** A curve drawn by hand: with mouse, finger and pen, and by keyboard with a pen that moves. */

import { clamp, html, OWN_KEYS, plain, set, svg } from "../dom/dom.mjs";

const WIDTH = 640;
const HEIGHT = 196;
const LEFT = 56;
const BOTTOM = 46;
const TOP = 8;
const RIGHT = 24;
const GAP = 12; // between what stands beside an axis and the pen on it

/** Where the name of the axis stands: a symbol upright, a word along the axis. */
function beside(symbol, y) {
  if (symbol.length <= 3) return { x: LEFT - GAP, y: y + 4, "text-anchor": "end" };
  return { transform: `translate(14 ${y}) rotate(-90)`, "text-anchor": "middle" };
}

/** Lines through zero, where an axis goes from below it to above. */
function zeros({ first, last, limits: [low, high], points }, x, y) {
  const across = low < 0 && high > 0 ? `M${LEFT} ${y(0)}H${WIDTH - RIGHT}` : "";
  const at = x((-first / (last - first)) * (points - 1));
  return across + (first < 0 && last > 0 ? `M${at} ${TOP}V${HEIGHT - BOTTOM}` : "") || "M0 0";
}

const MANY = 7; // ticks that have room where the page is narrow

/** The class of a tick: of many, every other one goes in a narrow page, and zero never does. */
function tickClass(ticks, value) {
  const odd = ticks.length > MANY && Math.round(value / (ticks[1][1] - ticks[0][1])) % 2;
  return odd ? "limit tick odd" : "limit tick";
}

/** The axes of a prediction, as a drawing that shrinks with the page; gives places and paths. */
export function axes(frame, label) {
  const [low, high] = frame.limits;
  const x = (i) => LEFT + (i / (frame.points - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const drawing = svg("svg", {
    class: "drawing sketch", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": label,
  });
  drawing.append(
    svg("rect", { class: "panel", x: LEFT, y: TOP, width: WIDTH - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM, rx: 4 }),
    svg("path", { class: "zero", d: zeros(frame, x, y) }),
    ...frame.bounds.map((text, k) =>
      svg("text", { class: k ? "limit" : "limit low", x: LEFT - GAP, y: k ? TOP + 11 : HEIGHT - BOTTOM, "text-anchor": "end" }, text)),
    svg("text", { class: "limit", ...beside(frame.symbol, y((low + high) / 2)) }, frame.symbol),
    ...frame.ticks.map(([text, value]) =>
      svg("text", {
        class: tickClass(frame.ticks, value), x: x(((value - frame.first) / (frame.last - frame.first)) * (frame.points - 1)),
        y: HEIGHT - BOTTOM + 16, "text-anchor": "middle",
      }, text)),
    svg("text", { class: "limit axis", x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 12, "text-anchor": "middle" }, frame.axis),
  );
  return { drawing, x, y, path: (values) => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("") };
}

/**
 * The curve that is drawn. What lies behind the pen goes on level, until it is drawn too.
 *
 * @param taken called with the values after each change
 */
export function sketch(frame, taken) {
  const { drawing, x, y, path } = axes(frame, frame.title);
  const [low, high] = frame.limits;
  const step = (high - low) / 100;
  const own = svg("path", { class: `curve ${frame.colour}` });
  const truth = svg("path", { class: "curve ink dashed" });
  const pen = svg("circle", { class: "pen", r: 6, role: "slider", ...OWN_KEYS, "aria-label": "pen: left and right move it, up and down draw" });
  const hint = svg("text", { class: "limit", x: WIDTH / 2, y: y(frame.start) - 14, "text-anchor": "middle" }, "draw your curve here");
  drawing.append(truth, own, pen, hint);
  let values = Array(frame.points).fill(frame.start);
  let at = 0;
  let reached = 0;
  let locked = false;
  let last = null;

  function show() {
    set(own, { d: path(values) });
    set(pen, {
      cx: x(at), cy: y(values[at]), "aria-valuenow": plain(values[at]), "aria-valuemin": plain(low), "aria-valuemax": plain(high),
      "aria-valuetext": `${frame.symbol} = ${plain(values[at])} at ${plain(frame.first + (at / (frame.points - 1)) * (frame.last - frame.first))} ${frame.unit || frame.axis}`,
      visibility: locked ? "hidden" : "visible",
    });
  }

  function put(index, value) {
    const before = last ?? [index, value];
    const [from, to] = [Math.min(before[0], index), Math.max(before[0], index)];
    for (let i = from; i <= to; i++) {
      const part = to === from ? 1 : (i - before[0]) / (index - before[0]);
      values[i] = before[1] + part * (value - before[1]);
    }
    reached = Math.max(reached, to);
    for (let i = reached + 1; i < frame.points; i++) values[i] = values[reached];
    values[0] = frame.start;
    last = [index, value];
    at = index;
    hint.remove();
    show();
  }

  function under(event) {
    const box = drawing.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * WIDTH;
    const py = ((event.clientY - box.top) / box.height) * HEIGHT;
    const index = Math.round(clamp((px - LEFT) / (WIDTH - LEFT - RIGHT), 0, 1) * (frame.points - 1));
    const share = clamp((py - TOP) / (HEIGHT - TOP - BOTTOM), 0, 1);
    return [index, high - share * (high - low)];
  }

  drawing.addEventListener("touchstart", (event) => locked || event.preventDefault(), { passive: false });
  drawing.addEventListener("pointerdown", (event) => {
    if (locked || event.button) return;
    drawing.setPointerCapture(event.pointerId);
    last = null;
    put(...under(event));
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!locked && drawing.hasPointerCapture(event.pointerId)) put(...under(event));
  });
  drawing.addEventListener("pointerup", () => locked || taken([...values]));
  pen.addEventListener("keydown", (event) => {
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const up = { ArrowDown: -1, ArrowUp: 1 }[event.key] ?? 0;
    if (locked || !(sideways || up)) return;
    event.preventDefault();
    event.stopPropagation();
    if (sideways) {
      at = clamp(at + sideways * (event.shiftKey ? 5 : 1), 0, frame.points - 1);
      reached = Math.max(reached, at);
      show();
      return;
    }
    if (!at) at = 1; // where it starts is given
    last = null;
    reached = at; // what lies behind it goes along
    put(at, clamp(values[at] + up * (event.shiftKey ? 5 : 1) * step, low, high));
    taken([...values]);
  });
  show();
  return {
    drawing,
    place(answer) {
      values = answer ? [...answer] : Array(frame.points).fill(frame.start);
      if (answer) hint.remove();
      else [at, reached] = [0, 0];
      show();
    },
    reveal(happened) {
      locked = true;
      set(truth, { d: path(happened) });
      drawing.append(truth);
      show();
    },
  };
}

/** One curve as a small drawing, to choose among; without one, nothing. */
export function thumbnail(frame, values) {
  if (!values) return html("span");
  const { drawing, path } = axes(frame, "");
  const inner = `${LEFT} ${TOP} ${WIDTH - LEFT - RIGHT} ${HEIGHT - TOP - BOTTOM}`;
  set(drawing, { "aria-hidden": "true", role: null, "aria-label": null, viewBox: inner });
  drawing.append(svg("path", { class: `curve ${frame.colour}`, d: path(values) }));
  return drawing;
}
