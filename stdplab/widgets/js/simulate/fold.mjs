/**
 * What is left of a step once a run's constants are known.
 *
 * A rule's switches are constants of a run: an operation on constants alone is done once, a
 * `where` with a known condition is one of its branches, a product with 1 is the other factor,
 * and what nobody reads is left out. Each of these gives the same numbers to the last bit.
 */

/** @typedef {{operation: string, operands: number[], target: number}} Operation operands and target are slots */

/**
 * Fold a step.
 *
 * @param {Operation[]} step the operations of every step, in order
 * @param {Set<number>} known the slots whose values stay as they are during the run
 * @param {Float64Array} values the value of each known slot; those of operations on them are added
 * @param {(operation: Operation) => void} execute does one operation on the values
 * @param {number[]} sources the slots that are read after a step
 * @returns {{step: Operation[], sources: number[]}} the operations that are left, and where those
 *     results now stand
 */
export function fold(step, known, values, execute, sources) {
  const constant = new Set(known);
  /** @type {Map<number, number>} */
  const same = new Map(); // of slots that would hold what another one holds
  const slotOf = (/** @type {number} */ slot) => same.get(slot) ?? slot;
  const isOne = (/** @type {number} */ slot) => constant.has(slot) && values[slot] === 1;
  /** @type {Operation[]} */
  const folded = [];
  for (const { operation, operands, target } of step) {
    const slots = operands.map(slotOf);
    const [a, b, c] = slots;
    if (slots.every((slot) => constant.has(slot))) {
      execute({ operation, operands: slots, target });
      constant.add(target);
    } else if (operation === "where" && constant.has(a)) same.set(target, values[a] ? b : c);
    else if (operation === "mul" && isOne(a)) same.set(target, b);
    else if (operation === "mul" && isOne(b)) same.set(target, a);
    else folded.push({ operation, operands: slots, target });
  }
  const results = sources.map(slotOf);
  return { step: readLater(folded, results), sources: results };
}

/** The operations whose results are read, by a later operation or after the step. */
function readLater(/** @type {Operation[]} */ step, /** @type {number[]} */ sources) {
  const read = new Set(sources);
  const kept = [...step].reverse().filter(({ operands, target }) => {
    if (!read.has(target)) return false;
    for (const slot of operands) read.add(slot);
    return true;
  });
  return kept.reverse();
}
