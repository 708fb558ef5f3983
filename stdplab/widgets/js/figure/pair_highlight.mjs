/** Highlights, in the spike rows, the spike pairs that caused the weight step at the pinned cursor. */

import { set, svg } from "../dom/elements.mjs";
import { attributePairs, leadingPairs } from "./pair_attribution.mjs";

/** @typedef {import("../types.d.ts").SpikePair} SpikePair */

const CLICK_REACH = 6; // px from a click to the weight step that it selects
const MAX_HIGHLIGHTED = 4; // more lines than that could not be told apart
const MIN_WEIGHT_STEP = 1e-12;

/**
 * The highlight of one figure.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{group: SVGGElement, pairs(): SpikePair[], ruleIndex(): number,
 *     explainStep(ruleIndex: number, time: number): void, draw(): void}}
 */
export function makePairHighlight(board) {
  const group = svg("g", { class: "lit", "aria-hidden": "true" });
  const { state } = board.shared;
  let cached = {};

  function pairs() {
    const [experiment, time, ruleIndex] = [board.experiment(), board.pinnedTime(), state.ruleIndex];
    if (cached.experiment === experiment && cached.time === time && cached.ruleIndex === ruleIndex) return cached.pairs;
    const k = time === null ? 0 : Math.round(time / experiment.protocol.dt);
    const w = board.results()[board.ruleNames()[ruleIndex]]?.w;
    const changes = k > 0 && w && Math.abs(w[k] - w[k - 1]) > MIN_WEIGHT_STEP;
    const found = changes ? leadingPairs(attributePairs(board, ruleIndex, k) ?? []).slice(0, MAX_HIGHLIGHTED) : [];
    cached = { experiment, time, ruleIndex, pairs: found };
    return found;
  }

  /** The time of the weight step nearest to a time; the time itself where the weight changes smoothly. */
  function timeOfStepNear(time, w) {
    const { layout } = board;
    const { dt } = board.experiment().protocol;
    const size = (k) => Math.abs(w[k] - w[k - 1]);
    const reach = Math.ceil(((CLICK_REACH / layout.plotWidth) * (layout.to - layout.from)) / dt);
    const middle = Math.round(time / dt);
    let best = Math.max(middle, 1);
    for (let k = Math.max(middle - reach, 1); k <= Math.min(middle + reach, w.length - 1); k += 1)
      if (size(k) > 2 * size(best)) best = k;
    return best * dt;
  }

  return {
    group,
    pairs,
    ruleIndex: () => state.ruleIndex,
    /** Explain the step of a rule's weight at a time: what a click on its curve asks for. */
    explainStep(ruleIndex, time) {
      state.ruleIndex = ruleIndex;
      const w = board.results()[board.ruleNames()[ruleIndex]]?.w;
      board.pinCursor(w ? timeOfStepNear(time, w) : time);
    },
    draw() {
      if (state.ruleIndex >= board.ruleNames().length) state.ruleIndex = 0;
      const { layout } = board;
      const rowOf = (name) => layout.rows[board.view().panels.findIndex(({ key }) => key === name)];
      const [preRow, postRow] = [rowOf("pre"), rowOf("post")];
      const marks = (preRow && postRow ? pairs() : []).flatMap((pair) => {
        const [from, to] = [layout.x(pair.pre), layout.x(pair.post)];
        const around = (x, { y, height }) => svg("rect", { x: x - 6, y: y + 2, width: 12, height: height - 4, rx: 6 });
        const line = svg("path", { d: `M${from} ${preRow.y + preRow.height - 3}L${to} ${postRow.y + 3}` });
        return [around(from, preRow), around(to, postRow), line];
      });
      set(group, { "clip-path": board.clipPath });
      group.replaceChildren(...marks);
    },
  };
}
