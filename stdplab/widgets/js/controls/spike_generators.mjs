/**
 * Generated spikes: Poisson rows, regular spike pairs, jitter.
 *
 * The random numbers count on from the seed by a Weyl step and mix each count, as SplitMix does
 * (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195), with the 32-bit finalizer of
 * MurmurHash3 (Appleby). The same seed gives the same spikes on every board of this version;
 * other software gives other spikes.
 */

import { snap, stepAt, timeOf } from "../dom/numbers.mjs";

/** @typedef {{dt: number, duration: number}} TimeGrid in ms */
/** @typedef {{interval: number, pairs: number, period: number}} PairTiming times in ms */

const WEYL_STEP = 0x9e3779b9; // 2^32 over the golden ratio
const FIRST_PAIR = 10; // ms, where there is room

/**
 * Thirty-two bits, each of which depends on every bit of `count`.
 *
 * @param {number} count
 */
function mixedBits(count) {
  let bits = count ^ (count >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Uniform random numbers between 0 and 1, both excluded; each row has its own sequence.
 *
 * @param {number} seed
 * @param {string} row
 */
function uniform(seed, row) {
  let count = mixedBits(seed) ^ mixedBits(row === "pre" ? 1 : 2);
  return () => {
    count = (count + WEYL_STEP) | 0;
    return (mixedBits(count) + 0.5) / 2 ** 32;
  };
}

/**
 * A Poisson spike train: independent steps with at most one spike each.
 *
 * @param {{rate: number, seed: number}} options rate in Hz
 * @param {string} row "pre" or "post"
 * @param {TimeGrid} protocol
 * @returns {number[]} times in ms
 */
export function poisson({ rate, seed }, row, { dt, duration }) {
  const draw = uniform(seed, row);
  const logSilence = Math.log1p(-Math.min((rate * dt) / 1000, 1)); // of the probability of no spike in a step
  const steps = stepAt(duration, dt);
  const times = [];
  const gap = () => 1 + Math.floor(Math.log(draw()) / logSilence); // geometric: as if each step were drawn
  for (let step = gap(); step <= steps; step += gap()) times.push(timeOf(step, dt));
  return times;
}

/**
 * How long regular pairs take from their first step to their last spike.
 *
 * @param {PairTiming} options
 * @param {number} dt in ms
 * @returns {number} in ms
 */
export function regularPairsLength({ interval, pairs, period }, dt) {
  return snap(dt + (pairs - 1) * period + Math.abs(interval), dt);
}

/**
 * Regular spike pairs, one every `period`. The post spike comes `interval` after the pre spike,
 * or before it if `interval` is negative. The first spike is at 10 ms, or earlier if else the
 * pairs would not fit.
 *
 * @param {PairTiming} options
 * @param {TimeGrid} protocol
 * @returns {{pre: number[], post: number[]}} times in ms
 */
export function regularPairs({ interval, pairs, period }, { dt, duration }) {
  const latest = duration - regularPairsLength({ interval, pairs, period }, dt) + dt;
  const first = Math.max(Math.min(snap(FIRST_PAIR, dt), latest), dt);
  const timesFrom = (/** @type {number} */ offset) => Array.from({ length: pairs }, (_, i) => snap(first + offset + i * period, dt));
  return { pre: timesFrom(Math.max(-interval, 0)), post: timesFrom(Math.max(interval, 0)) };
}

/**
 * The free step nearest to `step`; of two equally near ones the later.
 *
 * @param {Set<number>} occupied
 * @param {number} step
 * @param {number} steps
 */
function nearestFreeStep(occupied, step, steps) {
  for (let distance = 0; distance <= steps; distance += 1)
    for (const other of [step + distance, step - distance])
      if (other >= 1 && other <= steps && !occupied.has(other)) return other;
  return step;
}

/**
 * Spikes moved by normal random numbers; a number that leads outside the protocol is drawn again.
 *
 * @param {{sd: number, seed: number}} options standard deviation in ms
 * @param {string} row "pre" or "post"
 * @param {number[]} times in ms
 * @param {TimeGrid} protocol
 * @returns {number[]} times in ms
 */
export function jitter({ sd, seed }, row, times, { dt, duration }) {
  const draw = uniform(seed, row);
  const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw()); // Box and Muller 1958
  const steps = stepAt(duration, dt);
  const occupied = new Set();
  for (const time of times) {
    let step = 0;
    while (step < 1 || step > steps) step = stepAt(time + sd * normal(), dt);
    occupied.add(nearestFreeStep(occupied, step, steps));
  }
  return [...occupied].sort((a, b) => a - b).map((step) => timeOf(step, dt));
}
