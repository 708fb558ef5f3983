/** A reward that is a single pulse: zero, one level, zero again; its delay and its width. */

import { clamp, snap } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Protocol} Protocol */
/** @typedef {{delay: number, width: number}} Pulse in ms */

/** @type {Pulse} */
export const DEFAULT_PULSE = { delay: 10, width: 10 };

/** The time from which a pulse's delay counts: the last post spike, or the start where there is none. */
const pulseOrigin = (/** @type {Protocol} */ { post }) => post.at(-1) ?? 0;

/**
 * The pulse that a protocol's reward is.
 *
 * @param {Protocol} protocol
 * @returns {Pulse | null} null for any other reward
 */
export function pulseOf(protocol) {
  const { reward, dt } = protocol;
  const [before, pulse, after] = reward;
  if (reward.length !== 3 || before[1] || !pulse[1] || after[1]) return null;
  return { delay: snap(pulse[0] - pulseOrigin(protocol), dt), width: snap(after[0] - pulse[0], dt) };
}

/**
 * The ranges in which the pulse stays whole and inside the protocol.
 *
 * @param {Protocol} protocol
 * @param {Pulse} pulse
 * @returns {{delay: number[], width: number[]}} the lowest and the highest value of each
 */
export function pulseRanges(protocol, { delay, width }) {
  const { duration, dt } = protocol;
  const start = pulseOrigin(protocol) + delay;
  return {
    delay: [dt - pulseOrigin(protocol), duration - dt - width - pulseOrigin(protocol)].map((time) => snap(time, dt)),
    width: [dt, snap(duration - dt - start, dt)],
  };
}

/**
 * The reward of a pulse, moved and shortened as far as the protocol requires.
 *
 * @param {Protocol} protocol
 * @param {Pulse} pulse
 * @param {number} level
 * @returns {number[][]} segments [onset, level]
 */
export function pulseReward(protocol, pulse, level) {
  const { dt, duration } = protocol;
  const width = snap(clamp(pulse.width, dt, duration - 2 * dt), dt);
  const start = snap(clamp(pulseOrigin(protocol) + pulse.delay, dt, duration - dt - width), dt);
  return [[0, 0], [start, level], [snap(start + width, dt), 0]];
}
