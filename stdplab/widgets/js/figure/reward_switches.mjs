/** Switches of the reward: how one is added and removed, and the gestures in the panel that do it. */

import { snap } from "../dom/numbers.mjs";

/** @typedef {import("../types.d.ts").Board} Board */

/**
 * The reward with one more switch, at the step nearest to `time`. After it the level has the
 * other sign; or it is 0, where the other sign would leave the next switch without effect.
 *
 * @param {number[][]} reward segments [onset, level]
 * @param {number} time in ms
 * @param {{dt: number, duration: number}} protocol
 * @returns {number[][] | null} null where there is a switch already
 */
export function withSwitch(reward, time, { dt, duration }) {
  const onsetTime = Math.min(Math.max(snap(time, dt), dt), snap(duration - dt, dt));
  if (onsetTime < dt || reward.some(([onset]) => onset === onsetTime)) return null;
  const segment = reward.findLastIndex(([onset]) => onset < onsetTime);
  const level = reward[segment][1];
  const levels = level ? [-level, 0] : [1, -1];
  const next = levels[0] === reward[segment + 1]?.[1] ? levels[1] : levels[0];
  return reward.toSpliced(segment + 1, 0, [onsetTime, next]);
}

/**
 * The reward without one of its switches: the level before it continues.
 *
 * @param {number[][]} reward segments [onset, level]
 * @param {number} i the segment that begins at the switch
 * @returns {number[][]}
 */
export function withoutSwitch(reward, i) {
  return reward.toSpliced(i, 1);
}

/**
 * The middle of the longest segment; of the first one among equals.
 *
 * @param {number[][]} reward segments [onset, level]
 * @param {number} duration in ms
 * @returns {number} in ms
 */
export function middleOfLongestSegment(reward, duration) {
  const lengths = reward.map(([onset], i) => (reward[i + 1]?.[0] ?? duration) - onset);
  const i = lengths.indexOf(Math.max(...lengths));
  return reward[i][0] + lengths[i] / 2;
}

/**
 * Replace the board's reward, as one gesture.
 *
 * @param {Board} board
 * @param {number[][]} reward segments [onset, level]
 * @returns {void}
 */
export function replaceReward(board, reward) {
  board.store.edit((experiment) => {
    experiment.protocol.reward = reward;
  });
  board.store.endGesture();
}

/**
 * Make a double click on the panel add a switch, and Delete on a switch's handle remove it.
 *
 * @param {Board} board
 * @param {SVGGElement} group the panel's
 * @returns {void}
 */
export function editSwitches(board, group) {
  const protocol = () => board.store.experiment().protocol;
  const focusHandle = (/** @type {string} */ key) => {
    const handle = /** @type {SVGElement | null} */ (group.querySelector(`[data-key="${key}"]`));
    handle?.focus({ preventScroll: true });
  };

  group.addEventListener("dblclick", (event) => {
    if (/** @type {Element} */ (event.target).closest(".stdplab-edge")) return;
    const before = protocol().reward;
    const reward = withSwitch(before, board.figure.layout().time(board.figure.pointer(event).x), protocol());
    if (!reward) return;
    replaceReward(board, reward);
    focusHandle(`onset[${reward.findIndex((segment) => !before.includes(segment))}]`);
  });
  group.addEventListener("keydown", (event) => {
    const { key } = /** @type {SVGElement} */ (event.target).dataset;
    if (!key?.startsWith("onset") || (event.key !== "Delete" && event.key !== "Backspace")) return;
    const segment = board.store.control(key)?.segment;
    if (segment === undefined) return;
    replaceReward(board, withoutSwitch(protocol().reward, segment));
    const remaining = protocol().reward.length - 1;
    focusHandle(remaining ? `onset[${Math.min(segment, remaining)}]` : "reward[0]");
    event.preventDefault();
    event.stopPropagation();
  });
}
