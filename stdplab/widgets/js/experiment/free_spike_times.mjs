/** Where a spike can go: never two in one step, never outside the protocol. */

import { clamp, snap } from "../dom/numbers.mjs";

/**
 * The first free time from `time` on in one direction.
 *
 * @param {number[]} occupied the times of the other spikes, in ms
 * @param {number} time in ms
 * @param {1 | -1} direction 1: later, -1: earlier
 * @param {number} dt in ms
 * @param {number} duration in ms
 * @returns {number | null} null where no step is free in that direction
 */
export function freeTime(occupied, time, direction, dt, duration) {
  let free = snap(clamp(time, dt, duration), dt);
  while (occupied.includes(free)) free = snap(free + direction * dt, dt);
  return free < dt || free > duration ? null : free;
}

/**
 * A free time in the middle of the longest interval without spikes, where a new spike changes least.
 *
 * @param {number[]} times of all spikes of the row, in ms, rising
 * @param {number} dt in ms
 * @param {number} duration in ms
 * @returns {number | null}
 */
export function middleOfWidestGap(times, dt, duration) {
  const edges = [0, ...times, duration];
  let widest = 0;
  for (let i = 1; i < edges.length - 1; i += 1)
    if (edges[i + 1] - edges[i] > edges[widest + 1] - edges[widest]) widest = i;
  return freeTime(times, (edges[widest] + edges[widest + 1]) / 2, 1, dt, duration);
}
