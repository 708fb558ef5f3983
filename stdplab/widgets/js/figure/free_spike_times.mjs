/** Where a spike can go: never two in one step, never outside the protocol. */

import { clamp, snap } from "../dom/dom.mjs";

/** The free time nearest to `time` in direction `way`, or null where there is none. */
export function freeTime(taken, time, way, dt, duration) {
  let at = snap(clamp(time, dt, duration), dt);
  while (taken.includes(at)) at = snap(at + way * dt, dt);
  return at < dt || at > duration ? null : at;
}

/** The middle of the longest stretch without spikes, where a new one disturbs least. */
export function widestGap(times, dt, duration) {
  const edges = [0, ...times, duration];
  let best = 0;
  for (let i = 1; i < edges.length - 1; i += 1)
    if (edges[i + 1] - edges[i] > edges[best + 1] - edges[best]) best = i;
  return freeTime(times, (edges[best] + edges[best + 1]) / 2, 1, dt, duration);
}
