/** The table of final weights and their changes. */

import { html, say, set, weight } from "../dom/dom.mjs";

/** The section and how to bring it up to date. */
export function finals(board) {
  const body = html("tbody");
  const head = html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Rule"),
    html("th", { scope: "col" }, "w"), html("th", { scope: "col" }, "change"), html("th", { scope: "col" }, "kept")));
  const draw = () => {
    const [start, results] = [board.experiment().w0, board.results()];
    const known = board.names().filter((name) => results[name]);
    while (body.children.length > known.length) body.lastChild.remove();
    while (body.children.length < known.length)
      body.append(html("tr", {}, html("th", { scope: "row" }), html("td"), html("td", { class: "change" }), html("td", { class: "kept" })));
    known.forEach((name, i) => {
      const row = body.children[i];
      const w = results[name].w.at(-1);
      set(row, { "data-rule": name });
      const [kept] = board.ghosts.shown().map((run) => run.results[name]?.w.at(-1)).filter((end) => end !== undefined);
      set(row.lastChild, { title: kept === undefined ? null : "of the run kept last" });
      [name, weight(w), weight(w - start, true), kept === undefined ? "" : weight(kept)].forEach((text, k) => {
        say(row.children[k], text);
      });
    });
  };
  const section = html("section", { class: "finals" }, html("h3", {}, "Final weight"), html("table", {}, head, body));
  return { section, draw };
}
