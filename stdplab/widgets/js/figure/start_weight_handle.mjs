/** The start of a weight curve, which is dragged up and down to turn w0. */

import { OWN_KEYS, set, svg, weight } from "../dom/dom.mjs";
import { holdHandle, inPanel, reach } from "./drag_handle.mjs";
import { scale } from "./layout.mjs";

/** The handle in one weight panel; returns `draw`, called whenever w0 or the layout has changed. */
export function startHandle(board, index) {
  const grip = svg("circle", { class: "around", r: 13 });
  const disc = svg("circle", { class: "disc", r: 5 });
  const group = svg("g", { class: "handle start", role: "slider", ...OWN_KEYS, "aria-label": "start of the weight" });
  group.append(grip, disc);

  function range(control, current) {
    const { bounds } = board.experiment();
    return bounds ? [bounds.low, bounds.high] : reach(control, current);
  }
  holdHandle(board, group, { control: () => board.control("w0"), grasp: inPanel(board, index), range });

  return {
    group,
    draw() {
      const { layout } = board;
      const { w0 } = board.experiment();
      const at = { cx: Math.max(layout.x(0), 8), cy: scale(layout.rows[index], board.limits(index))(w0) };
      set(grip, at);
      set(disc, at);
      const [low, high] = range(board.control("w0"), w0);
      set(group, { visibility: layout.from > 0 && "hidden", "aria-valuenow": w0, "aria-valuetext": weight(w0), "aria-valuemin": low, "aria-valuemax": high });
    },
  };
}
