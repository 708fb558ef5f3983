/** The table of final weights and their changes. */

import { html, set, setText } from "../dom/elements.mjs";
import { formatWeight, last } from "../dom/numbers.mjs";

/**
 * The section with the table.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{section: HTMLElement, draw(): void}}
 */
export function finalWeights(board) {
  const body = html("tbody");
  const head = html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Rule"),
    html("th", { scope: "col" }, "w"), html("th", { scope: "col" }, "change"), html("th", { scope: "col" }, "kept")));
  const draw = () => {
    const [start, results] = [board.store.experiment().w0, board.store.results()];
    const computed = board.store.ruleNames().filter((name) => results[name]);
    while (body.children.length > computed.length) body.lastElementChild?.remove();
    while (body.children.length < computed.length)
      body.append(html("tr", {}, html("th", { scope: "row" }), html("td"), html("td", { class: "stdplab-change" }), html("td", { class: "stdplab-kept" })));
    computed.forEach((name, i) => {
      const row = body.children[i];
      const w = last(results[name].w);
      set(row, { "data-rule": name });
      const [kept] = board.view.keptRuns.comparable().filter((run) => run.results[name]).map((run) => last(run.results[name].w));
      set(row.children[3], { title: kept === undefined ? null : "final weight of the newest kept run" });
      [name, formatWeight(w), formatWeight(w - start, true), kept === undefined ? "" : formatWeight(kept)].forEach((text, k) => {
        setText(row.children[k], text);
      });
    });
  };
  const section = html("section", { class: "stdplab-finals" }, html("h3", { class: "stdplab-heading" }, "Final weight"), html("table", {}, head, body));
  return { section, draw };
}
