/**
 * Spikes made by chance or by rule: Poisson rows, pairings, jitter.
 *
 * The random numbers count on from the seed by a Weyl step and mix each count, as SplitMix does
 * (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195), with the 32-bit finalizer of
 * MurmurHash3 (Appleby). The same seed gives the same spikes on every board of this version,
 * and other ones than other software would make of it.
 */

import { snap } from "../dom/dom.mjs";

const WEYL = 0x9e3779b9; // 2^32 over the golden ratio

/** Thirty-two bits, every one of which depends on every bit of `count`. */
function mixedBits(count) {
  let bits = count ^ (count >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Uniform numbers between 0 and 1, neither of them ever; each row of a seed has its own. */
export function uniform(seed, row) {
  let count = mixedBits(seed) ^ mixedBits(row === "pre" ? 1 : 2);
  return () => {
    count = (count + WEYL) | 0;
    return (mixedBits(count) + 0.5) / 2 ** 32;
  };
}

/** Spikes at `rate` Hz, each step for itself: at most one in a step. */
export function poisson({ rate, seed }, row, { dt, duration }) {
  const draw = uniform(seed, row);
  const silence = Math.log1p(-Math.min((rate * dt) / 1000, 1)); // the logarithm of a step's chance of none
  const steps = Math.round(duration / dt);
  const times = [];
  const gap = () => 1 + Math.floor(Math.log(draw()) / silence); // geometric: as if each step were drawn
  for (let step = gap(); step <= steps; step += gap()) times.push(snap(step * dt, dt));
  return times;
}

/** How long a pairing takes from its first step to its last spike, in ms. */
export function pairingLength({ interval, pairs, period }, dt) {
  return snap(dt + (pairs - 1) * period + Math.abs(interval), dt);
}

/**
 * `pairs` pairs every `period` ms, with the post spike `interval` ms after the pre spike, or
 * before it where that is negative. The first spike comes at 10 ms if all fit then, else sooner.
 */
export function pairing({ interval, pairs, period }, { dt, duration }) {
  const first = Math.max(Math.min(snap(10, dt), duration - pairingLength({ interval, pairs, period }, dt) + dt), dt);
  const every = (lag) => Array.from({ length: pairs }, (_, i) => snap(first + lag + i * period, dt));
  return { pre: every(Math.max(-interval, 0)), post: every(Math.max(interval, 0)) };
}

/** The free step nearest to `step`, the later one of two. */
function nearestFree(taken, step, steps) {
  for (let away = 0; away <= steps; away += 1)
    for (const at of [step + away, step - away]) if (at >= 1 && at <= steps && !taken.has(at)) return at;
  return step;
}

/** The spikes moved by normal deviates of `sd` ms: a deviate that would lead outside is drawn again. */
export function jitter({ sd, seed }, row, times, { dt, duration }) {
  const draw = uniform(seed, row);
  const normal = () => Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw()); // Box and Muller 1958
  const steps = Math.round(duration / dt);
  const taken = new Set();
  for (const time of times) {
    let step = 0;
    while (step < 1 || step > steps) step = Math.round((time + sd * normal()) / dt);
    taken.add(nearestFree(taken, step, steps));
  }
  return [...taken].sort((a, b) => a - b).map((step) => snap(step * dt, dt));
}
