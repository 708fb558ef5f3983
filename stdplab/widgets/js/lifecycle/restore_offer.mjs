/**
 * What a learner had on a board, given back after a restart, a closed page or a cell run again.
 *
 * Nothing is put on a board by itself. A board with the same start offers what was kept when it
 * would else be lost: another kernel, or in a page without one another visit, has kept it; or an
 * older board has, and none in this page shows it any more.
 */

import { html, OWN_KEYS, say } from "../dom/dom.mjs";
import { watchKernel } from "./kernel_watch.mjs";
import { makeDrawer } from "./local_storage.mjs";

const SOON = 200; // ms after an edit: often enough, and no work within a drag
const RESTORE = "Restore your last board";
const GONE = "The kernel has gone. The board goes on computing in the page; ";
const BACK = `to get what is on it back into Python, run its cell again and press “${RESTORE}”.`;
const ANEW = "run its cell again for one in Python, and let Share carry over what is on this one.";

const views = new Set(); // of this kernel's boards in this page

/** Whether a learner whose board is new would lose what was kept. */
function lost(kept, model) {
  const life = model.get("_life");
  if (!life || kept.life !== life) return true;
  return model.get("_born") > kept.born && ![...views].some((view) => view.shows(kept.experiment));
}

const tellViews = () => views.forEach((view) => view.look());

/** The kept experiment that this board can take and does not show, or null. */
function offered(board, model, drawer) {
  for (const view of views) view.rest();
  const kept = drawer.read();
  if (!kept?.experiment || !lost(kept, model)) return null;
  const { why, view } = board.opening(kept.experiment);
  const same = JSON.stringify(kept.experiment) === JSON.stringify(board.experiment());
  return why || !view || same ? null : kept;
}

/** @param offers whether this view is the place to say so: of a board's parts only one is */
export function keeper(board, model, el, offers) {
  const drawer = makeDrawer(model);
  const words = html("p", { role: "status" });
  const restore = html("button", { type: "button", ...OWN_KEYS }, RESTORE);
  const forget = html("button", { type: "button", ...OWN_KEYS }, "Forget it");
  const bar = html("div", { class: "last" }, words, restore, forget);
  let offer = offers ? offered(board, model, drawer) : null;
  let orphaned = false;
  let timer = 0;
  const view = {
    shows: (experiment) => JSON.stringify(experiment) === JSON.stringify(board.experiment()),
    /** Keep at once what waits for the hand to rest. */
    rest() {
      if (timer) keep();
    },
    /** What is offered here may stand on this board by now, or on another one. */
    look() {
      if (offer && (view.shows(offer.experiment) || !lost(offer, model))) done();
    },
  };

  function show(text) {
    say(words, text);
    bar.hidden = !text;
    for (const button of [restore, forget]) button.hidden = !offer;
  }
  function keep() {
    clearTimeout(timer);
    timer = 0;
    const of = { life: model.get("_life"), born: model.get("_born") };
    drawer.write({ ...of, preset: board.preset(), experiment: board.experiment() });
    if (orphaned) tell();
  }
  function edited() {
    clearTimeout(timer);
    timer = setTimeout(keep, SOON);
    tellViews();
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
  addEventListener("pagehide", view.rest);
  views.add(view);
  tellViews();
  return {
    bar,
    close() {
      view.rest();
      views.delete(view);
      unwatch();
      model.off("change:_experiment", edited);
      removeEventListener("pagehide", view.rest);
    },
  };
}
