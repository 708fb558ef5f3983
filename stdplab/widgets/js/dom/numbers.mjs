/** Numbers: formatted for people, and snapped to the time grid. */

/**
 * Replace hyphens by true minus signs.
 *
 * @param {string} text
 * @returns {string}
 */
export function withMinus(text) {
  return text.replaceAll("-", "−");
}

/**
 * A number for people: at most four significant digits.
 *
 * @param {number} value
 * @returns {string}
 */
export function formatNumber(value) {
  return withMinus(String(Number(value.toPrecision(4))));
}

/**
 * A number with a fixed count of decimals; one that rounds to zero has no sign.
 *
 * @param {number} value
 * @param {number} decimals
 * @returns {string}
 */
export function formatFixed(value, decimals) {
  const text = value.toFixed(decimals);
  return withMinus(Number(text) === 0 ? text.replace("-", "") : text);
}

/**
 * A weight for people: four decimals.
 *
 * @param {number} value
 * @param {boolean} [signed] whether a positive value gets a plus sign
 * @returns {string}
 */
export function formatWeight(value, signed = false) {
  const text = formatFixed(value, 4);
  return signed && !text.startsWith("−") ? `+${text}` : text;
}

/**
 * The last of one or more values.
 *
 * @template T
 * @param {ArrayLike<T>} values
 * @returns {T}
 */
export function last(values) {
  return values[values.length - 1];
}

/**
 * The multiple of dt nearest to `time`, rounded as Python rounds it: both sides hold equal values.
 *
 * @param {number} time in ms
 * @param {number} dt in ms
 * @returns {number} in ms
 */
export function snap(time, dt) {
  return Math.round(Math.floor(time / dt + 0.5) * dt * 1e9) / 1e9;
}

/**
 * The number in [low, high] nearest to `value`.
 *
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
