/** Boards alive without a kernel: for each a model that lives in the page, and nothing behind it. */

import board from "./board.mjs";

/** A widget model over plain state, with the few methods that the board uses. */
export function makeModel(state) {
  const handlers = new Map();
  const get = (key) => state[key];
  function set(key, value) {
    const changes = typeof key === "string" ? { [key]: value } : key;
    const changed = Object.keys(changes).filter((name) => changes[name] !== state[name]);
    Object.assign(state, changes);
    for (const name of changed) for (const handler of handlers.get(`change:${name}`) ?? []) handler();
  }
  return {
    get, set,
    alone: true, // no kernel will answer
    save_changes() {},
    send() {},
    on: (event, handler) => handlers.set(event, [...(handlers.get(event) ?? []), handler]),
    off: (event, handler) => handlers.set(event, (handlers.get(event) ?? []).filter((other) => other !== handler)),
  };
}

for (const root of document.querySelectorAll("[data-stdplab]")) {
  const home = root.parentElement;
  const state = JSON.parse(home.querySelector("script[type='application/json']").textContent);
  board.initialize().render({ model: makeModel(state), el: root });
  home.classList.add("alive"); // only now may the still picture go
}
