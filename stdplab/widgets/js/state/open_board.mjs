/** Opens boards: all views of one board in a page share its store and how it is looked at. */

import { makeStore, STORE_TRAITS } from "./store.mjs";
import { makeView } from "./view.mjs";

/** @typedef {import("../types.d.ts").BoardView} BoardView */
/** @typedef {import("../types.d.ts").Model} Model */
/** @typedef {import("../types.d.ts").Store} Store */

/** @type {WeakMap<object, {store: Store, view: BoardView, count: number}>} */
const openBoards = new WeakMap();

/**
 * What the views of one board share, made for the first of them and closed with the last one.
 *
 * @param {Model} model this view's access to the board's model
 * @returns {{store: Store, view: BoardView, close(): void}}
 */
export function openBoard(model) {
  const layout = model.get("layout"); // each view has a model of its own, but all get the same layout from it
  const key = Object(layout) === layout ? layout : model; // without a front end there is no layout
  let opened = openBoards.get(key);
  if (!opened) {
    const store = makeStore(model);
    opened = { store, view: makeView(model, store), count: 0 };
    openBoards.set(key, opened);
  }
  const shared = opened;
  const { store, view } = shared;
  shared.count += 1;
  // A model forgets what a closed view listens to, so each view listens for the store, with a function of its own.
  // Traits that come together are read together, whether a front end sets them at once or one by one.
  const update = () => queueMicrotask(store.update);
  for (const trait of STORE_TRAITS) model.on(`change:${trait}`, update);
  return {
    store,
    view,
    close() {
      for (const trait of STORE_TRAITS) model.off(`change:${trait}`, update);
      store.endGesture();
      shared.count -= 1;
      if (shared.count) return;
      store.close();
      openBoards.delete(key);
    },
  };
}
