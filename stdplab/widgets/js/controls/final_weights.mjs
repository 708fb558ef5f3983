/** The table of final weights and their changes. */

import { html, set, setText } from "../dom/elements.mjs";
import { formatWeight } from "../dom/numbers.mjs";

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
    while (body.children.length > computed.length) body.lastChild.remove();
    while (body.children.length < computed.length)
      body.append(html("tr", {}, html("th", { scope: "row" }), html("td"), html("td", { class: "change" }), html("td", { class: "kept" })));
    computed.forEach((name, i) => {
      const row = body.children[i];
      const w = results[name].w.at(-1);
      set(row, { "data-rule": name });
      const [kept] = board.view.keptRuns.comparable().map((run) => run.results[name]?.w.at(-1)).filter((end) => end !== undefined);
      set(row.lastElementChild, { title: kept === undefined ? null : "final weight of the newest kept run" });
      [name, formatWeight(w), formatWeight(w - start, true), kept === undefined ? "" : formatWeight(kept)].forEach((text, k) => {
        setText(row.children[k], text);
      });
    });
  };
  const section = html("section", { class: "finals" }, html("h3", {}, "Final weight"), html("table", {}, head, body));
  return { section, draw };
}
