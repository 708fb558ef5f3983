/**
 * What a kernel takes with it, given back: the board that a learner had before a restart.
 *
 * Nothing is put on a board by itself. A new board with the same start offers what was kept when
 * another kernel, or in a page without one another visit, has kept it.
 */

import { html, OWN_KEYS, say } from "./dom.mjs";
import { watchKernel } from "./kernel.mjs";
import { makeDrawer } from "./keep.mjs";

const SOON = 200; // ms after an edit: often enough, and no work within a drag
const RESTORE = "Restore your last board";
const GONE = "The kernel has gone. The board goes on computing in the page; ";
const BACK = `to get what is on it back into Python, run its cell again and press “${RESTORE}”.`;
const ANEW = "run its cell again for one in Python, and let Share carry over what is on this one.";

/** The kept experiment that this board can take and does not show, or null. */
function offered(board, drawer, life) {
  const kept = drawer.read();
  if (!kept?.experiment || (life && kept.life === life)) return null;
  const { why, view } = board.opening(kept.experiment);
  const same = JSON.stringify(kept.experiment) === JSON.stringify(board.experiment());
  return why || !view || same ? null : kept;
}

/** @param offers whether this view is the place to say so: of a board's parts only one is */
export function keeper(board, model, el, offers) {
  const drawer = makeDrawer(model);
  const life = model.get("_life");
  const words = html("p", { role: "status" });
  const restore = html("button", { type: "button", ...OWN_KEYS }, RESTORE);
  const forget = html("button", { type: "button", ...OWN_KEYS }, "Forget it");
  const bar = html("div", { class: "last" }, words, restore, forget);
  let offer = offers ? offered(board, drawer, life) : null;
  let orphaned = false;
  let timer = 0;

  function show(text) {
    say(words, text);
    bar.hidden = !text;
    for (const button of [restore, forget]) button.hidden = !offer;
  }
  function keep() {
    clearTimeout(timer);
    timer = 0;
    drawer.write({ life, preset: board.preset(), experiment: board.experiment() });
    if (orphaned) tell();
  }
  function edited() {
    clearTimeout(timer);
    timer = setTimeout(keep, SOON);
    if (offer && JSON.stringify(offer.experiment) === JSON.stringify(board.experiment())) done(); // in another view
  }
  function done() {
    const held = bar.contains(board.active());
    offer = null;
    show("");
    if (held) bar.parentElement.querySelector(".columns [tabindex]")?.focus({ preventScroll: true });
  }
  restore.addEventListener("click", () => {
    const { experiment, preset } = offer;
    board.open(experiment, board.presets().includes(preset) ? preset : board.preset());
    board.release();
    done();
  });
  forget.addEventListener("click", () => {
    drawer.empty();
    done();
  });
  function tell() {
    if (offers) show(GONE + (drawer.read() ? BACK : ANEW));
  }
  function gone() {
    orphaned = true;
    board.lose();
    offer = null;
    if (timer) keep();
    else tell();
  }

  show(offer ? "What you last had on this board is kept." : "");
  const unwatch = watchKernel(model, el, gone);
  model.on("change:_experiment", edited);
  return {
    bar,
    close() {
      if (timer) keep();
      unwatch();
      model.off("change:_experiment", edited);
    },
  };
}
