/** Numbers: formatted for people, and snapped to the time grid. */

const MAX_DIGITS = 1e12; // a time step with more than 12 digits is not taken for a decimal number
const CLOSE = 1e-14; // how far, relative to it, a time step may lie from the decimal number that it is

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
 * A number with every digit it has, up to 12, so that two different numbers look different.
 *
 * @param {number} value
 * @returns {string}
 */
export function formatExactly(value) {
  return withMinus(String(Number(value.toPrecision(12))));
}

/**
 * The number of the step nearest to `time`; of two equally near ones the later. The decimal time
 * decides, to 12 significant digits: 0.35 is half-way between two steps of 0.1, as in Python.
 *
 * @param {number} time in ms
 * @param {number} dt in ms
 * @returns {number}
 */
export function stepAt(time, dt) {
  return Math.floor(Number((time / dt).toPrecision(12)) + 0.5);
}

/**
 * dt as a fraction of a whole number and a power of ten, such as 7/10; [dt, 1] if it is not a decimal number.
 *
 * @param {number} dt
 */
function decimalStep(dt) {
  for (let scale = 1; dt * scale < MAX_DIGITS && scale < MAX_DIGITS ** 2; scale *= 10) {
    const whole = Math.floor(dt * scale + 0.5);
    if (Math.abs(whole / scale - dt) <= CLOSE * dt) return [whole, scale];
  }
  return [dt, 1];
}

/**
 * The time of a step: the number nearest to the decimal `step` times `dt`, as in Python.
 *
 * @param {number} step
 * @param {number} dt in ms
 * @returns {number} in ms
 */
export function timeOf(step, dt) {
  const [whole, scale] = decimalStep(dt);
  return (step * whole) / scale;
}

/**
 * The time of the step nearest to `time`.
 *
 * @param {number} time in ms
 * @param {number} dt in ms
 * @returns {number} in ms
 */
export function snap(time, dt) {
  return timeOf(stepAt(time, dt), dt);
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
