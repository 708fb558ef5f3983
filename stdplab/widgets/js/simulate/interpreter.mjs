/**
 * The interpreter of programs: it runs a list of operations on double precision numbers.
 * A program is data; nothing in it is ever evaluated as code.
 */

import { PROGRAM_VERSION } from "../experiment/constants.mjs";
import { fold } from "./fold.mjs";

/** @type {Record<string, (...operands: number[]) => number>} */
const OPERATIONS = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: (a, b) => a ** b,
  neg: (a) => -a,
  abs: Math.abs,
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  exp: Math.exp,
  where: (condition, yes, no) => (condition ? yes : no),
};

/**
 * Compile a program: every name in it becomes a slot in one array of numbers.
 *
 * @param {any} program what `Program.to_dict` writes in Python
 * @returns {(constants: Record<string, number>, drive: Record<string, Float64Array>, w0: number) => Record<string, Float64Array>}
 *     runs the program: `drive` holds pre, post and reward at each step; the result holds every
 *     series over time, with the start at index 0
 */
export function compile(program) {
  if (program.version !== PROGRAM_VERSION)
    throw new Error(`this page reads programs of version ${PROGRAM_VERSION}, not of version ${program.version}`);
  /** @type {Map<string | number, number>} */
  const slots = new Map(); // of names and literals
  const slotOf = (/** @type {string | number} */ operand) => {
    const slot = slots.get(operand) ?? slots.size;
    slots.set(operand, slot);
    return slot;
  };
  const compileOperation = (/** @type {string[]} */ [name, operation, ...operands]) => {
    if (!Object.hasOwn(OPERATIONS, operation)) throw new Error(`unknown operation: ${operation}`);
    return { operation, operands: operands.map(slotOf), target: slotOf(name) };
  };
  const hoisted = program.hoisted.map(compileOperation);
  const step = program.step.map(compileOperation);
  const inputs = ["pre", "post", "reward"].map((name) => ({ name, slot: slotOf(name) }));
  const series = Object.entries(program.next).map(([name, source]) => ({
    name, source: slotOf(source), target: slotOf(name === "w" ? "w" : `state.${name}`), start: program.start[name],
  }));
  const changing = new Set([...inputs.map(({ slot }) => slot), ...[...series, ...step].map(({ target }) => target)]);
  const known = new Set([...slots.values()].filter((slot) => !changing.has(slot)));

  return (constants, drive, w0) => {
    const values = new Float64Array(slots.size);
    for (const [operand, slot] of slots) values[slot] = typeof operand === "number" ? operand : (constants[operand] ?? 0);
    const execute = (/** @type {ReturnType<typeof compileOperation>} */ { operation, operands: [a, b, c], target }) => {
      values[target] = OPERATIONS[operation](values[a], values[b], values[c]);
    };
    hoisted.forEach(execute);
    const folded = fold(step, known, values, execute, series.map(({ source }) => source));
    const operations = folded.step.map((/** @type {import("./fold.mjs").Operation} */ { operation, operands, target }) => {
      const [a, b = 0, c = 0] = operands;
      return { apply: OPERATIONS[operation], a, b, c, target };
    });
    const steps = drive.pre.length;
    const record = series.map(() => new Float64Array(steps + 1));
    series.forEach(({ target, start = w0 }, i) => {
      values[target] = record[i][0] = start;
    });
    for (let t = 1; t <= steps; t += 1) {
      for (const { name, slot } of inputs) values[slot] = drive[name][t - 1];
      for (const { apply, a, b, c, target } of operations) values[target] = apply(values[a], values[b], values[c]);
      // All new values are read before any is written, since one may be another's old value.
      folded.sources.forEach((source, i) => {
        record[i][t] = values[source];
      });
      series.forEach(({ target }, i) => {
        values[target] = record[i][t];
      });
    }
    return Object.fromEntries(series.map(({ name }, i) => [name, record[i]]));
  };
}
