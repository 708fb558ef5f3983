/** How a board is looked at: cursor, zoom range, kept runs, display convention. It changes no experiment. */

import { makeHighlightedPairs } from "./highlighted_pairs.mjs";
import { makeKeptRuns } from "./kept_runs.mjs";
import { makeZoom } from "./zoom.mjs";

/** @typedef {import("../types.d.ts").Redraw} Redraw */

/**
 * What all views of a board in a page show alike.
 *
 * @param {import("../types.d.ts").Model} model the board's model
 * @param {import("../types.d.ts").Store} store
 * @returns {import("../types.d.ts").BoardView}
 */
export function makeView(model, store) {
  /** @type {Set<Redraw>} */
  const listeners = new Set();
  /** @type {number | null} */
  let hoverTime = null; // ms, under the pointer or at the focus
  /** @type {number | null} */
  let pinnedTime = null; // ms, chosen by play, by keys or by a click
  let ruleIndex = 0; // the rule whose steps are explained: the one clicked last

  const tellAll = (/** @type {"all" | "cursor"} */ what) => {
    for (const redraw of listeners) redraw(what);
  };
  const redraw = () => tellAll("all");
  const cursorTime = () => hoverTime ?? pinnedTime;
  const zoom = makeZoom(() => store.experiment().protocol, cursorTime, redraw);
  const pairsAt = makeHighlightedPairs(store);

  function pinCursor(/** @type {number | null} */ time) {
    [hoverTime, pinnedTime] = [null, time];
    zoom.keepInView(time);
    tellAll("cursor");
  }
  /** Drop what an experiment does not have: times after its end, a rule beyond its last. */
  function fit() {
    const { duration } = store.experiment().protocol;
    if (hoverTime !== null && hoverTime > duration) hoverTime = null;
    if (pinnedTime !== null && pinnedTime > duration) pinnedTime = null;
    if (ruleIndex >= store.ruleNames().length) ruleIndex = 0;
    zoom.fit();
  }
  store.onChange(fit);

  return {
    zoom, cursorTime, pinCursor, redraw,
    keptRuns: makeKeptRuns(store, redraw),
    pinnedTime: () => pinnedTime,
    setCursor(time) {
      hoverTime = time;
      tellAll("cursor");
    },
    explainedRule: () => ruleIndex,
    explainStep(index, time) {
      ruleIndex = index;
      pinCursor(time);
    },
    highlightedPairs: () => pairsAt(pinnedTime, ruleIndex),
    convention: () => model.get("convention"),
    setConvention(convention) {
      model.set("convention", convention);
      model.save_changes();
    },
    onRedraw(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
