/**
 * The interpreter of programs: it works through a list of operations on double precision
 * numbers. A program is data; nothing in it is ever evaluated as code.
 */

const VERSION = 1;

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
 * Make a program ready to run: every name becomes a place in one array of numbers.
 *
 * @param program what `Program.to_dict` gives in Python
 * @returns run(constants, drive, w0): every series over time as Float64Array, index 0 before
 *   the first step; `constants` by name, `drive` {pre, post, reward} as arrays
 */
export function compile(program) {
  if (program.version !== VERSION) throw new Error(`programs of version ${program.version} are not known here`);
  const places = new Map();
  const literals = [];
  const place = (operand) => {
    if (!places.has(operand)) {
      places.set(operand, places.size);
      if (typeof operand === "number") literals.push(operand);
    }
    return places.get(operand);
  };
  const ready = ([name, operation, ...operands]) => {
    if (!Object.hasOwn(OPERATIONS, operation)) throw new Error(`no operation is called ${operation}`);
    const [a, b = 0, c = 0] = operands.map(place);
    return { work: OPERATIONS[operation], a, b, c, to: place(name) };
  };
  const hoisted = program.hoisted.map(ready);
  const step = program.step.map(ready);
  const drive = ["pre", "post", "reward"].map((name) => [name, place(name)]);
  const series = Object.entries(program.next).map(([name, from]) => ({
    name, from: place(from), to: place(name === "w" ? "w" : `state.${name}`), start: program.start[name],
  }));

  return (constants, driven, w0) => {
    const values = new Float64Array(places.size);
    for (const literal of literals) values[places.get(literal)] = literal;
    for (const [name, value] of Object.entries(constants)) if (places.has(name)) values[places.get(name)] = value;
    const work = ({ work: operation, a, b, c, to }) => {
      values[to] = operation(values[a], values[b], values[c]);
    };
    hoisted.forEach(work);
    const steps = driven.pre.length;
    const record = series.map(() => new Float64Array(steps + 1));
    series.forEach(({ to, start = w0 }, i) => {
      values[to] = record[i][0] = start;
    });
    for (let t = 1; t <= steps; t += 1) {
      for (const [name, at] of drive) values[at] = driven[name][t - 1];
      for (const operation of step) work(operation);
      // All are read before any is written: one may be what another was.
      series.forEach(({ from }, i) => {
        record[i][t] = values[from];
      });
      series.forEach(({ to }, i) => {
        values[to] = record[i][t];
      });
    }
    return Object.fromEntries(series.map(({ name }, i) => [name, record[i]]));
  };
}
