/** A row of spikes that is edited in place: click adds, drag and arrows move, Delete removes. */

import { clamp, keySteps, OWN_KEYS, set, snap, svg } from "../dom/dom.mjs";
import { freeTime, widestGap } from "./free_spike_times.mjs";
import { place } from "./layout.mjs";

const REACH = 9; // px beside a spike that still take hold of it

/**
 * One editable row. `name` is "pre" or "post"; returns `draw`, called whenever the
 * experiment or the layout has changed.
 */
export function spikeRow(board, name, index) {
  const group = svg("g", { class: `row spikes ${name}`, role: "group" });
  const area = svg("rect", { class: "area" });
  const ghost = svg("line", { class: "hint" });
  const marks = svg("g", { "clip-path": board.clip });
  const add = svg("g", { class: "add", role: "button", ...OWN_KEYS, "aria-label": `Add a ${name} spike` });
  const disc = svg("circle", { r: 9 });
  const cross = svg("path");
  add.append(svg("title", {}, `Add a ${name} spike`), disc, cross);
  group.append(area, ghost, marks);
  set(group, { "aria-label": `${name} spikes: click adds, drag moves, Delete removes` });

  const nodes = new Map(); // time -> element
  let drag = null;
  let press = null;
  let fresh = null;

  const protocol = () => board.experiment().protocol;
  const times = () => protocol()[name];

  function write(changed) {
    board.edit((experiment) => {
      experiment.protocol[name] = changed.sort((a, b) => a - b);
    });
  }

  function move(from, to) {
    const { dt, duration } = protocol();
    const others = times().filter((time) => time !== from);
    const at = freeTime(others, to, to < from ? -1 : 1, dt, duration);
    if (at === null || at === from) return from;
    nodes.set(at, nodes.get(from));
    nodes.delete(from);
    write([...others, at]);
    board.cursor(at);
    return at;
  }

  function insert(time) {
    const { dt, duration } = protocol();
    const at = freeTime(times(), time, 1, dt, duration);
    if (at === null) return;
    fresh = { at, since: performance.now() };
    write([...times(), at]);
    nodes.get(at)?.focus({ preventScroll: true }); // none where the board has refused it
  }

  function remove(time) {
    const left = times().filter((other) => other !== time);
    write(left);
    const next = left.find((other) => other > time) ?? left.at(-1);
    (next === undefined ? add : nodes.get(next)).focus({ preventScroll: true });
  }

  function timeOf(node) {
    return times().find((time) => nodes.get(time) === node);
  }

  function under(event) {
    const { x } = place(event, board.drawing, board.layout);
    const gap = (time) => Math.abs(board.layout.x(time) - x);
    const near = times().filter((time) => gap(time) <= REACH);
    near.sort((a, b) => gap(a) - gap(b));
    return { time: board.layout.time(x), spike: near[0] };
  }

  function hint(event) {
    const { time, spike } = event && !drag ? under(event) : {};
    const { dt, duration } = protocol();
    const at = snap(clamp(time ?? 0, dt, duration), dt);
    const show = time !== undefined && spike === undefined;
    set(ghost, { visibility: show ? "visible" : "hidden", x1: board.layout.x(at), x2: board.layout.x(at) });
    set(group, { "data-over": spike === undefined ? "empty" : "spike" });
  }

  // Clicks that miss a spike by a pixel would otherwise take the focus from it.
  group.addEventListener("mousedown", (event) => event.preventDefault());
  group.addEventListener("pointerdown", (event) => {
    if (event.button || drag) return; // one finger at a time
    const { spike } = under(event);
    press = { x: event.clientX, y: event.clientY };
    if (spike === undefined) return;
    nodes.get(spike).focus({ preventScroll: true });
    group.setPointerCapture(event.pointerId);
    drag = { from: spike, at: spike, pointer: event.pointerId };
    board.cursor(spike);
  });
  group.addEventListener("pointermove", (event) => {
    if (drag && drag.pointer !== event.pointerId) return;
    if (drag && !times().includes(drag.at)) drag = null; // it was taken away meanwhile
    if (drag) drag.at = move(drag.at, under(event).time);
    hint(event);
  });
  group.addEventListener("pointerleave", () => hint(null));
  group.addEventListener("pointerup", (event) => {
    if (drag && drag.pointer !== event.pointerId) return;
    const still = press && Math.hypot(event.clientX - press.x, event.clientY - press.y) < 4;
    if (!drag && still) insert(under(event).time);
    drag = press = null;
    board.release();
    hint(event);
  });
  group.addEventListener("pointercancel", () => {
    drag = press = null;
  });
  group.addEventListener("dblclick", (event) => {
    const { spike } = under(event);
    const justMade = spike === fresh?.at && performance.now() - fresh.since < 1000;
    if (spike !== undefined && !justMade) remove(spike);
  });
  group.addEventListener("keydown", (event) => {
    const time = timeOf(event.target);
    const { dt, duration } = protocol();
    const steps = keySteps(event, "ArrowLeft", "ArrowRight") || keySteps(event, "ArrowDown", "ArrowUp");
    if (event.key === "Escape" && drag) {
      move(drag.at, drag.from);
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

  function insertWidest() {
    const at = widestGap(times(), protocol().dt, protocol().duration);
    if (at === null) board.say(`Every step has a ${name} spike already.`);
    else insert(at);
  }
  add.addEventListener("click", insertWidest);
  add.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    insertWidest();
    event.preventDefault();
    event.stopPropagation();
  });

  function node(time) {
    const made = svg("g", { class: "spike", role: "slider", ...OWN_KEYS });
    made.append(svg("rect", { class: "ring", rx: 4 }), svg("line"));
    nodes.set(time, made);
    return made;
  }

  /** Give each time its element: those that know it, then those whose time is gone, then new ones. */
  function match(list) {
    const idle = [...nodes.keys()].filter((time) => !list.includes(time));
    for (const time of list.filter((other) => !nodes.has(other))) {
      const old = idle.shift();
      if (old === undefined) node(time);
      else nodes.set(time, nodes.get(old)).delete(old);
    }
    for (const time of idle) {
      nodes.get(time).remove();
      nodes.delete(time);
    }
    // Tab follows time. The focused element stays put, since moving it would lose the focus.
    const ordered = list.map((time) => nodes.get(time));
    if (ordered.every((element, i) => element === marks.children[i])) return;
    const anchor = ordered.find((element) => element === board.active());
    const split = anchor ? ordered.indexOf(anchor) : ordered.length;
    ordered.forEach((element, i) => {
      if (element !== anchor) marks.insertBefore(element, i < split ? (anchor ?? null) : null);
    });
  }

  return {
    group,
    add,
    timeOf,
    draw() {
      const { layout } = board;
      const row = layout.rows[index];
      const { dt, duration } = protocol();
      set(area, { x: layout.left, y: row.y, width: layout.plot, height: row.height, rx: 4 });
      set(ghost, { y1: row.y + 6, y2: row.y + row.height - 6 });
      match(times());
      for (const time of times()) {
        const element = nodes.get(time);
        const [ring, line] = element.children;
        const x = layout.x(time);
        set(line, { x1: x, x2: x, y1: row.y + 6, y2: row.y + row.height - 6 });
        set(ring, { x: x - 8, y: row.y + 1, width: 16, height: row.height - 2 });
        set(element, {
          "aria-label": `${name} spike`, "aria-valuenow": time, "aria-valuetext": `${time} ms`,
          "aria-valuemin": dt, "aria-valuemax": duration,
        });
      }
      const middle = layout.narrow ? row.head + 11 : row.y + row.height / 2;
      const x = layout.narrow ? layout.width - 12 : layout.left + layout.plot + 22;
      set(disc, { cx: x, cy: middle });
      set(cross, { d: `M${x - 4} ${middle}h8M${x} ${middle - 4}v8` });
    },
  };
}
