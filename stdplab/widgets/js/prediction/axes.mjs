/** The axes of a prediction, and small drawings of a curve on them. */

import { html, set, svg } from "../dom/elements.mjs";
import { clamp } from "../dom/numbers.mjs";

/**
 * What Python tells about the axes.
 *
 * @typedef {object} Frame
 * @property {"draw" | "choose" | "say"} how a learner answers
 * @property {[string, number[] | null][]} options to choose from: labels, and their curves if there are any
 * @property {string} title the question
 * @property {number} points of the curve
 * @property {[number, number]} limits lowest and highest value
 * @property {string[]} bounds the same as text
 * @property {number} first value of the horizontal axis
 * @property {number} last value of the horizontal axis
 * @property {[string, number][]} ticks text and value
 * @property {string} axis name of the horizontal axis
 * @property {string} symbol name of the vertical axis
 * @property {string} [unit] of the horizontal axis
 * @property {string} colour of the curve
 * @property {number} start value of the curve at its first point
 */

const WIDTH = 640;
const HEIGHT = 196;
const LEFT = 56;
const BOTTOM = 46;
const TOP = 8;
const RIGHT = 24;
const AXIS_GAP = 12; // between an axis and the text beside it: the pen must fit in
const MAX_TICKS_NARROW = 7;
const LONGEST_SYMBOL = 3; // characters; a longer name of the axis is a word

/** @typedef {(value: number) => number} Scale */

/**
 * Where the name of the vertical axis stands: a symbol upright, a word along the axis.
 *
 * @param {string} symbol
 * @param {number} y
 */
function axisNamePosition(symbol, y) {
  if (symbol.length <= LONGEST_SYMBOL) return { x: LEFT - AXIS_GAP, y: y + 4, "text-anchor": "end" };
  return { transform: `translate(14 ${y}) rotate(-90)`, "text-anchor": "middle" };
}

/**
 * Lines through zero, for each axis that has values of both signs.
 *
 * @param {Frame} frame
 * @param {Scale} x
 * @param {Scale} y
 */
function zeroLines({ first, last, limits: [low, high], points }, x, y) {
  const horizontal = low < 0 && high > 0 ? `M${LEFT} ${y(0)}H${WIDTH - RIGHT}` : "";
  const zeroX = x((-first / (last - first)) * (points - 1));
  return horizontal + (first < 0 && last > 0 ? `M${zeroX} ${TOP}V${HEIGHT - BOTTOM}` : "") || "M0 0";
}

/**
 * The class of a tick. If there are many, a narrow page hides every other one, but never zero.
 *
 * @param {Frame["ticks"]} ticks
 * @param {number} value
 */
function tickClass(ticks, value) {
  const isOdd = ticks.length > MAX_TICKS_NARROW && Math.round(value / (ticks[1][1] - ticks[0][1])) % 2;
  return isOdd ? "stdplab-limit stdplab-tick stdplab-odd" : "stdplab-limit stdplab-tick";
}

/**
 * The axes of a prediction, as a drawing that shrinks with the page.
 *
 * @param {Frame} frame
 * @param {string} label the drawing's accessible name
 * @returns {{drawing: SVGSVGElement, middle: number, x(index: number): number, y(value: number): number,
 *     path(values: number[]): string, pointAt(event: MouseEvent): {index: number, value: number}}}
 *     the drawing, the middle of its width, its scales, a curve as path data, and the curve's
 *     point nearest to a pointer
 */
export function makeAxes(frame, label) {
  const [low, high] = frame.limits;
  /** @type {Scale} */
  const x = (i) => LEFT + (i / (frame.points - 1)) * (WIDTH - LEFT - RIGHT);
  /** @type {Scale} */
  const y = (value) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const drawing = svg("svg", {
    class: "stdplab-drawing stdplab-sketch", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": label,
  });
  drawing.append(
    svg("rect", { class: "stdplab-panel", x: LEFT, y: TOP, width: WIDTH - LEFT - RIGHT, height: HEIGHT - TOP - BOTTOM, rx: 4 }),
    svg("path", { class: "stdplab-zero", d: zeroLines(frame, x, y) }),
    ...frame.bounds.map((text, k) =>
      svg("text", { class: k ? "stdplab-limit" : "stdplab-limit stdplab-low", x: LEFT - AXIS_GAP, y: k ? TOP + 11 : HEIGHT - BOTTOM, "text-anchor": "end" }, text)),
    svg("text", { class: "stdplab-limit", ...axisNamePosition(frame.symbol, y((low + high) / 2)) }, frame.symbol),
    ...frame.ticks.map(([text, value]) =>
      svg("text", {
        class: tickClass(frame.ticks, value), x: x(((value - frame.first) / (frame.last - frame.first)) * (frame.points - 1)),
        y: HEIGHT - BOTTOM + 16, "text-anchor": "middle",
      }, text)),
    svg("text", { class: "stdplab-limit stdplab-axis", x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 12, "text-anchor": "middle" }, frame.axis),
  );
  const path = (/** @type {number[]} */ values) => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");

  /** @param {MouseEvent} event */
  function pointAt(event) {
    const box = drawing.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * WIDTH;
    const py = ((event.clientY - box.top) / box.height) * HEIGHT;
    const index = Math.round(clamp((px - LEFT) / (WIDTH - LEFT - RIGHT), 0, 1) * (frame.points - 1));
    const fraction = clamp((py - TOP) / (HEIGHT - TOP - BOTTOM), 0, 1);
    return { index, value: high - fraction * (high - low) };
  }

  return { drawing, middle: WIDTH / 2, x, y, path, pointAt };
}

/**
 * One curve as a small drawing, for an option to choose.
 *
 * @param {Frame} frame
 * @param {number[] | null} values without values the drawing is an empty element
 * @returns {Element}
 */
export function thumbnail(frame, values) {
  if (!values) return html("span");
  const { drawing, path } = makeAxes(frame, "");
  const inner = `${LEFT} ${TOP} ${WIDTH - LEFT - RIGHT} ${HEIGHT - TOP - BOTTOM}`;
  set(drawing, { "aria-hidden": "true", role: null, "aria-label": null, viewBox: inner });
  drawing.append(svg("path", { class: `stdplab-curve stdplab-${frame.colour}`, d: path(values) }));
  return drawing;
}
