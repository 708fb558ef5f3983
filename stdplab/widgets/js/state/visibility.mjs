/** What a teacher has chosen to show, to hide and to lock. */

const ROW_SUBJECTS = { pre: "The pre spikes are", post: "The post spikes are", reward: "The reward is" };

/**
 * The visibility of a board's parts, panels and controls.
 *
 * @param {() => {parts: string[], panels: string[] | null, hide: string[], lock: string[]}} readChoice
 * @returns {import("../types.d.ts").Visibility}
 */
export function makeVisibility(readChoice) {
  let cached = {};

  /** The view with the chosen panels only; the same object as long as view and choice stay the same. */
  function filterPanels(view) {
    const { panels } = readChoice();
    if (panels === null) return view;
    if (cached.view !== view || cached.panels !== panels)
      cached = { view, panels, result: { ...view, panels: view.panels.filter(({ key }) => panels.includes(key)) } };
    return cached.result;
  }

  return {
    shows: (part) => readChoice().parts.includes(part),
    filterPanels,
    isHidden: (key) => readChoice().hide.includes(key),
    isLocked: (key) => readChoice().lock.includes(key),
    /** Which locked thing an edit would change, as a sentence without its full stop, or "". */
    whyLocked(before, after, controls) {
      for (const key of readChoice().lock) {
        const control = controls.find((other) => other.key === key);
        const path = control?.paths[0] ?? ["protocol", key];
        // A removed reward segment has no level any more: that is a change too.
        const jsonIn = (experiment) => JSON.stringify(path.reduce((data, part) => data?.[part], experiment));
        if (jsonIn(before) !== jsonIn(after)) return `${ROW_SUBJECTS[key] ?? `${control.label} is`} locked in this lab`;
      }
      return "";
    },
  };
}
