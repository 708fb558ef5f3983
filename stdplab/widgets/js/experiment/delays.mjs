/** Delays of conduction: when the synapse sees a spike. The same as stdplab.core.delays. */

import { formatExactly, snap, stepAt, timeOf } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Protocol} Protocol */
/** @typedef {import("../types.d.ts").SpikeRow} SpikeRow */

/** @type {Record<SpikeRow, "axonal_delay" | "dendritic_delay">} */
const DELAY_OF = { pre: "axonal_delay", post: "dendritic_delay" };

/** Without delay, as an older experiment is: it does not have the two. */
export const NO_DELAYS = { axonal_delay: 0, dendritic_delay: 0 };

/**
 * @param {Protocol} protocol
 * @param {SpikeRow} name
 * @returns {number} ms
 */
export const delayOf = (protocol, name) => protocol[DELAY_OF[name]] ?? 0;

/**
 * When a spike arrives at the synapse.
 *
 * @param {Protocol} protocol
 * @param {SpikeRow} name
 * @param {number} time of the spike, ms
 * @returns {number} ms, on the grid
 */
export function arrivalOf(protocol, name, time) {
  const { dt } = protocol;
  return timeOf(stepAt(time, dt) + stepAt(delayOf(protocol, name), dt), dt);
}

/** Whether spikes of either side arrive later than they are fired. */
export const isDelayed = (/** @type {Protocol} */ protocol) => delayOf(protocol, "pre") > 0 || delayOf(protocol, "post") > 0;

/**
 * Δt at the synapse of a pair of spikes.
 *
 * @param {Protocol} protocol
 * @param {{pre: number, post: number}} pair the times of its spikes, ms
 * @returns {number} ms
 */
export function intervalAtSynapse(protocol, { pre, post }) {
  return snap(arrivalOf(protocol, "post", post) - arrivalOf(protocol, "pre", pre), protocol.dt);
}

/**
 * Why a protocol's delays are none.
 *
 * @param {any} protocol
 * @returns {string} a sentence without its full stop, or ""
 */
export function whyInvalidDelay({ duration, dt, ...protocol }) {
  for (const name of Object.values(DELAY_OF)) {
    const { [name]: delay = 0 } = protocol;
    if (!Number.isFinite(delay) || delay < 0 || delay > duration) return `${name} is ${delay} ms; use 0 to ${formatExactly(duration)} ms`;
    if (Math.abs(snap(delay, dt) - delay) > 1e-6 * dt)
      return `${name} is ${formatExactly(delay)} ms; use a multiple of dt, such as ${formatExactly(snap(delay, dt))} ms`;
  }
  return "";
}
