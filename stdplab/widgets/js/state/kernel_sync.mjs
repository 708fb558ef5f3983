/**
 * When edits are sent to the kernel: now and then during a gesture, and the last one at once.
 *
 * Each message makes the front end show a busy and then an idle kernel, which costs more than
 * the board's own drawing. So a page that computes by itself sends few messages.
 */

/** @typedef {import("../types.d.ts").Experiment} Experiment */

const MESSAGE_INTERVAL = 200; // ms between two messages of one gesture

/**
 * The connection of one view to the kernel.
 *
 * @param {import("../types.d.ts").Model} model the widget's model
 * @param {() => boolean} needsAnswer whether the page waits for the kernel's results, and so sends every edit
 * @returns {{queue(experiment: Experiment): void, sendSoon(): void, flush(): void,
 *     isDisconnected(): boolean, disconnect(): void, close(): void}}
 */
export function makeKernelSync(model, needsAnswer) {
  let unsent = null; // the newest edit, while it has not been sent
  let timer = 0;
  let sentInGesture = false; // whether anything was sent since the last gesture ended
  let disconnected = Boolean(model.standalone);

  function send() {
    unsent = null;
    if (disconnected) return;
    sentInGesture = true;
    model.save_changes();
  }
  function onInterval() {
    timer = 0;
    if (unsent) sendAndWait();
  }
  function sendAndWait() {
    send();
    timer = setTimeout(onInterval, MESSAGE_INTERVAL);
  }
  // The kernel's answer to an older edit must not undo an edit that was not sent yet.
  const restoreUnsent = () => unsent && model.get("_experiment") !== unsent && model.set("_experiment", unsent);
  model.on("change:_experiment", restoreUnsent);

  return {
    queue(experiment) {
      unsent = experiment;
    },
    sendSoon() {
      if (needsAnswer()) send();
      else if (!timer) sendAndWait();
    },
    /** Send the last edit of a gesture in a message of its own, which no earlier one delays. */
    flush() {
      if (unsent) send();
      if (sentInGesture) model.send({ last: model.get("_experiment") });
      sentInGesture = false;
    },
    isDisconnected: () => disconnected,
    /** The kernel has stopped: nothing can be sent on a closed channel. */
    disconnect() {
      disconnected = true;
      sentInGesture = false;
    },
    close() {
      if (unsent) send();
      clearTimeout(timer);
      model.off("change:_experiment", restoreUnsent);
    },
  };
}
