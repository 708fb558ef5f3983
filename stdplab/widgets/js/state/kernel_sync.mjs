/**
 * When the kernel hears of edits: now and then during a gesture, and of the last one at once.
 *
 * Each message makes the front end show a busy and then an idle kernel, which costs more than
 * the board's own drawing; so a page that computes by itself sends few.
 */

const REST = 200; // ms between two messages of one gesture

/**
 * @param model the widget's model
 * @param waits whether the page waits for the kernel's answer, and sends every edit
 */
export function sender(model, waits) {
  let held = null; // an edit that was not sent yet
  let timer = 0;
  let moved = false; // since the last gesture ended
  let alone = Boolean(model.alone); // nobody hears of anything

  function send() {
    held = null;
    if (alone) return;
    moved = true;
    model.save_changes();
  }
  function rested() {
    timer = 0;
    if (held) again();
  }
  function again() {
    send();
    timer = setTimeout(rested, REST);
  }
  // What the kernel answers to an older edit must not undo one that it has not heard of.
  const guard = () => held && model.get("_experiment") !== held && model.set("_experiment", held);
  model.on("change:_experiment", guard);

  return {
    hold: (experiment) => {
      held = experiment;
    },
    soon() {
      if (waits()) send();
      else if (!timer) again();
    },
    /** Past all that is on its way: a message of its own, which nothing holds back. */
    now() {
      if (held) send();
      if (moved) model.send({ last: model.get("_experiment") });
      moved = false;
    },
    alone: () => alone,
    /** The kernel has gone: to a closed channel nothing can be sent. */
    lose() {
      alone = true;
      moved = false;
    },
    close() {
      if (held) send();
      clearTimeout(timer);
      model.off("change:_experiment", guard);
    },
  };
}
