/**
 * What the parts of a board share: the experiment, how to edit it, and its results.
 *
 * Everything a learner sees is computed here from the experiment; the kernel only gets a copy.
 * A rule without a program is computed by the kernel, which sends its series.
 */

import { svg } from "../dom/elements.mjs";
import { formatNumber } from "../dom/numbers.mjs";
import { MAX_ABS_WEIGHT, MAX_SPIKES } from "./constants.mjs";
import { makeKernelSync } from "./kernel_sync.mjs";
import { makeJsonReader, unpackSeries } from "./model_reader.mjs";
import { panelValues } from "./panel_values.mjs";
import { tooManySpikes } from "./parse_times.mjs";
import { expandControls } from "./reward_controls.mjs";
import { makeSimulator } from "./simulate.mjs";
import { makeUndoHistory } from "./undo_history.mjs";
import { whyInvalid } from "./validate_experiment.mjs";
import { viewForExperiment } from "./view_for_experiment.mjs";
import { makeVisibility } from "./visibility.mjs";

/** @typedef {import("../types.d.ts").Board} Board */
/** @typedef {import("../types.d.ts").Model} Model */

const NO_KERNEL = "this page has no kernel to compute these rules. Open it on a board in a notebook";

const valueAtPath = (experiment, path) => path.reduce((data, part) => data[part], experiment);

/** Whether every weight can be drawn. */
function isDrawable(results) {
  return Object.values(results).every(({ w }) => w.every((value) => Math.abs(value) < MAX_ABS_WEIGHT));
}

/**
 * The state of one view of a board.
 *
 * @param {Model} model the board's model
 * @param {Model} choiceModel the model that says which parts to show: the board's, or a part's
 * @returns {Board} the figure and the view add further members to it
 */
