/** Pages of one board, for a test that plays the kernel and the line to it; the clock is the test's. */

import { makeStore, STORE_TRAITS } from "../../stdplab/widgets/js/state/store.mjs";
import { makeModel } from "./make_model.mjs";

let pages = [];
let timers = [];
let now = 0;

/** Call something that sets timers, under the test's clock. */
function underClock(action) {
  const own = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  globalThis.setTimeout = (run, ms) => {
    timers.push({ id: {}, at: now + ms, run });
    return timers.at(-1).id;
  };
  globalThis.clearTimeout = (id) => {
    timers = timers.filter((timer) => timer.id !== id);
  };
  try {
    return action();
  } finally {
    Object.assign(globalThis, own);
  }
}

/** Open pages that all have this state of the board. */
export function openPages(count, state) {
  [timers, now] = [[], 0];
  pages = Array.from({ length: count }, () => {
    const model = makeModel({ ...state });
    const store = makeStore(model);
    for (const trait of STORE_TRAITS) model.on(`change:${trait}`, store.update);
    return { model, store };
  });
}

/** Set w0 on a page, perhaps as the end of a gesture. */
export function edit(i, w0, endsGesture) {
  const { store } = pages[i];
  underClock(() => {
    store.edit((experiment) => {
      experiment.w0 = w0;
    });
    if (endsGesture) store.endGesture();
  });
}

/** The messages that a page has sent since the last call. */
export function takeSent(i) {
  return pages[i].model.messages.splice(0);
}

/** An update of the kernel reaches a page. */
export function receive(i, state) {
  underClock(() => pages[i].model.receive(state));
}

/** Let time pass. */
export function wait(ms) {
  const end = now + ms;
  for (;;) {
    timers.sort((one, other) => one.at - other.at);
    if (!timers.length || timers[0].at > end) break;
    const [{ at, run }] = timers.splice(0, 1);
    now = at;
    underClock(run);
  }
  now = end;
}

/** What a page shows: w0 and the message. */
export function shown(i) {
  return [pages[i].store.experiment().w0, pages[i].store.message()];
}
