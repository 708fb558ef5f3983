/** The handle at the start of a weight curve, which is dragged up and down to set w0. */

import { set, svg } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { formatWeight } from "../dom/numbers.mjs";
import { dragInPanel, makeDraggable, sliderRange } from "./drag_handle.mjs";
import { yScale } from "./layout.mjs";

/**
 * The handle in one weight panel.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {number} index the panel's place among the panels
 * @returns {{group: SVGGElement, draw(): void}} `draw` is called when w0 or the layout has changed
 */
export function startWeightHandle(board, index) {
  const grip = svg("circle", { class: "stdplab-around", r: 13 });
  const disc = svg("circle", { class: "stdplab-disc", r: 5 });
  const group = svg("g", { class: "stdplab-handle stdplab-start", role: "slider", ...FOCUSABLE, "aria-label": "start of the weight" });
  group.append(grip, disc);

  /** @type {(control: import("../types.d.ts").Control, current: number) => number[]} */
  function range(control, current) {
    const { bounds } = board.store.experiment();
    return bounds ? [bounds.low, bounds.high] : sliderRange(control, current);
  }
  makeDraggable(board, group, { control: () => board.store.control("w0"), startDrag: dragInPanel(board, index), range });

  return {
    group,
    draw() {
      const layout = board.figure.layout();
      const { w0 } = board.store.experiment();
      const centre = { cx: Math.max(layout.x(0), 8), cy: yScale(layout.rows[index])(w0) };
      set(grip, centre);
      set(disc, centre);
      const control = board.store.control("w0");
      if (!control) return;
      const [low, high] = range(control, w0);
      set(group, {
        visibility: layout.from > 0 && "hidden",
        "aria-valuenow": w0, "aria-valuetext": formatWeight(w0), "aria-valuemin": low, "aria-valuemax": high,
      });
    },
  };
}
