/**
 * The exchange: how a page and the kernel agree on one experiment. `board/kernel_sync.py` is its other side.
 *
 * page -> kernel   message  {edit: {page, serial, experiment, preset}}
 * kernel -> page   traits   _answer: {page, serial, refused}, in one update with the experiment in
 *                           canonical form; `refused` is "" for an accepted edit, else it says why
 *
 *     settled --- edit ---> waiting --- send ---> sent --- answer to the newest edit ---> settled
 *
 *     waiting  an edit                         it replaces the one that waits
 *     sent     an edit                         it waits beside the one that was sent
 *     sent     an answer with an older serial  what is shown stays; an edit that waits is sent
 *     sent     the answer: accepted            the page shows the kernel's canonical form of the edit
 *     sent     the answer: refused             the page shows what the kernel has, and says why
 *     sent     no answer for 2, 4, 8, ... s    the newest edit is sent again; the kernel applies a serial once
 *     any      the kernel stops                nothing is sent any more; the page accepts its own edits
 *
 * An edit is sent when no other one is under way, and 200 ms after the last message, since each
 * message makes the front end show a busy and then an idle kernel. The last edit of a gesture is
 * sent at once: a page that is closed then has told the kernel. So behind a busy kernel stands one
 * edit for each gesture.
 *
 * Edits are messages and no trait: a front end keeps a changed trait back while the kernel is busy,
 * and forgets it when the page is closed. Answers are traits: they come together with the state
 * that they are about, they reach every page of a notebook, and a saved notebook holds them.
 */

/** @typedef {import("../types.d.ts").Experiment} Experiment */

const MESSAGE_INTERVAL = 200; // ms between two messages of one gesture
const FIRST_PATIENCE = 2000; // ms without an answer, after which an edit is sent again; then twice as long each time

/**
 * The page's side of the exchange.
 *
 * @param {(message: import("../types.d.ts").EditMessage) => void} send
 * @param {() => boolean} needsAnswer whether the page waits for the kernel's results, and so sends without a pause
 * @returns {import("../types.d.ts").Exchange}
 */
export function makeExchange(send, needsAnswer) {
  const page = Math.random().toString(36).slice(2); // distinguishes the pages of one notebook
  /** @type {{serial: number, experiment: Experiment, preset: string} | null} */
  let newest = null; // until it is answered
  let [serial, sent, answered] = [0, 0, 0]; // of the newest edit, the last message, the last answer
  let pause = 0; // the timer between two messages
  let resend = 0; // the timer until an edit is sent again
  let patience = FIRST_PATIENCE;

  function sendNewest() {
    clearTimeout(pause);
    clearTimeout(resend);
    if (!newest) return;
    sent = newest.serial;
    pause = setTimeout(endPause, MESSAGE_INTERVAL);
    resend = setTimeout(sendAgain, patience);
    try {
      send({ edit: { page, ...newest } });
    } catch {
      // The channel is closed, and whoever watches the kernel will say so. Until then it counts as lost.
    }
  }
  function endPause() {
    pause = 0;
    sendWaiting();
  }
  function sendAgain() {
    patience *= 2;
    sendNewest();
  }
  function sendWaiting() {
    const underWay = sent > answered;
    if (newest && newest.serial > sent && !underWay && (!pause || needsAnswer())) sendNewest();
  }

  return {
    edit(experiment, preset) {
      serial += 1;
      newest = { serial, experiment, preset };
      sendWaiting();
      return { page, serial };
    },
    endGesture() {
      if (newest && newest.serial > sent) sendNewest();
    },
    settle(answer) {
      if (answer?.page !== page || answer.serial <= answered) return "";
      answered = answer.serial;
      patience = FIRST_PATIENCE;
      if (sent === answered) clearTimeout(resend);
      if (answered < serial) {
        sendWaiting();
        return "";
      }
      newest = null;
      return answer.refused ? "refused" : "accepted";
    },
    close() {
      newest = null;
      clearTimeout(pause);
      clearTimeout(resend);
    },
  };
}
