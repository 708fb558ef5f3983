/** The elements of a row's spikes: one for each time, kept while spikes move so that focus stays. */

import { svg } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";

/**
 * The spike elements of one row.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {SVGGElement} container the parent of the elements
 * @returns {{byTime: Map<number, SVGGElement>, match(times: number[]): void}}
 *     the element of each time; `match` gives every time an element and removes the others
 */
export function makeSpikeElements(board, container) {
  /** @type {Map<number, SVGGElement>} */
  const byTime = new Map();

  function makeSpike() {
    const spike = svg("g", { class: "stdplab-spike", role: "slider", ...FOCUSABLE });
    spike.append(svg("rect", { class: "stdplab-ring", rx: 4 }), svg("line"));
    return spike;
  }

  /** A new time takes the element of a time that is gone, or else a new element. */
  function match(/** @type {number[]} */ times) {
    const gone = [...byTime.keys()].filter((time) => !times.includes(time));
    for (const time of times.filter((other) => !byTime.has(other))) {
      const old = gone.shift();
      byTime.set(time, (old !== undefined && byTime.get(old)) || makeSpike());
      if (old !== undefined) byTime.delete(old);
    }
    for (const time of gone) {
      byTime.get(time)?.remove();
      byTime.delete(time);
    }
    // The tab order follows time. The focused element is not moved, since that would take its focus.
    const ordered = times.flatMap((time) => byTime.get(time) ?? []);
    if (ordered.every((element, i) => element === container.children[i])) return;
    const focused = ordered.find((element) => element === board.figure.activeElement());
    const split = focused ? ordered.indexOf(focused) : ordered.length;
    ordered.forEach((element, i) => {
      if (element !== focused) container.insertBefore(element, i < split ? (focused ?? null) : null);
    });
  }

  return { byTime, match };
}
