/** Two rows that set the delay and the width of a reward that is a single pulse. */

import { html } from "../dom/elements.mjs";
import { pulseOf, pulseRanges, pulseReward } from "../experiment/reward_pulse.mjs";
import { numberRow } from "./control_rows.mjs";

const PULSE_LABELS = { delay: "Delay", width: "Width" };

/**
 * The rows, hidden while the reward is not a pulse.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{rows: HTMLElement[], draw(): void}}
 */
export function pulseRows(board) {
  const protocol = () => board.store.experiment().protocol;
  const control = (key) => {
    const pulse = pulseOf(protocol());
    if (!pulse) return undefined;
    const [low, high] = pulseRanges(protocol(), pulse)[key];
    return { key, paths: [], label: PULSE_LABELS[key], unit: "ms", step: protocol().dt, low, high, fixed: true };
  };
  const store = { // the board's store, with the pulse's delay and width as its controls
    ...board.store,
    control,
    controlValue: ({ key }) => pulseOf(protocol())[key],
    setControl({ key }, value) {
      const level = protocol().reward[1][1];
      const reward = pulseReward(protocol(), { ...pulseOf(protocol()), [key]: value }, level);
      board.store.edit((experiment) => {
        experiment.protocol.reward = reward;
      });
    },
  };
  const rows = Object.entries(PULSE_LABELS).map(([key, label]) => {
    const { parts, draw } = numberRow({ ...board, store }, key);
    const name = html("span", { class: "name" }, label);
    return { key, draw, row: html("label", { class: "control number", "data-key": key }, name, ...parts) };
  });
  return {
    rows: rows.map(({ row }) => row),
    draw() {
      for (const { key, row, draw } of rows) {
        const present = control(key);
        row.hidden = !present;
        if (present) draw(present);
      }
      const origin = protocol().post.length ? "the last post spike" : "the start";
      rows[0].row.title = `ms from ${origin} to the pulse`;
    },
  };
}
