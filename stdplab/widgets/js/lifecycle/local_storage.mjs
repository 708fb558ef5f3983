/** What stands on a board, kept in the browser under its notebook and the experiment it began with. */

/** The notebook's path, or the page's where the front end names none. */
function pathOf({ widget_manager: manager }) {
  return manager?.context?.path ?? manager?.notebook?.notebook_path ?? location.pathname;
}

/** A drawer for one text; where the browser denies storage it stays empty. */
export function makeDrawer(model) {
  const key = `stdplab ${pathOf(model)} ${model.get("_start")}`;
  const quietly = (act) => {
    try {
      return act(localStorage) ?? null;
    } catch {
      return null; // denied, or full
    }
  };
  return {
    read() {
      const text = quietly((storage) => storage.getItem(key));
      try {
        return JSON.parse(text);
      } catch {
        return null; // not what was written here
      }
    },
    write: (data) => quietly((storage) => storage.setItem(key, JSON.stringify(data))),
    empty: () => quietly((storage) => storage.removeItem(key)),
  };
}
