/**
 * Offers a learner's last board again: after a restart, a closed page or a cell that was run again.
 *
 * Nothing is put on a board without being asked for. A board with the same start offers the stored
 * state if it would be lost otherwise: another kernel has stored it (in a page without a kernel,
 * an earlier visit); or an older board has, and no board in this or another frame shows it any more.
 */

import { html, setText } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { hasKernel, watchKernel } from "./kernel_watch.mjs";
import { makeLocalStore } from "./local_storage.mjs";
import { joinFrames } from "./other_frames.mjs";

/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {{life: string, born: number, preset: string, experiment: Experiment}} Stored the kernel, which of its boards, and what was on it */
/** @typedef {{showsExperiment(experiment: Experiment): boolean, storePending(): void, checkOffer(): void}} OpenView */

const STORE_DELAY = 200; // ms after an edit, so that nothing is stored during a drag
const REPLY_TIME = 150; // ms in which other frames say what they show, before something is offered
const RESTORE = "Restore your last board";
const STORED = "Your last state of this board was saved.";
const STOPPED = "The kernel has stopped. The board still works, but Python no longer sees it. ";
const TO_CONTINUE = `To continue in Python, run the board's cell again and press “${RESTORE}”.`;
const TO_START_ANEW = "Run its cell again for a connected board, and use Share to copy this state over.";

/** @type {Set<OpenView>} */
const openViews = new Set(); // of this kernel's boards in this frame

const notifyViews = () => openViews.forEach((view) => view.checkOffer());

/**
 * The bar with the offer. It also stores the board's state after each edit.
 *
 * @param {import("../types.d.ts").Board} board
 * @param {import("../types.d.ts").Model} model
 * @param {Element} el the element of the view
 * @param {boolean} makesOffers whether this view shows the bar: only one of a board's parts does
 * @returns {{bar: HTMLElement, close(): void}}
 */
export function makeRestoreOffer(board, model, el, makesOffers) {
  const connected = hasKernel(model, el);
  const kernel = connected ? model.get("_life") : "";
  const store = makeLocalStore(model, el);
  const text = html("p", { role: "status" });
  const restoreButton = html("button", { type: "button", ...FOCUSABLE }, RESTORE);
  const discardButton = html("button", { type: "button", ...FOCUSABLE }, "Discard it");
  const bar = html("div", { class: "stdplab-last" }, text, restoreButton, discardButton);
  const presentJson = () => JSON.stringify(board.store.experiment());
  const frames = joinFrames(kernel, presentJson, notifyViews);
  let kernelStopped = false;
  let timer = 0;
  /** @type {OpenView} */
  const view = {
    showsExperiment: (experiment) => JSON.stringify(experiment) === presentJson(),
    /** Store at once what waits for the delay to pass. */
    storePending() {
      if (timer) storeState();
    },
    /** End the offer if this board or another one shows it by now. */
    checkOffer() {
      if (offer && (view.showsExperiment(offer.experiment) || !wouldBeLost(offer))) endOffer();
    },
  };

  /**
   * Whether a stored state would be lost if this board did not offer it.
   *
   * @param {Stored} stored
   */
  function wouldBeLost({ life, born, experiment }) {
    if (!kernel || life !== kernel) return true;
    const isShown = [...openViews].some((open) => open.showsExperiment(experiment)) || frames.areShowing(JSON.stringify(experiment));
    return model.get("_born") > born && !isShown;
  }

  /**
   * The stored state, if this board can show it, does not show it, and it would be lost.
   *
   * @returns {Stored | null}
   */
  function findOffer() {
    for (const open of openViews) open.storePending();
    const stored = store.read();
    if (!stored?.experiment || !wouldBeLost(stored)) return null;
    const { why, viewModel } = board.store.checkOpen(stored.experiment);
    return why || !viewModel || view.showsExperiment(stored.experiment) ? null : stored;
  }

  /** @param {string} message */
  function show(message) {
    setText(text, message);
    bar.hidden = !message;
    for (const button of [restoreButton, discardButton]) button.hidden = !offer;
  }
  function storeState() {
    clearTimeout(timer);
    timer = 0;
    store.write({ life: kernel, born: model.get("_born"), preset: board.store.preset(), experiment: board.store.experiment() });
    frames.tell();
    if (kernelStopped) showStopped();
  }
  function onExperiment() {
    clearTimeout(timer);
    timer = setTimeout(storeState, STORE_DELAY);
    notifyViews();
  }
  function endOffer() {
    const hadFocus = bar.contains(board.figure.activeElement());
    offer = null;
    show("");
    if (!hadFocus) return;
    const next = /** @type {SVGElement | null | undefined} */ (bar.parentElement?.querySelector(".stdplab-columns [tabindex]"));
    next?.focus({ preventScroll: true });
  }
  restoreButton.addEventListener("click", () => {
    if (!offer) return;
    const { experiment, preset } = offer;
    board.store.open(experiment, board.store.presets().includes(preset) ? preset : board.store.preset());
    board.store.endGesture();
    endOffer();
  });
  discardButton.addEventListener("click", () => {
    store.clear();
    endOffer();
  });
  function showStopped() {
    if (makesOffers) show(STOPPED + (store.read() ? TO_CONTINUE : TO_START_ANEW));
  }
  function onStopped() {
    kernelStopped = true;
    board.store.disconnect();
    offer = null;
    if (timer) storeState();
    else showStopped();
  }

  let offer = makesOffers ? findOffer() : null;
  show("");
  const replies = setTimeout(() => offer && show(STORED), REPLY_TIME);
  if (!connected) board.store.disconnect();
  const unwatch = connected ? watchKernel(model, el, onStopped) : () => {};
  const stopListening = board.store.onChange((newExperiment) => newExperiment && onExperiment());
  addEventListener("pagehide", view.storePending);
  openViews.add(view);
  notifyViews();
  return {
    bar,
    close() {
      view.storePending();
      clearTimeout(replies);
      openViews.delete(view);
      frames.close();
      unwatch();
      stopListening();
      removeEventListener("pagehide", view.storePending);
    },
  };
}
