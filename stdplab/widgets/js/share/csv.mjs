/** Every series of a board as a table, one row a time step, in the shortest decimals that lose nothing. */

const DRIVEN = ["pre", "post", "reward"]; // the same for every rule

/** @param results rule -> series name -> values over time */
export function csvOf(experiment, results, version) {
  const rules = Object.keys(results);
  const columns = [
    ...DRIVEN.map((name) => [name, results[rules[0]][name]]),
    ...rules.flatMap((rule) =>
      Object.keys(results[rule]).filter((name) => !DRIVEN.includes(name)).map((name) => [`${rule}.${name}`, results[rule][name]])),
  ];
  const head = [
    `# stdplab ${version}`,
    `# experiment ${JSON.stringify(experiment)}`,
    "# spikes and reward act in the step that ends at t_ms; the first row is before the first step",
    ["t_ms", ...columns.map(([name]) => name)].join(),
  ];
  const { dt } = experiment.protocol;
  const rows = Array.from(columns[0][1], (_, k) => [k * dt, ...columns.map(([, values]) => values[k])].join());
  return [...head, ...rows, ""].join("\n");
}
