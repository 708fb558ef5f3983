/** The values that all panels show: of the present run, and of the kept ones behind it. */

import { panelValues } from "./panel_values.mjs";

/** @typedef {import("../types.d.ts").PanelValues} PanelValues */

/**
 * What each panel shows, with limits that hold all of its values.
 *
 * @param {import("../types.d.ts").Panel[]} panels
 * @param {import("../types.d.ts").Store} store
 * @param {import("../types.d.ts").BoardView} view
 * @returns {PanelValues[] | null} null while the board waits for the kernel's series
 */
export function shownValues(panels, store, view) {
  const [results, names] = [store.results(), store.ruleNames()];
  if (names.length !== store.experiment().rules.length || names.some((name) => !results[name])) return null;
  const present = panelValues(panels, results, store.gammas(), view.convention());
  /** @type {PanelValues[]} */
  const shown = present.map((values) => ({ ...values, earlier: [] }));
  for (const kept of view.keptRuns.comparable())
    panels.forEach((panel, i) => {
      const curves = panel.curves.filter(({ rule, name }) => kept.results[rule]?.[name]);
      if (curves.length !== panel.curves.length) return;
      const [{ limits, values }] = panelValues([{ curves, rest: shown[i].limits }], kept.results, kept.gammas, view.convention());
      shown[i].limits = limits;
      shown[i].earlier.push(values);
    });
  return shown;
}
