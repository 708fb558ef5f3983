/** From an experiment to its results: the drive at each step, and every rule's program on it. */

import { compile } from "./interpreter.mjs";

/** Spikes and reward at steps 1..steps, as `Protocol.columns` gives them in Python. */
export function columns({ pre, post, reward, duration, dt }) {
  const steps = Math.round(duration / dt);
  const row = (times) => {
    const at = new Float64Array(steps);
    for (const time of times) at[Math.round(time / dt) - 1] = 1;
    return at;
  };
  const levels = new Float64Array(steps);
  for (const [onset, level] of reward) levels.fill(level, Math.round(onset / dt)); // on (onset, next]
  return { pre: row(pre), post: row(post), reward: levels };
}

/** The numbers that hold for a whole run, under the names that programs give them. */
function constants(rule, { lag, bounds, protocol }) {
  const named = (prefix, parameters) =>
    Object.entries(parameters ?? {}).filter(([, value]) => typeof value !== "string")
      .map(([name, value]) => [prefix + name, Number(value)]);
  return { dt: protocol.dt, lag, ...Object.fromEntries([...named("k.", rule), ...named("bounds.", bounds)]) };
}

/** One value before the first step in front, as results have it. */
function delayed(values) {
  const record = new Float64Array(values.length + 1);
  record.set(values, 1);
  return record;
}

/** Runs experiments; keeps the programs it has made ready. */
export function makeSimulator() {
  const ready = new Map();
  return (experiment, rules, programs) => {
    const drive = columns(experiment.protocol);
    const driven = Object.fromEntries(Object.entries(drive).map(([name, values]) => [name, delayed(values)]));
    const results = {};
    rules.forEach(({ name, program }, i) => {
      if (program === null) return;
      if (!ready.has(program)) ready.set(program, compile(programs[program]));
      const record = ready.get(program)(constants(experiment.rules[i], experiment), drive, experiment.w0);
      results[name] = { ...record, ...driven };
    });
    return results;
  };
}
