/** A board's state in the browser's local storage, by its notebook and the experiment it began with. */

/** The notebook's path, or the page's if the front end does not tell it. */
function pathOf(model) {
  const manager = model.widget_manager;
  return manager?.context?.path ?? manager?.notebook?.notebook_path ?? location.pathname;
}

/**
 * The place of one board in local storage. If the browser denies storage, it stays empty.
 *
 * @param {import("../types.d.ts").Model} model
 * @returns {{read(): any, write(data: any): void, clear(): void}} `read` gives null if nothing is stored
 */
export function makeLocalStore(model) {
  const key = `stdplab ${pathOf(model)} ${model.get("_start")}`;
  const tryStorage = (action) => {
    try {
      return action(localStorage) ?? null;
    } catch {
      return null; // denied, or full
    }
  };
  return {
    read() {
      const text = tryStorage((storage) => storage.getItem(key));
      try {
        return JSON.parse(text);
      } catch {
        return null; // something else was stored under this key
      }
    },
    write: (data) => tryStorage((storage) => storage.setItem(key, JSON.stringify(data))),
    clear: () => tryStorage((storage) => storage.removeItem(key)),
  };
}
