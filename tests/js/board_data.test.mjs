/** What a board computes from its data: values and limits, what is shown and locked, views, files. */

import assert from "node:assert/strict";
import test from "node:test";

import { withRuleDefaults } from "../../stdplab/widgets/js/experiment/rule_defaults.mjs";
import { viewForExperiment } from "../../stdplab/widgets/js/experiment/view_for_experiment.mjs";
import { csvOf } from "../../stdplab/widgets/js/share/csv.mjs";
import { pythonOf } from "../../stdplab/widgets/js/share/python_code.mjs";
import { panelValues, roundUp } from "../../stdplab/widgets/js/simulate/panel_values.mjs";
import { makeJsonReader, unpackSeries } from "../../stdplab/widgets/js/state/model_reader.mjs";
import { makeVisibility } from "../../stdplab/widgets/js/state/visibility.mjs";
import { makeModel } from "./make_model.mjs";

const EXPERIMENT = {
  stdplab: 1,
  protocol: { pre: [1], post: [2], reward: [[0, 1]], duration: 2, dt: 1 },
  rules: [{ rule: "STDP", gamma: 0.2 }],
  w0: 0.5,
  lag: 0,
  bounds: null,
};

test("limits are round and never below the value", () => {
  assert.deepEqual([1, 1.01, 2.2, 0.07, 760].map(roundUp), [1, 1.5, 3, 0.075, 1000]);
});

test("panels hold their curves, folded with the learning rate where they should be", () => {
  const panel = { rest: [-1, 1], curves: [{ rule: "STDP", name: "y", mirrored: true, folded: true }] };
  const results = { STDP: { y: Float64Array.of(0, 8) } };
  const [folded] = panelValues([panel], results, { STDP: 0.5 }, "folded");
  assert.deepEqual([...folded.values[0]], [-0, -4]);
  assert.deepEqual(folded.limits, [-4, 4]);
  const [unit] = panelValues([panel], results, { STDP: 0.5 }, "unit");
  assert.deepEqual(unit.limits, [-10, 10]);
});

test("panels that a teacher has not chosen are left out, and the same list comes back as long as nothing changes", () => {
  const choice = { parts: ["controls"], panels: ["w"], hide: ["tau_z"], lock: ["pre"] };
  const visibility = makeVisibility(() => choice);
  const panels = [{ key: "x" }, { key: "w" }];
  assert.deepEqual(visibility.filterPanels(panels), [{ key: "w" }]);
  assert.equal(visibility.filterPanels(panels), visibility.filterPanels(panels));
  assert.ok(visibility.isHidden("tau_z") && visibility.isLocked("pre") && !visibility.shows("toolbar"));
});

test("a locked thing is named when an edit would change it", () => {
  const visibility = makeVisibility(() => ({ parts: [], panels: null, hide: [], lock: ["pre", "w0"] }));
  const controls = [{ key: "w0", label: "Start weight", paths: [["w0"]] }];
  const moved = { ...EXPERIMENT, protocol: { ...EXPERIMENT.protocol, pre: [2] } };
  assert.equal(visibility.whyLocked(EXPERIMENT, moved, controls), "The pre spikes are locked in this lab");
  assert.equal(visibility.whyLocked(EXPERIMENT, { ...EXPERIMENT, w0: 1 }, controls), "Start weight is locked in this lab");
  assert.equal(visibility.whyLocked(EXPERIMENT, { ...EXPERIMENT, lag: 1 }, controls), "");
});

test("an experiment takes the view of one with the same rules, and of no other", () => {
  const view = { panels: [], rules: [{ name: "STDP" }], controls: [] };
  const candidates = [{ experiment: EXPERIMENT, viewModel: view }];
  assert.deepEqual(viewForExperiment({ ...EXPERIMENT, w0: 0 }, candidates), view);
  for (const rules of [[{ rule: "MSTDP", gamma: 0.2 }], [{ rule: "STDP", gamma: "0.2" }], [{ rule: "STDP" }]])
    assert.equal(viewForExperiment({ ...EXPERIMENT, rules }, candidates), null);
});

test("a rule of an older experiment gets the defaults of the parameters that it lacks", () => {
  const defaults = { rule: "STDP", gamma: 0.1, scheme: 0 };
  const viewModel = { panels: [], rules: [{ name: "STDP", defaults }], controls: [] };
  assert.deepEqual(withRuleDefaults(EXPERIMENT, [viewModel]).rules, [{ rule: "STDP", gamma: 0.2, scheme: 0 }]);
  const own = { ...EXPERIMENT, rules: [{ rule: "Own", k: 1 }] };
  assert.deepEqual(withRuleDefaults(own, [viewModel]), own);
});

test("a trait is parsed once for each text", () => {
  const model = makeModel({ _view: '{"panels": []}' });
  const read = makeJsonReader(model);
  assert.equal(read("_view"), read("_view"));
  model.set("_view", '{"panels": [1]}');
  assert.deepEqual(read("_view"), { panels: [1] });
});

test("the kernel's series come out of their one buffer", () => {
  const data = new DataView(Float64Array.of(1, 2, 3, 4).buffer);
  const { STDP } = unpackSeries({ names: [["STDP", "w"], ["STDP", "x"]], data });
  assert.deepEqual([[...STDP.w], [...STDP.x]], [[1, 2], [3, 4]]);
  assert.deepEqual(unpackSeries({}), {});
});

test("the table has one row for each time step, and what is the same for all rules once", () => {
  const series = { pre: [0, 1, 0], post: [0, 0, 1], reward: [0, 1, 1] };
  const experiment = { ...EXPERIMENT, protocol: { ...EXPERIMENT.protocol, dt: 0.5 } };
  const table = csvOf(experiment, { STDP: { w: [0.5, 0.5, 0.7], ...series }, MSTDP: { w: [0.5, 0.1, 0.2], ...series } }, "9");
  const lines = table.split("\n");
  assert.equal(lines[0], "# stdplab 9");
  assert.deepEqual(JSON.parse(lines[1].replace("# experiment ", "")), experiment);
  assert.deepEqual(lines.slice(3), ["t_ms,pre,post,reward,STDP.w,MSTDP.w", "0,0,0,0,0.5,0.5", "0.5,1,0,1,0.5,0.1", "1,0,1,1,0.7,0.2", ""]);
});

test("the Python code imports what it uses and asks for a rule of one's own", () => {
  const code = pythonOf({ ...EXPERIMENT, rules: [...EXPERIMENT.rules, { rule: "Own", on: true }] }, [{ module: "stdplab" }, {}], "9");
  assert.match(code, /^from stdplab import Experiment, Protocol, STDP$/m);
  assert.match(code, /^# Own is a rule of your own: define it before you run this\.$/m);
  assert.match(code, /Own\(on=True\)/);
  assert.match(code, /Protocol\(pre=\(1,\), post=\(2,\), reward=\(\(0, 1\),\), duration=2, dt=1\)/);
});
