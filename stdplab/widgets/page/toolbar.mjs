/** The bar above the figure: presets, and the way back to the chosen one. */

import { html, OWN_KEYS } from "./dom.mjs";
import { menu } from "./rows.mjs";

export function toolbar(board) {
  const bar = html("div", { class: "toolbar" });
  let built = "";

  function build(names) {
    if (!names.length) return;
    const select = menu("Preset", names, (i) => board.choose(names[i]));
    const label = html("label", {}, html("span", {}, "Preset"), select);
    const reset = html("button", { type: "button", "data-lm-suppress-shortcuts": OWN_KEYS["data-lm-suppress-shortcuts"] }, "Reset");
    reset.addEventListener("click", () => board.choose(board.preset() || names[0]));
    bar.replaceChildren(label, reset);
  }

  return {
    bar,
    draw() {
      const names = board.presets();
      if (names.join() !== built) build(names);
      built = names.join();
      const select = bar.querySelector("select");
      if (select) select.value = String(names.indexOf(board.preset()));
    },
  };
}
