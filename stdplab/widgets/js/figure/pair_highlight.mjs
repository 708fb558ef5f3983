/** The spike pairs behind the step of a weight that the cursor is pinned to, lit up in the rows. */

import { set, svg } from "../dom/dom.mjs";
import { foremost, pairsOf } from "./pair_attribution.mjs";

const BESIDE = 6; // px beside a step of a weight that still take hold of it
const FEW = 4; // pairs that are lit: more would tell nothing apart
const SMALL = 1e-12;

export function makeLit(board) {
  const group = svg("g", { class: "lit", "aria-hidden": "true" });
  const { all } = board.shared;
  let known = {};

  function pairs() {
    const [experiment, time, rule] = [board.experiment(), board.pinned(), all.rule];
    if (known.experiment === experiment && known.time === time && known.rule === rule) return known.found;
    const k = time === null ? 0 : Math.round(time / experiment.protocol.dt);
    const w = board.results()[board.names()[rule]]?.w;
    const moves = k > 0 && w && Math.abs(w[k] - w[k - 1]) > SMALL;
    const found = moves ? foremost(pairsOf(board, rule, k) ?? []).slice(0, FEW) : [];
    known = { experiment, time, rule, found };
    return found;
  }

  /** The jump of a weight nearest to a time, or the time itself where the weight glides. */
  function stepNear(time, w) {
    const { layout } = board;
    const { dt } = board.experiment().protocol;
    const size = (k) => Math.abs(w[k] - w[k - 1]);
    const reach = Math.ceil(((BESIDE / layout.plot) * (layout.to - layout.from)) / dt);
    const middle = Math.round(time / dt);
    let best = Math.max(middle, 1);
    for (let k = Math.max(middle - reach, 1); k <= Math.min(middle + reach, w.length - 1); k += 1)
      if (size(k) > 2 * size(best)) best = k;
    return best * dt;
  }

  return {
    group,
    pairs,
    rule: () => all.rule,
    /** Explain the step of a rule's weight at a time: what a click on its curve asks for. */
    pick(index, time) {
      all.rule = index;
      const w = board.results()[board.names()[index]]?.w;
      board.pin(w ? stepNear(time, w) : time);
    },
    draw() {
      if (all.rule >= board.names().length) all.rule = 0;
      const { layout } = board;
      const [pre, post] = ["pre", "post"].map((name) => layout.rows[board.view().panels.findIndex(({ key }) => key === name)]);
      const marks = (pre && post ? pairs() : []).flatMap((pair) => {
        const [from, to] = [layout.x(pair.pre), layout.x(pair.post)];
        const [high, low] = [pre.y + pre.height, post.y];
        const spike = (x, { y, height }) => svg("rect", { x: x - 6, y: y + 2, width: 12, height: height - 4, rx: 6 });
        return [spike(from, pre), spike(to, post), svg("path", { d: `M${from} ${high - 3}L${to} ${low + 3}` })];
      });
      set(group, { "clip-path": board.clip });
      group.replaceChildren(...marks);
    },
  };
}
