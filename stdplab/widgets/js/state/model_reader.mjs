/** How the model's traits are read: JSON texts, and series packed in one buffer. */

/** @typedef {import("../types.d.ts").Model} Model */

/**
 * A function that reads JSON traits of a model, and parses each text once.
 *
 * @param {Model} model
 * @returns {(trait: string) => any}
 */
export function makeJsonReader(model) {
  const cache = new Map();
  return (trait) => {
    const text = model.get(trait);
    if (cache.get(trait)?.text !== text) cache.set(trait, { text, value: JSON.parse(text) });
    return cache.get(trait).value;
  };
}

/**
 * The kernel's series, taken out of the one buffer that holds them all.
 *
 * @param {{names?: string[][], data?: DataView}} series `names` are pairs of rule and series
 * @returns {import("../types.d.ts").Results}
 */
export function unpackSeries({ names = [], data }) {
  /** @type {import("../types.d.ts").Results} */
  const results = {};
  if (!names.length || !data) return results;
  const { buffer, byteOffset, byteLength } = data;
  const all = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const length = all.length / names.length;
  names.forEach(([rule, name], i) => {
    results[rule] = { ...results[rule], [name]: all.subarray(i * length, (i + 1) * length) };
  });
  return results;
}
