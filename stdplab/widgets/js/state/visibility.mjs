/** What a teacher has chosen to show, to hide and to lock. */

/** @typedef {import("../types.d.ts").Panel} Panel */

/** @type {Record<string, string>} */
const ROW_SUBJECTS = { pre: "The pre spikes are", post: "The post spikes are", reward: "The reward is" };

/**
 * The visibility of a board's parts, panels and controls.
 *
 * @param {() => import("../types.d.ts").Choice} readChoice
 * @returns {import("../types.d.ts").Visibility}
 */
export function makeVisibility(readChoice) {
  /** @type {{from?: Panel[], keys?: string[], panels: Panel[]}} */
  let last = { panels: [] };

  return {
    shows: (part) => readChoice().parts.includes(part),
    filterPanels(all) {
      const keys = readChoice().panels;
      if (keys === null) return all;
      if (last.from !== all || last.keys !== keys) last = { from: all, keys, panels: all.filter(({ key }) => keys.includes(key)) };
      return last.panels;
    },
    isHidden: (key) => readChoice().hide.includes(key),
    isLocked: (key) => readChoice().lock.includes(key),
    whyLocked(before, after, controls) {
      for (const key of readChoice().lock) {
        const control = controls.find((other) => other.key === key);
        const path = control?.paths[0] ?? ["protocol", key];
        // A removed reward segment has no level any more: that is a change too.
        const jsonIn = (/** @type {any} */ experiment) => JSON.stringify(path.reduce((data, part) => data?.[part], experiment));
        if (jsonIn(before) !== jsonIn(after)) return `${ROW_SUBJECTS[key] ?? `${control?.label} is`} locked in this lab`;
      }
      return "";
    },
  };
}
