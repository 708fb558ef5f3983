/** The cursor: a line through all panels, with its time below. */

import { set, setText, svg } from "../dom/elements.mjs";
import { clamp, formatExactly } from "../dom/numbers.mjs";

/**
 * The cursor of one figure.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{group: SVGGElement, draw(): void}}
 */
export function makeCursor({ figure, view }) {
  const line = svg("path");
  const pill = svg("rect", { rx: 9, width: 58, height: 18 });
  const text = svg("text", { "text-anchor": "middle" });
  const group = svg("g", { class: "stdplab-cursor", visibility: "hidden", "aria-hidden": "true" }, line, pill, text);

  return {
    group,
    draw() {
      const layout = figure.layout();
      const time = view.cursorTime();
      const visible = time !== null && time >= layout.from && time <= layout.to;
      set(group, { visibility: visible ? "visible" : "hidden" });
      if (!visible) return;
      const x = layout.x(time);
      const centre = clamp(x, 30, layout.width - 30);
      set(line, { d: `M${x} 4V${layout.bottom + 2}` });
      set(pill, { x: centre - 29, y: layout.bottom + 3 });
      set(text, { x: centre, y: layout.bottom + 16 });
      setText(text, `${formatExactly(time)} ms`);
    },
  };
}
