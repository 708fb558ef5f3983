/** The board alive without a kernel: a model that lives in the page, and nothing behind it. */

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

const root = document.querySelector("[data-stdplab]");
const state = JSON.parse(document.querySelector("script[type='application/json']").textContent);
board.initialize().render({ model: makeModel(state), el: root });
document.documentElement.classList.add("alive"); // only now may the still picture go
