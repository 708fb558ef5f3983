/** The bar above the figure: presets, and the ways back. */

import { html, set } from "../dom/dom.mjs";
import { KEYS, menu } from "./control_rows.mjs";

/** A button with a word, or with a sign and the word as its name. */
export function button(words, act, sign = null) {
  const element = html("button", { type: "button", ...KEYS, "aria-label": sign && words, title: sign && words }, sign ?? words);
  element.addEventListener("click", act);
  return element;
}

/** @param tools further elements, at the end of the bar */
export function toolbar(board, ...tools) {
  const { history } = board;
  const presets = html("span", { class: "presets" });
  const undo = button("Undo", history.undo, "↶");
  const redo = button("Redo", history.redo, "↷");
  const reset = button("Reset", () => board.choose(board.preset() || board.presets()[0]));
  const keep = button("Keep to compare", board.ghosts.keep);
  const clear = button("Clear kept runs", board.ghosts.clear);
  const bar = html("div", { class: "toolbar", role: "group", "aria-label": "board" }, presets, undo, redo, reset, keep, clear, ...tools);
  let built = "";

  function build(names) {
    const select = menu("Preset", names, (i) => board.choose(names[i]));
    presets.replaceChildren(html("label", {}, html("span", {}, "Preset"), select));
  }

  return {
    bar,
    draw() {
      const names = board.presets();
      if (names.length && names.join() !== built) build(names);
      built = names.join();
      reset.hidden = !names.length;
      const select = presets.querySelector("select");
      if (select) select.value = String(names.indexOf(board.preset()));
      clear.hidden = !board.ghosts.shown().length;
      // Not disabled: a button that goes grey under the finger would lose the focus.
      set(undo, { "aria-disabled": !history.past() && "true" });
      set(redo, { "aria-disabled": !history.future() && "true" });
    },
  };
}