export function makeBoard(model, choiceModel) {
  const simulate = makeSimulator();
  const readJson = makeJsonReader(model);
  const readChoice = makeJsonReader(choiceModel);
  const visibility = makeVisibility(() => readChoice("choice"));
  let cached = {}; // {inputs: what was computed from, results}
  const sync = makeKernelSync(model, () => board.view().rules.some(({ program }) => program === null));

  /** The results of an experiment: from programs, and for the other rules the kernel's last. */
  function resultsOf(experiment, view = board.view()) {
    const inputs = [experiment, view, model.get("_series")];
    if (!cached.inputs?.every((input, i) => input === inputs[i])) {
      const computed = simulate(experiment, view.rules, readJson("_programs"));
      cached = { inputs, results: { ...unpackSeries(model.get("_series")), ...computed } };
    }
    return cached.results;
  }

  /** Why an edit is refused, or "". The kernel may still refuse what only it can check. */
  function whyInvalidEdit(experiment, control, value, view) {
    const { w0, bounds, protocol } = experiment;
    const tooMany = tooManySpikes("Pre", protocol.pre.length, MAX_SPIKES) || tooManySpikes("Post", protocol.post.length, MAX_SPIKES);
    if (tooMany) return tooMany;
    if (control?.positive && !(value > 0)) return `${control.label} is ${formatNumber(value)}; it must be above zero`;
    if (bounds && !(bounds.low <= w0 && w0 <= bounds.high)) {
      const range = `[${formatNumber(bounds.low)}, ${formatNumber(bounds.high)}]`;
      return `w0 = ${formatNumber(w0)} is outside the bounds ${range}. Choose a start inside them`;
    }
    if (!isDrawable(resultsOf(experiment, view)))
      return "The weight diverges (above 1e30) with these parameters";
    return "";
  }

  /** Why a view cannot show an experiment, or "". */
  function whyNotUnderView(experiment, view) {
    for (const control of view.controls)
      for (const path of control.positive ? control.paths : []) {
        const why = whyInvalidEdit(experiment, control, valueAtPath(experiment, path), view);
        if (why) return why;
      }
    return whyInvalidEdit(experiment, null, null, view);
  }

  /** Put a whole state on the board. */
  function putState(state) {
    sync.queue(state._experiment);
    model.set({ ...state, message: "" });
    sync.sendSoon();
  }

  const board = /** @type {Board} */ ({
    drawing: svg("svg", { role: "group", class: "drawing" }),
    layout: null,
    experiment: () => model.get("_experiment"),
    visibility,
    view: () => visibility.filterPanels(readJson("_view")),
    /** Traces and eligibility times gamma ("folded"), or with unit amplitude ("unit"). */
    convention: () => model.get("convention"),
    setConvention(convention) {
      model.set("convention", convention);
      model.save_changes();
    },
    ruleNames: () => board.view().rules.map(({ name }) => name),
    activeElement: () => /** @type {Document | ShadowRoot} */ (board.drawing.getRootNode()).activeElement,
    controls: () => expandControls(board.view().controls, board.experiment().protocol),
    control: (key) => board.controls().find((control) => control.key === key),
    controlValue: (control) => valueAtPath(board.experiment(), control.paths[0]),
    setControl(control, value) {
      const change = (experiment) => {
        for (const path of control.paths) valueAtPath(experiment, path.slice(0, -1))[path.at(-1)] = value;
      };
      board.edit(change, control, value);
    },
    /** Change a copy of the experiment; put it on the board, or say why not. */
    edit(change, control, value) {
      const experiment = structuredClone(board.experiment());
      change(experiment);
      const why = visibility.whyLocked(board.experiment(), experiment, board.controls())
        || whyInvalidEdit(experiment, control, value);
      if (why) {
        board.refuse(why);
        return;
      }
      sync.queue(experiment);
      model.set({ _experiment: experiment, message: "" });
      sync.sendSoon();
    },
    /** A gesture has ended: its last edit is sent at once. */
    endGesture: sync.flush,
    /** The series of another experiment under one of the board's rules, or null if only the kernel can run it. */
    simulate(experiment, ruleIndex) {
      const rule = board.view().rules[ruleIndex];
      const oneRule = { ...experiment, rules: [experiment.rules[ruleIndex]] };
      return rule.program === null ? null : simulate(oneRule, [rule], readJson("_programs"))[rule.name];
    },
    results: () => resultsOf(board.experiment()),
    /** The learning rates, by rule. */
    gammas: () => Object.fromEntries(board.ruleNames().map((name, i) => [name, board.experiment().rules[i].gamma])),
    /** What the panels show, or null while the board waits for the kernel's series. */
    panelValues() {
      const { rules, panels } = board.view();
      const results = board.results();
      if (rules.length !== board.experiment().rules.length || rules.some(({ name }) => !results[name])) return null;
      return board.panelValuesOf(panels, results, board.gammas());
    },
    panelValuesOf: (panels, results, gammas) => panelValues(panels, results, gammas, board.convention()),
    showMessage(text) {
      model.set("message", text);
      model.save_changes();
    },
    /** Say why an edit was refused; `why` is a sentence without its full stop. */
    refuse: (why) => board.showMessage(`${why}. The board keeps what it had.`),
    presets: () => Object.keys(readJson("_presets")),
    preset: () => model.get("preset"),
    choosePreset(name) {
      const { experiment, view } = readJson("_presets")[name];
      putState({ preset: name, _experiment: experiment, _view: JSON.stringify(readJson("_views")[view]) });
    },
    /** Why the board cannot open an experiment from elsewhere, or ""; and its view, or null if only the kernel has it. */
    checkOpen(experiment) {
      const current = { experiment: board.experiment(), view: readJson("_view") };
      const presets = Object.values(readJson("_presets")).map((preset) => ({ ...preset, view: readJson("_views")[preset.view] }));
      const refused = whyInvalid(experiment) || visibility.whyLocked(board.experiment(), experiment, board.controls());
      const view = refused ? null : viewForExperiment(experiment, [current, ...presets]);
      if (view) return { why: whyNotUnderView(experiment, view), view };
      return { why: refused || (sync.isDisconnected() ? NO_KERNEL : ""), view };
    },
    /** Put an experiment from elsewhere on the board. If the page has no view for it, the kernel makes one. */
    open(experiment, preset = board.preset()) {
      const { why, view } = board.checkOpen(experiment);
      if (why) board.refuse(why);
      else if (view) putState({ preset, _experiment: experiment, _view: JSON.stringify(view) });
      else {
        sync.flush(); // an edit sent later would undo it
        model.send({ open: experiment });
      }
      return !why;
    },
    version: () => model.get("_version"),
    disconnect: sync.disconnect,
    /** The view is removed: nothing of it may stay behind. */
    close() {
      sync.close();
      board.history.close();
    },
    history: makeUndoHistory(model, (state) => putState(state)),
  });
  return board;
}
