/** The drawing of one view: its SVG element, and where everything in it stands. */

import { set, svg } from "../dom/elements.mjs";
import { computeLayout } from "./layout.mjs";

/** @typedef {{x: number, y: number}} Position in CSS pixels */

/**
 * An empty drawing. `makePanels` fills it.
 *
 * @returns {import("../types.d.ts").Figure}
 */
export function makeFigure() {
  const clip = svg("rect");
  const clipId = `stdplab-${Math.random().toString(36).slice(2)}`; // unique, since a page may hold two boards
  const clipElement = svg("clipPath", { id: clipId }, clip);
  const drawing = svg("svg", { role: "group", class: "stdplab-drawing" }, clipElement);
  let layout = computeLayout([], 0, 1, null, []); // until the board is in a page
  /** @type {WeakMap<MouseEvent, Position>} */
  const positions = new WeakMap();

  return {
    drawing,
    clipPath: `url(#${clipId})`,
    layout: () => layout,
    place(next) {
      layout = next;
      set(clip, { x: layout.left - 1, y: 0, width: layout.plotWidth + 2, height: layout.bottom + 4 });
      set(drawing, { width: layout.width, height: layout.height });
    },
    fill: (elements) => drawing.replaceChildren(clipElement, ...elements),
    pointer(event) {
      // Measured once for each event: measuring again after something was drawn would cost a second layout.
      let position = positions.get(event);
      if (!position) {
        const box = drawing.getBoundingClientRect();
        const pageZoom = layout.width / box.width;
        position = { x: (event.clientX - box.left) * pageZoom, y: (event.clientY - box.top) * pageZoom };
        positions.set(event, position);
      }
      return position;
    },
    activeElement: () => /** @type {Document | ShadowRoot} */ (drawing.getRootNode()).activeElement,
  };
}
