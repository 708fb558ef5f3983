/** Every series of a board as a CSV table: one row for each time step, in decimals that keep every digit. */

import { timeOf } from "../dom/numbers.mjs";
import { DRIVE_SERIES } from "../experiment/constants.mjs";

/**
 * The table.
 *
 * @param {import("../types.d.ts").Experiment} experiment
 * @param {import("../types.d.ts").Results} results
 * @param {string} version of stdplab
 * @returns {string}
 */
export function csvOf(experiment, results, version) {
  const rules = Object.keys(results);
  const columns = [
    ...DRIVE_SERIES.map((name) => ({ name, values: results[rules[0]][name] })),
    ...rules.flatMap((rule) =>
      Object.keys(results[rule]).filter((name) => !DRIVE_SERIES.includes(name))
        .map((name) => ({ name: `${rule}.${name}`, values: results[rule][name] }))),
  ];
  const head = [
    `# stdplab ${version}`,
    `# experiment ${JSON.stringify(experiment)}`,
    "# spikes and reward act in the step that ends at t_ms; the first row is before the first step",
    ["t_ms", ...columns.map(({ name }) => name)].join(),
  ];
  const { dt } = experiment.protocol;
  const rows = Array.from(columns[0].values, (_, k) => [timeOf(k, dt), ...columns.map(({ values }) => values[k])].join());
  return [...head, ...rows, ""].join("\n");
}
