/** What all views of one board in a page share: the store, and the cursor, zoom range and kept runs. */

import { makeStore, STORE_TRAITS } from "./store.mjs";

/** @typedef {import("../types.d.ts").Model} Model */
/** @typedef {import("../types.d.ts").ViewState} ViewState */

const openBoards = new WeakMap(); // all views of a board get the same layout from its model

const initialViewState = () => ({
  hoverTime: null, // ms, under the pointer or at the focus
  pinnedTime: null, // ms, chosen by play, by keys or by a click
  ruleIndex: 0, // the rule whose steps are explained: the one clicked last
  zoomRange: null, // [from, to] in ms, or null for the whole run
  keptRuns: [], // the newest first
  views: new Set(),
});

/**
 * Join a view to the other views of its board.
 *
 * @param {Model} model the view's own access to the board's model
 * @returns {{store: import("../types.d.ts").Store, state: ViewState, join(view: any): void,
 *     callViews(method: "redraw" | "redrawCursor"): void, close(): void}}
 */
export function openBoard(model) {
  const layout = model.get("layout");
  const key = Object(layout) === layout ? layout : model; // without a front end there is no layout
  if (!openBoards.has(key)) openBoards.set(key, { store: makeStore(model), state: initialViewState(), count: 0 });
  const shared = openBoards.get(key);
  const { store, state } = shared;
  let joined = null;
  shared.count += 1;
  // A model forgets what a closed view listens to, so each view listens for the store.
  for (const trait of STORE_TRAITS) model.on(`change:${trait}`, store.update);
  return {
    store,
    state,
    join(view) {
      joined = view;
      state.views.add(view);
    },
    callViews(method) {
      for (const view of state.views) view[method]();
    },
    close() {
      for (const trait of STORE_TRAITS) model.off(`change:${trait}`, store.update);
      state.views.delete(joined);
      store.endGesture();
      shared.count -= 1;
      if (shared.count) return;
      store.close();
      openBoards.delete(key);
    },
  };
}
