/** The reward's buttons: add a switch, remove one, make it a single pulse. */

import { html, OWN_KEYS, plain, set } from "../dom/dom.mjs";
import { pulseReward, USUAL_PULSE } from "./pulse_controls.mjs";
import { longestMiddle, putReward, withoutSwitch, withSwitch } from "../figure/reward_switches.mjs";

function rewardButton(words, press) {
  const element = html("button", { type: "button", ...OWN_KEYS }, words);
  element.addEventListener("click", press);
  return element;
}

/** The buttons below the reward's controls. */
export function rewardButtons(board) {
  function add() {
    const { protocol } = board.experiment();
    const reward = withSwitch(protocol.reward, longestMiddle(protocol.reward, protocol.duration), protocol);
    if (reward) putReward(board, reward);
    else board.say("Add a switch: no segment is longer than a step, so remove a switch first.");
  }
  function pulse() {
    const { protocol } = board.experiment();
    if (protocol.duration > 2.5 * protocol.dt) putReward(board, pulseReward(protocol, USUAL_PULSE, 1));
    else board.say("Single pulse: it needs a protocol of three steps, so raise the duration or take a smaller dt.");
  }
  return html("div", { class: "buttons" }, rewardButton("Add a switch", add), rewardButton("Single pulse", pulse));
}

/** The button that removes the switch which the control `key` moves. */
export function removeButton(board, key) {
  const element = rewardButton("×", () => {
    const { segment } = board.control(key);
    putReward(board, withoutSwitch(board.experiment().protocol.reward, segment));
    // The row of a later switch takes this one's place; the last row goes, and the focus with it.
    if (!board.control(key)) element.closest("section").querySelector(".buttons button").focus();
  });
  set(element, { class: "remove" });
  const draw = (control) => {
    const words = `Remove the switch at ${plain(board.value(control))} ms`;
    set(element, { "aria-label": words, title: words });
  };
  return { element, draw };
}
