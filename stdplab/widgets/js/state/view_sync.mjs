/** What all views of one board in a page share beside the model: cursor, zoom range and kept runs. */

/** @typedef {import("../types.d.ts").ViewState} ViewState */

const stateByLayout = new WeakMap(); // all views of a board get the same layout from its model

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
 * @param {import("../types.d.ts").Model} model
 * @param {import("../types.d.ts").Board} board the view that joins
 * @returns {{state: ViewState, callViews(method: "redraw" | "redrawCursor"): void, close(): void}}
 *     the shared state, and how to call a method of every view
 */
export function shareViewState(model, board) {
  const layout = model.get("layout");
  const key = Object(layout) === layout ? layout : model; // without a front end there is no layout
  if (!stateByLayout.has(key)) stateByLayout.set(key, initialViewState());
  const state = stateByLayout.get(key);
  state.views.add(board);
  return {
    state,
    callViews(method) {
      for (const view of state.views) view[method]();
    },
    close: () => state.views.delete(board),
  };
}
