/** Two rows that set the delay and the width of a reward that is a single pulse. */

import { html } from "../dom/elements.mjs";
import { pulseOf, pulseRanges, pulseReward } from "../experiment/reward_pulse.mjs";
import { numberRow } from "./control_rows.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../experiment/reward_pulse.mjs").Pulse} Pulse */
/** @typedef {import("../types.d.ts").NumberControl & {pulse: Pulse}} PulseControl */

const PULSE_LABELS = { delay: "Delay", width: "Width" };

/**
 * The delay or the width of the board's pulse, for a row of a slider and a number field.
 *
 * @param {Board} board
 * @param {keyof Pulse} key
 * @returns {import("./control_rows.mjs").NumberSource<PulseControl>}
 */
function pulseNumber(board, key) {
  const protocol = () => board.store.experiment().protocol;
  return {
    control() {
      const pulse = pulseOf(protocol());
      if (!pulse) return undefined;
      const [low, high] = pulseRanges(protocol(), pulse)[key];
      return { key, label: PULSE_LABELS[key], unit: "ms", step: protocol().dt, low, high, fixed: true, pulse };
    },
    controlValue: ({ pulse }) => pulse[key],
    setControl({ pulse }, value) {
      const level = protocol().reward[1][1];
      const reward = pulseReward(protocol(), { ...pulse, [key]: value }, level);
      board.store.edit((experiment) => {
        experiment.protocol.reward = reward;
      });
    },
    endGesture: board.store.endGesture,
    showMessage: board.store.showMessage,
  };
}

/**
 * The rows, hidden while the reward is not a pulse.
 *
 * @param {Board} board
 * @returns {{rows: HTMLElement[], draw(): void}}
 */
export function pulseRows(board) {
  const rows = /** @type {const} */ (["delay", "width"]).map((key) => {
    const number = pulseNumber(board, key);
    const { parts, draw } = numberRow(number, key);
    const name = html("span", { class: "stdplab-name" }, PULSE_LABELS[key]);
    return { number, key, draw, row: html("label", { class: "stdplab-control stdplab-number", "data-key": key }, name, ...parts) };
  });
  return {
    rows: rows.map(({ row }) => row),
    draw() {
      for (const { number, key, row, draw } of rows) {
        const present = number.control(key);
        row.hidden = !present;
        if (present) draw(present);
      }
      const origin = board.store.experiment().protocol.post.length ? "the last post spike" : "the start";
      rows[0].row.title = `ms from ${origin} to the pulse`;
    },
  };
}
