/** What a teacher has chosen to show, and what is locked. */

const ROWS_OF = { pre: "The pre spikes are", post: "The post spikes are", reward: "The reward is" };

/** @param read gives the choice: {parts, panels, hide, lock} */
export function makeShown(read) {
  let known = {};

  /** A view with the chosen panels only; the same one as long as neither changes. */
  function chosen(view) {
    const { panels } = read();
    if (panels === null) return view;
    if (known.view !== view || known.panels !== panels)
      known = { view, panels, result: { ...view, panels: view.panels.filter(({ key }) => panels.includes(key)) } };
    return known.result;
  }

  return {
    has: (part) => read().parts.includes(part),
    chosen,
    hidden: (key) => read().hide.includes(key),
    locked: (key) => read().lock.includes(key),
    /** What an edit would change although it is locked, in words, or "". */
    refused(before, after, controls) {
      for (const key of read().lock) {
        const control = controls.find((other) => other.key === key);
        const path = control?.paths[0] ?? ["protocol", key];
        // A reward segment that is gone has no level any more: that is a change too.
        const [was, is] = [before, after].map((experiment) => JSON.stringify(path.reduce((place, part) => place?.[part], experiment)));
        if (was !== is) return `${ROWS_OF[key] ?? `${control.label} is`} locked in this lab`;
      }
      return "";
    },
  };
}
