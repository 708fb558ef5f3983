/** A program that is folded for its constants gives the numbers of the whole one, to the last bit. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { fold } from "../../stdplab/widgets/js/simulate/fold.mjs";
import { compile } from "../../stdplab/widgets/js/simulate/interpreter.mjs";

const PROGRAMS = JSON.parse(readFileSync("tests/js/programs.json", "utf8"));
const SWITCHES = [[0, 0], [1, 0], [1, 1], [1, 2]].flatMap(([nearest, scheme]) =>
  [0, 1].map((read) => ({ "k.nearest": nearest, "k.scheme": scheme, "k.read_before": read })));
const STEPS = 60;
const DRIVE = {
  pre: Float64Array.from({ length: STEPS }, (_, t) => Number(t % 7 === 2)),
  post: Float64Array.from({ length: STEPS }, (_, t) => Number(t % 5 === 2)),
  reward: Float64Array.from({ length: STEPS }, (_, t) => (t < 30 ? 1 : -0.5)),
};
const APPLY = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b, pow: (a, b) => a ** b,
  neg: (a) => -a, abs: Math.abs, lt: (a, b) => +(a < b), le: (a, b) => +(a <= b), gt: (a, b) => +(a > b),
  ge: (a, b) => +(a >= b), eq: (a, b) => +(a === b), ne: (a, b) => +(a !== b), exp: Math.exp,
  where: (condition, yes, no) => (condition ? yes : no),
};

/** Every name looked up and every operation done in every step. */
function runWhole(program, constants, w0) {
  const values = { ...constants };
  const of = (operand) => (typeof operand === "number" ? operand : (values[operand] ?? 0));
  const execute = ([name, operation, ...operands]) => {
    values[name] = APPLY[operation](...operands.map(of));
  };
  let current = { ...program.start, w: w0 };
  const record = Object.fromEntries(Object.keys(program.next).map((name) => [name, [current[name]]]));
  program.hoisted.forEach(execute);
  for (let t = 0; t < STEPS; t += 1) {
    for (const [name, value] of Object.entries(current)) values[name === "w" ? "w" : `state.${name}`] = value;
    for (const name of ["pre", "post", "reward"]) values[name] = DRIVE[name][t];
    program.step.forEach(execute);
    current = Object.fromEntries(Object.entries(program.next).map(([name, source]) => [name, of(source)]));
    for (const [name, value] of Object.entries(current)) record[name].push(value);
  }
  return record;
}

/** A number for every constant that the program names. */
function constantsOf(program, switches) {
  const named = JSON.stringify([program.hoisted, program.step]).match(/"(k|bounds)\.\w+"/g) ?? [];
  const drawn = Object.fromEntries(named.map((name, i) => [name.slice(1, -1), 0.3 + ((7 * i) % 11) / 10]));
  return { ...drawn, "bounds.high": 1, "bounds.low": 0, dt: 1, lag: 0, ...switches };
}

for (const [key, program] of Object.entries(PROGRAMS))
  test(`${key} gives the same numbers to the last bit, whatever its switches`, () => {
    for (const switches of SWITCHES) {
      const constants = constantsOf(program, switches);
      const whole = runWhole(program, constants, 0.4);
      const folded = compile(program)(constants, DRIVE, 0.4);
      for (const [name, values] of Object.entries(whole)) assert.deepEqual([...folded[name]], values, name);
    }
  });

test("what a run's constants decide is gone from the step, and what nobody reads", () => {
  const [one, off, a, b, product, chosen, unread] = [0, 1, 2, 3, 4, 5, 6];
  const values = Float64Array.of(1, 0, 0, 0, 0, 0, 0);
  const step = [
    { operation: "mul", operands: [one, a], target: product },
    { operation: "where", operands: [off, b, product], target: chosen },
    { operation: "add", operands: [a, b], target: unread },
  ];
  const folded = fold(step, new Set([one, off]), values, assert.fail, [chosen]);
  assert.deepEqual(folded, { step: [], sources: [a] });
});
