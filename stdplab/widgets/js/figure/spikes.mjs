/** A row of spikes that is edited in place: click adds, drag and arrow keys move, Delete removes. */

import { set, svg } from "../dom/elements.mjs";
import { FOCUSABLE, keySteps } from "../dom/keyboard.mjs";
import { clamp, formatExactly, snap } from "../dom/numbers.mjs";
import { arrivalOf, delayOf } from "../experiment/delays.mjs";
import { freeTime, middleOfWidestGap } from "../experiment/free_spike_times.mjs";
import { makeSpikeElements } from "./spike_elements.mjs";

const SPIKE_REACH = 9; // px from a pointer to the spike that it takes
const CLICK_DISTANCE = 4; // px that a pointer may move between down and up in a click
const NEW_FOR = 1000; // ms in which a double click on a new spike is the click that added it

/**
 * One editable row of spikes.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {"pre" | "post"} name
 * @param {number} index its place among the panels
 * @returns {{group: SVGGElement, add: SVGGElement, timeOf(element: Element): number | undefined, draw(): void}}
 *     the row, its button, the time of a spike's element, and `draw`, called when the experiment
 *     or the layout has changed
 */
export function spikeRow(board, name, index) {
  const group = svg("g", { class: `stdplab-row stdplab-spikes stdplab-${name}`, role: "group" });
  const background = svg("rect", { class: "stdplab-area" });
  const preview = svg("line", { class: "stdplab-hint" }); // the spike that a click would add
  const marks = svg("g", { "clip-path": board.figure.clipPath });
  const arrivals = svg("path", { class: "stdplab-arrivals", "clip-path": board.figure.clipPath, "aria-hidden": "true" });
  const add = svg("g", { class: "stdplab-add", role: "button", ...FOCUSABLE, "aria-label": `Add a ${name} spike` });
  const disc = svg("circle", { r: 9 });
  const cross = svg("path");
  add.append(svg("title", {}, `Add a ${name} spike`), disc, cross);
  group.append(background, arrivals, preview, marks);
  set(group, { "aria-label": `${name} spikes: click adds, drag moves, Delete removes` });

  const { byTime, match } = makeSpikeElements(board, marks);
  /** @type {{from: number, time: number, pointerId: number} | null} */
  let drag = null;
  /** @type {{x: number, y: number} | null} */
  let press = null; // where the pointer went down
  /** @type {{time: number, since: number} | null} */
  let newest = null; // the spike that was added last

  const protocol = () => board.store.experiment().protocol;
  const times = () => protocol()[name];

  function write(/** @type {number[]} */ changed) {
    board.store.edit((experiment) => {
      experiment.protocol[name] = changed.sort((a, b) => a - b);
    });
  }

  function move(/** @type {number} */ from, /** @type {number} */ to) {
    const { dt, duration } = protocol();
    const others = times().filter((time) => time !== from);
    const time = freeTime(others, to, to < from ? -1 : 1, dt, duration);
    const element = byTime.get(from);
    if (time === null || time === from || !element) return from;
    byTime.set(time, element);
    byTime.delete(from);
    write([...others, time]);
    board.view.setCursor(time);
    return time;
  }

  function insert(/** @type {number} */ wanted) {
    const { dt, duration } = protocol();
    const time = freeTime(times(), wanted, 1, dt, duration);
    if (time === null) return;
    newest = { time, since: performance.now() };
    write([...times(), time]);
    byTime.get(time)?.focus({ preventScroll: true }); // there is none if the board refused the edit
  }

  function remove(/** @type {number} */ time) {
    const remaining = times().filter((other) => other !== time);
    write(remaining);
    const next = remaining.find((other) => other > time) ?? remaining.at(-1);
    const focused = next === undefined ? add : byTime.get(next);
    focused?.focus({ preventScroll: true });
  }

  function timeOf(/** @type {EventTarget | null} */ element) {
    return times().find((time) => byTime.get(time) === element);
  }

  /** The time under a pointer, and the nearest spike within reach. */
  function timeAt(/** @type {MouseEvent} */ event) {
    const { x } = board.figure.pointer(event);
    const distance = (/** @type {number} */ time) => Math.abs(board.figure.layout().x(time) - x);
    const near = times().filter((time) => distance(time) <= SPIKE_REACH);
    near.sort((a, b) => distance(a) - distance(b));
    return { time: board.figure.layout().time(x), spike: near[0] };
  }

  function drawPreview(/** @type {PointerEvent | null} */ event) {
    const { time, spike } = event && !drag ? timeAt(event) : { time: undefined, spike: undefined };
    const { dt, duration } = protocol();
    const x = board.figure.layout().x(snap(clamp(time ?? 0, dt, duration), dt));
    const visible = time !== undefined && spike === undefined;
    set(preview, { visibility: visible ? "visible" : "hidden", x1: x, x2: x });
    set(group, { "data-over": spike === undefined ? "empty" : "spike" });
  }

  // A click that misses a spike by a pixel would otherwise take the focus from it.
  group.addEventListener("mousedown", (event) => event.preventDefault());
  group.addEventListener("pointerdown", (event) => {
    if (event.button || drag) return; // one finger at a time
    const { spike } = timeAt(event);
    press = { x: event.clientX, y: event.clientY };
    if (spike === undefined) return;
    byTime.get(spike)?.focus({ preventScroll: true });
    group.setPointerCapture(event.pointerId);
    drag = { from: spike, time: spike, pointerId: event.pointerId };
    board.view.setCursor(spike);
  });
  group.addEventListener("pointermove", (event) => {
    if (drag && drag.pointerId !== event.pointerId) return;
    if (drag && !times().includes(drag.time)) drag = null; // it was removed meanwhile
    if (drag) drag.time = move(drag.time, timeAt(event).time);
    drawPreview(event);
  });
  group.addEventListener("pointerleave", () => drawPreview(null));
  group.addEventListener("pointerup", (event) => {
    if (drag && drag.pointerId !== event.pointerId) return;
    const isClick = press && Math.hypot(event.clientX - press.x, event.clientY - press.y) < CLICK_DISTANCE;
    if (!drag && isClick) insert(timeAt(event).time);
    drag = press = null;
    board.store.endGesture();
    drawPreview(event);
  });
  group.addEventListener("pointercancel", () => {
    drag = press = null;
  });
  group.addEventListener("dblclick", (event) => {
    const { spike } = timeAt(event);
    const justAdded = newest && spike === newest.time && performance.now() - newest.since < NEW_FOR;
    if (spike !== undefined && !justAdded) remove(spike);
  });
  group.addEventListener("keydown", (event) => {
    const time = timeOf(event.target);
    const { dt, duration } = protocol();
    const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
    if (event.key === "Escape" && drag) {
      move(drag.time, drag.from);
      drag = null;
    } else if (time === undefined) return;
    else if (steps) move(time, time + steps * dt);
    else if (event.key === "Home") move(time, dt);
    else if (event.key === "End") move(time, duration);
    else if (event.key === "Delete" || event.key === "Backspace") remove(time);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A finger that starts here moves a spike and does not scroll the page.
  group.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });

  function insertInWidestGap() {
    const time = middleOfWidestGap(times(), protocol().dt, protocol().duration);
    if (time === null) board.store.showMessage(`Cannot add a ${name} spike: every step has one already.`);
    else insert(time);
  }
  add.addEventListener("click", insertInWidestGap);
  add.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    insertInWidestGap();
    event.preventDefault();
    event.stopPropagation();
  });

  function arrives(/** @type {number} */ time) {
    return delayOf(protocol(), name) ? `, at the synapse at ${formatExactly(arrivalOf(protocol(), name, time))} ms` : "";
  }

  /** From the foot of a spike to where it arrives at the synapse. */
  function arrivalMark(/** @type {import("../types.d.ts").Layout} */ layout, /** @type {import("../types.d.ts").LayoutRow} */ row, /** @type {number} */ time) {
    const [from, to, foot] = [layout.x(time), layout.x(arrivalOf(protocol(), name, time)), row.y + row.height - 6];
    return `M${from} ${foot}H${to}V${foot - 8}`;
  }

  return {
    group,
    add,
    timeOf,
    draw() {
      const layout = board.figure.layout();
      const row = layout.rows[index];
      const { dt, duration } = protocol();
      set(background, { x: layout.left, y: row.y, width: layout.plotWidth, height: row.height, rx: 4 });
      set(preview, { y1: row.y + 6, y2: row.y + row.height - 6 });
      match(times());
      set(arrivals, { d: delayOf(protocol(), name) ? times().map((time) => arrivalMark(layout, row, time)).join("") : "" });
      for (const [time, element] of byTime) {
        const [ring, line] = element.children;
        const x = layout.x(time);
        set(line, { x1: x, x2: x, y1: row.y + 6, y2: row.y + row.height - 6 });
        set(ring, { x: x - 8, y: row.y + 1, width: 16, height: row.height - 2 });
        set(element, {
          "aria-label": `${name} spike`, "aria-valuenow": time, "aria-valuetext": `${time} ms${arrives(time)}`,
          "aria-valuemin": dt, "aria-valuemax": duration,
        });
      }
      const middle = layout.narrow ? row.headY + 11 : row.y + row.height / 2;
      const x = layout.narrow ? layout.width - 12 : layout.left + layout.plotWidth + 22;
      set(disc, { cx: x, cy: middle });
      set(cross, { d: `M${x - 4} ${middle}h8M${x} ${middle - 4}v8` });
    },
  };
}
