/** Boards in a page without a kernel: each gets a model that lives in the page. */

import { renderView } from "./board.mjs";

/**
 * A widget model that only holds a state, with the few methods that the board uses.
 *
 * @param {Record<string, any>} state its traits
 * @returns {import("./types.d.ts").Model}
 */
function makeModel(state) {
  /** @type {Map<string, (() => void)[]>} */
  const handlers = new Map();
  return {
    get: (name) => state[name],
    set(name, value) {
      if (value === state[name]) return;
      state[name] = value;
      for (const handler of handlers.get(`change:${name}`) ?? []) handler();
    },
    standalone: true, // there is no kernel
    save_changes() {},
    send() {},
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) => handlers.set(event, (handlers.get(event) ?? []).filter((other) => other !== handler)),
  };
}

for (const root of document.querySelectorAll("[data-stdplab]")) {
  const container = root.parentElement ?? document.body;
  const state = JSON.parse(container.querySelector("script[type='application/json']")?.textContent ?? "");
  renderView({ model: makeModel(state), el: root }, "");
  container.classList.add("stdplab-alive"); // now the style sheet hides the static figure
}
