/** From an experiment to its results: the drive at each step, and every rule's program run on it. */

import { stepAt } from "../dom/numbers.mjs";
import { delayOf } from "../experiment/delays.mjs";
import { compile } from "./interpreter.mjs";

/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").Results} Results */
/** @typedef {{name: string, program: string | null}[]} RulePrograms the rules, with the keys of their programs */

/**
 * Arrivals of spikes, and reward, at steps 1..steps, as `Protocol.columns` gives them in Python.
 *
 * @param {import("../types.d.ts").Protocol} protocol
 */
function driveColumns(protocol) {
  const { reward, duration, dt } = protocol;
  const steps = stepAt(duration, dt);
  const arrivalsOf = (/** @type {"pre" | "post"} */ name) => {
    const column = new Float64Array(steps);
    const late = stepAt(delayOf(protocol, name), dt);
    for (const time of protocol[name]) column[stepAt(time, dt) + late - 1] = 1; // beyond the end it is dropped
    return column;
  };
  const levels = new Float64Array(steps);
  for (const [onset, level] of reward) levels.fill(level, stepAt(onset, dt)); // on (onset, next]
  return { pre: arrivalsOf("pre"), post: arrivalsOf("post"), reward: levels };
}

/**
 * The constants of a whole run, under the names that programs give them.
 *
 * @param {import("../types.d.ts").Rule} rule
 * @param {Experiment} experiment
 */
function runConstants(rule, { lag, bounds, protocol }) {
  const withPrefix = (/** @type {string} */ prefix, /** @type {object | null} */ parameters) =>
    Object.entries(parameters ?? {}).filter(([, value]) => typeof value !== "string")
      .map(([name, value]) => [prefix + name, Number(value)]);
  const exponents = bounds?.mu === undefined ? {} : { mu_plus: bounds.mu, mu_minus: bounds.mu };
  const limits = { ...exponents, ...bounds };
  return { dt: protocol.dt, lag, ...Object.fromEntries([...withPrefix("k.", rule), ...withPrefix("bounds.", limits)]) };
}

/** The values with a zero in front, for the time before the first step. */
function withInitialZero(/** @type {Float64Array} */ values) {
  const series = new Float64Array(values.length + 1);
  series.set(values, 1);
  return series;
}

/**
 * A function that simulates experiments. It keeps the programs that it has compiled.
 *
 * @returns {(experiment: Experiment, rules: RulePrograms, programs: Record<string, any>) => Results}
 *     takes the programs by key; a rule without a program is left out of the results
 */
export function makeSimulator() {
  const compiled = new Map();
  return (experiment, rules, programs) => {
    const drive = driveColumns(experiment.protocol);
    const driveSeries = Object.fromEntries(Object.entries(drive).map(([name, values]) => [name, withInitialZero(values)]));
    /** @type {Results} */
    const results = {};
    rules.forEach(({ name, program }, i) => {
      if (program === null) return;
      if (!compiled.has(program)) compiled.set(program, compile(programs[program]));
      const series = compiled.get(program)(runConstants(experiment.rules[i], experiment), drive, experiment.w0);
      results[name] = { ...series, ...driveSeries };
    });
    return results;
  };
}
