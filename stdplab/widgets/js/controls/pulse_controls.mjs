/** A single pulse of reward: zero, one level, zero again; its delay and its width. */

import { clamp, html, snap } from "../dom/dom.mjs";
import { numberRow } from "./control_rows.mjs";

export const USUAL_PULSE = { delay: 10, width: 10 }; // ms

/** What a pulse's delay counts from: the last post spike, or the start where there is none. */
const pulseOrigin = ({ post }) => post.at(-1) ?? 0;

/** The pulse that a reward is, as {delay, width}, or null for any other reward. */
export function pulseOf(protocol) {
  const { reward, dt } = protocol;
  const [before, pulse, after] = reward;
  if (reward.length !== 3 || before[1] || !pulse[1] || after[1]) return null;
  return { delay: snap(pulse[0] - pulseOrigin(protocol), dt), width: snap(after[0] - pulse[0], dt) };
}

/** The lowest and highest delay and width: the pulse stays whole and inside the protocol. */
export function pulseRanges(protocol, { delay, width }) {
  const { duration, dt } = protocol;
  const start = pulseOrigin(protocol) + delay;
  return {
    delay: [dt - pulseOrigin(protocol), duration - dt - width - pulseOrigin(protocol)].map((time) => snap(time, dt)),
    width: [dt, snap(duration - dt - start, dt)],
  };
}

/** The reward of a pulse of this level, as near to the wanted place as the protocol lets it be. */
export function pulseReward(protocol, wanted, level) {
  const { dt, duration } = protocol;
  const width = snap(clamp(wanted.width, dt, duration - 2 * dt), dt);
  const start = snap(clamp(pulseOrigin(protocol) + wanted.delay, dt, duration - dt - width), dt);
  return [[0, 0], [start, level], [snap(start + width, dt), 0]];
}

const PULSE_WORDS = { delay: "Delay", width: "Width" };

/** The two rows that move and stretch it, hidden while the reward is no pulse. */
export function pulseRows(board) {
  const protocol = () => board.experiment().protocol;
  const control = (key) => {
    const pulse = pulseOf(protocol());
    if (!pulse) return undefined;
    const [low, high] = pulseRanges(protocol(), pulse)[key];
    return { key, label: PULSE_WORDS[key], unit: "ms", step: protocol().dt, low, high, fixed: true };
  };
  const turned = {
    ...board,
    control,
    value: ({ key }) => pulseOf(protocol())[key],
    turn({ key }, value) {
      const level = protocol().reward[1][1];
      const reward = pulseReward(protocol(), { ...pulseOf(protocol()), [key]: value }, level);
      board.edit((experiment) => {
        experiment.protocol.reward = reward;
      });
    },
  };
  const rows = Object.entries(PULSE_WORDS).map(([key, words]) => {
    const { parts, draw } = numberRow(turned, key);
    const name = html("span", { class: "name" }, words);
    return { key, draw, row: html("label", { class: "control number", "data-key": key }, name, ...parts) };
  });
  return {
    rows: rows.map(({ row }) => row),
    draw() {
      for (const { key, row, draw } of rows) {
        const now = control(key);
        row.hidden = !now;
        if (now) draw(now);
      }
      const after = protocol().post.length ? "after the last post spike" : "after the start";
      rows[0].row.title = `ms ${after} until the pulse begins`;
    },
  };
}
