/** The bar above the figure: presets, undo and redo, reset, and kept runs. */

import { button, html, set } from "../dom/elements.mjs";
import { menu } from "./control_rows.mjs";

/**
 * The toolbar.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {...HTMLElement} tools further elements, at the end of the bar
 * @returns {{bar: HTMLElement, draw(): void}}
 */
export function toolbar(board, ...tools) {
  const { history } = board.store;
  const presets = html("span", { class: "stdplab-presets" });
  const undo = button("Undo", history.undo, "↶");
  const redo = button("Redo", history.redo, "↷");
  const reset = button("Reset", () => board.store.choosePreset(board.store.preset() || board.store.presets()[0]));
  const keep = button("Keep to compare", board.view.keptRuns.keep);
  const clear = button("Clear kept runs", board.view.keptRuns.clear);
  const bar = html("div", { class: "stdplab-toolbar", role: "group", "aria-label": "board" }, presets, undo, redo, reset, keep, clear, ...tools);
  let builtNames = "";

  /** @param {string[]} names */
  function build(names) {
    const select = menu("Preset", names, (i) => board.store.choosePreset(names[i]));
    presets.replaceChildren(html("label", {}, html("span", {}, "Preset"), select));
  }

  return {
    bar,
    draw() {
      const names = board.store.presets();
      if (names.length && names.join() !== builtNames) build(names);
      builtNames = names.join();
      reset.hidden = !names.length;
      const select = presets.querySelector("select");
      if (select) select.value = String(names.indexOf(board.store.preset()));
      clear.hidden = !board.view.keptRuns.comparable().length;
      // Not `disabled`: a button that is disabled while it has the focus loses it.
      set(undo, { "aria-disabled": !history.undoCount() && "true" });
      set(redo, { "aria-disabled": !history.redoCount() && "true" });
    },
  };
}
