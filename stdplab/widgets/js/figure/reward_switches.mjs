/** Switches of the reward: where one comes and goes, and the gestures in the panel that do it. */

import { snap } from "../dom/dom.mjs";
import { place } from "./layout.mjs";

/**
 * The reward with one more switch in the step nearest to `time`, from where on the level has
 * the other sign, or is 0 where that would make the next switch one without effect; or null
 * where a switch is already.
 */
export function withSwitch(reward, time, { dt, duration }) {
  const at = Math.min(Math.max(snap(time, dt), dt), snap(duration - dt, dt));
  if (at < dt || reward.some(([onset]) => onset === at)) return null;
  const after = reward.findLastIndex(([onset]) => onset < at);
  const level = reward[after][1];
  const levels = level ? [-level, 0] : [1, -1];
  return reward.toSpliced(after + 1, 0, [at, levels.find((other) => other !== reward[after + 1]?.[1])]);
}

/** The reward without its switch `i`: the level before it goes on. */
export function withoutSwitch(reward, i) {
  return reward.toSpliced(i, 1);
}

/** The middle of the longest segment, the first of equals. */
export function longestMiddle(reward, duration) {
  const length = ([onset], i) => (reward[i + 1]?.[0] ?? duration) - onset;
  const lengths = reward.map(length);
  const i = lengths.indexOf(Math.max(...lengths));
  return reward[i][0] + lengths[i] / 2;
}

/** Put another reward on the board. */
export function putReward(board, reward) {
  board.edit((experiment) => {
    experiment.protocol.reward = reward;
  });
  board.release();
}

/** Double click on the panel adds a switch, Delete on a switch's handle removes it. */
export function editSwitches(board, group) {
  const protocol = () => board.experiment().protocol;
  const focus = (key) => group.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true });

  group.addEventListener("dblclick", (event) => {
    if (event.target.closest(".edge")) return;
    const reward = withSwitch(protocol().reward, board.layout.time(place(event, board.drawing, board.layout).x), protocol());
    if (!reward) return;
    const before = protocol().reward;
    putReward(board, reward);
    focus(`onset[${reward.findIndex((segment) => !before.includes(segment))}]`);
  });
  group.addEventListener("keydown", (event) => {
    const key = event.target.dataset.key;
    if (!key?.startsWith("onset") || (event.key !== "Delete" && event.key !== "Backspace")) return;
    const { segment } = board.control(key);
    putReward(board, withoutSwitch(protocol().reward, segment));
    const left = protocol().reward.length - 1;
    focus(left ? `onset[${Math.min(segment, left)}]` : "reward[0]");
    event.preventDefault();
    event.stopPropagation();
  });
}
