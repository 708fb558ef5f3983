/** Highlights, in the spike rows, the spike pairs that caused the weight step at the pinned cursor. */

import { set, svg } from "../dom/elements.mjs";

/** @typedef {import("../types.d.ts").LayoutRow} LayoutRow */

/**
 * The highlight of one figure.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{group: SVGGElement, draw(): void}}
 */
export function makePairHighlight({ figure, view }) {
  const group = svg("g", { class: "stdplab-lit", "aria-hidden": "true" });
  set(group, { "clip-path": figure.clipPath });

  function around(/** @type {number} */ x, /** @type {LayoutRow} */ { y, height }) {
    return svg("rect", { x: x - 6, y: y + 2, width: 12, height: height - 4, rx: 6 });
  }

  return {
    group,
    draw() {
      const layout = figure.layout();
      const [preRow, postRow] = ["pre", "post"].map((name) => layout.rows.find(({ key }) => key === name));
      if (!preRow || !postRow) {
        group.replaceChildren();
        return;
      }
      const marks = view.highlightedPairs().flatMap((pair) => {
        const [from, to] = [layout.x(pair.pre), layout.x(pair.post)];
        const line = svg("path", { d: `M${from} ${preRow.y + preRow.height - 3}L${to} ${postRow.y + 3}` });
        return [around(from, preRow), around(to, postRow), line];
      });
      group.replaceChildren(...marks);
    },
  };
}
