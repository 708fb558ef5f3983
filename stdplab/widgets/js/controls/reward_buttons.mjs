/** The reward's buttons: add a switch, remove one, make the reward a single pulse. */

import { button, html, set } from "../dom/elements.mjs";
import { formatExactly } from "../dom/numbers.mjs";
import { DEFAULT_PULSE, pulseReward } from "../experiment/reward_pulse.mjs";
import { middleOfLongestSegment, replaceReward, withoutSwitch, withSwitch } from "../figure/reward_switches.mjs";

/** @typedef {import("../types.d.ts").Board} Board */

/**
 * The buttons below the reward's controls.
 *
 * @param {Board} board
 * @returns {HTMLElement}
 */
export function rewardButtons(board) {
  function addSwitch() {
    const { protocol } = board.store.experiment();
    const reward = withSwitch(protocol.reward, middleOfLongestSegment(protocol.reward, protocol.duration), protocol);
    if (reward) replaceReward(board, reward);
    else board.store.showMessage("Cannot add a switch: no segment is longer than one step. Remove a switch first.");
  }
  function makePulse() {
    const { protocol } = board.store.experiment();
    if (protocol.duration > 2.5 * protocol.dt) replaceReward(board, pulseReward(protocol, DEFAULT_PULSE, 1));
    else board.store.showMessage("A single pulse needs a protocol of at least three steps. Raise the duration or take a smaller dt.");
  }
  return html("div", { class: "stdplab-buttons" }, button("Add a switch", addSwitch), button("Single pulse", makePulse));
}

/**
 * The button that removes a switch.
 *
 * @param {Board} board
 * @param {string} key of the control that moves the switch
 * @returns {{element: HTMLButtonElement, draw(control: import("../types.d.ts").Control): void}}
 */
export function removeButton(board, key) {
  const element = button("×", () => {
    const segment = board.store.control(key)?.segment;
    if (segment === undefined) return; // it was removed meanwhile
    replaceReward(board, withoutSwitch(board.store.experiment().protocol.reward, segment));
    if (board.store.control(key)) return; // the row is now that of the next switch
    const next = /** @type {HTMLElement | null | undefined} */ (element.closest("section")?.querySelector(".stdplab-buttons button"));
    next?.focus();
  });
  set(element, { class: "stdplab-remove" });
  return {
    element,
    draw(control) {
      const label = `Remove the switch at ${formatExactly(board.store.controlValue(control))} ms`;
      set(element, { "aria-label": label, title: label });
    },
  };
}
