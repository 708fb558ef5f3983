/** The ticks of the time axis below the panels. */

import { svg } from "../dom/elements.mjs";
import { formatExactly } from "../dom/numbers.mjs";
import { tickStep } from "./layout.mjs";

const MIN_TICK_DISTANCE = 34; // px between two tick labels

/**
 * The time axis of one figure.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{group: SVGGElement, draw(): void}}
 */
export function makeTimeAxis(board) {
  const group = svg("g", { class: "stdplab-axis", "aria-hidden": "true" });
  let drawn = "";

  return {
    group,
    draw() {
      const layout = board.figure.layout();
      const state = [layout.width, layout.bottom, layout.from, layout.to].join();
      if (state === drawn) return;
      drawn = state;
      const step = tickStep(layout.to - layout.from);
      const first = Math.ceil(layout.from / step - 1e-9);
      const last = Math.floor(layout.to / step + 1e-9);
      const every = Math.ceil(((last - first + 1) * MIN_TICK_DISTANCE) / layout.plotWidth);
      const ticks = [];
      for (let i = first; i <= last; i += every) {
        const anchor = layout.narrow && i === first ? "start" : layout.narrow && i + every > last ? "end" : "middle";
        ticks.push(svg("text", { x: layout.x(i * step), y: layout.bottom + 17, "text-anchor": anchor }, formatExactly(i * step)));
      }
      if (!layout.narrow) ticks.push(svg("text", { x: layout.left + layout.plotWidth + 20, y: layout.bottom + 17 }, "ms"));
      group.replaceChildren(...ticks);
    },
  };
}
