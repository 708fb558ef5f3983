/** A board's state in the browser's storage, by its notebook and the experiment it began with. */

import { hasKernel, openNotebook } from "./kernel_watch.mjs";

/** @typedef {import("../types.d.ts").Model} Model */

/**
 * Where a board's state is kept, and the name of its notebook there: as the front end knows it, or
 * as the kernel does; in a page without a kernel, the page. If nobody knows the notebook, the name
 * is that of the kernel, and the state is kept as long as the tab: no other kernel can use it.
 *
 * @param {Model} model
 * @param {Element} el
 * @returns {{notebook: string, area: "localStorage" | "sessionStorage"}}
 */
function placeOf(model, el) {
  const notebook = openNotebook(model) ?? (hasKernel(model, el) ? model.get("_notebook") : location.pathname);
  return notebook ? { notebook, area: "localStorage" } : { notebook: model.get("_life"), area: "sessionStorage" };
}

/**
 * The place of one board in the browser's storage. If the browser denies storage, it stays empty.
 *
 * @param {Model} model
 * @param {Element} el the element of the view
 * @returns {{read(): any, write(data: object): void, clear(): void}} `read` gives null if nothing is stored
 */
export function makeLocalStore(model, el) {
  const { notebook, area } = placeOf(model, el);
  const key = `stdplab ${notebook} ${model.get("_start")}`;

  /** @param {(storage: Storage) => unknown} action */
  function tryStorage(action) {
    try {
      return action(window[area]);
    } catch {
      return null; // denied, or full
    }
  }
  return {
    read() {
      const text = tryStorage((storage) => storage.getItem(key));
      try {
        return typeof text === "string" ? JSON.parse(text) : null;
      } catch {
        return null; // something else was stored under this key
      }
    },
    write(data) {
      tryStorage((storage) => storage.setItem(key, JSON.stringify(data)));
    },
    clear() {
      tryStorage((storage) => storage.removeItem(key));
    },
  };
}
