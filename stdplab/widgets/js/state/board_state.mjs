/** What the parts of one view of a board share: the board's store, and what belongs to the view. */

import { svg } from "../dom/elements.mjs";
import { makeJsonReader } from "./model_reader.mjs";
import { panelValues } from "./panel_values.mjs";
import { makeVisibility } from "./visibility.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Model} Model */

/**
 * The state of one view of a board.
 *
 * @param {Model} model the board's model
 * @param {Model} choiceModel the model that says which parts to show: the board's, or a part's
 * @param {import("../types.d.ts").Store} store
 * @returns {Board} the figure and the view add further members to it
 */
export function makeBoard(model, choiceModel, store) {
  const readChoice = makeJsonReader(choiceModel);
  const visibility = makeVisibility(() => readChoice("choice"));
  const board = /** @type {Board} */ ({
    ...store,
    drawing: svg("svg", { role: "group", class: "drawing" }),
    layout: null,
    visibility,
    view: () => visibility.filterPanels(store.viewModel()),
    /** Traces and eligibility times gamma ("folded"), or with unit amplitude ("unit"). */
    convention: () => model.get("convention"),
    setConvention(convention) {
      model.set("convention", convention);
      model.save_changes();
    },
    activeElement: () => /** @type {Document | ShadowRoot} */ (board.drawing.getRootNode()).activeElement,
    /** What the panels show, or null while the board waits for the kernel's series. */
    panelValues() {
      const { rules, panels } = board.view();
      const results = board.results();
      if (rules.length !== board.experiment().rules.length || rules.some(({ name }) => !results[name])) return null;
      return board.panelValuesOf(panels, results, board.gammas());
    },
    panelValuesOf: (panels, results, gammas) => panelValues(panels, results, gammas, board.convention()),
  });
  return board;
}
