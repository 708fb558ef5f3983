/**
 * The store: the experiment on a board, how to edit it, its results, and its history.
 *
 * All views of a board in a page share one store.
 */

import { last } from "../dom/numbers.mjs";
import { expandControls, valueAtPath } from "../experiment/reward_controls.mjs";
import { withRuleDefaults } from "../experiment/rule_defaults.mjs";
import { onGrid, whyInvalid } from "../experiment/validate_experiment.mjs";
import { viewForExperiment } from "../experiment/view_for_experiment.mjs";
import { whyInvalidEdit, whyNotWithControls } from "./edit_checks.mjs";
import { makeJsonReader } from "./model_reader.mjs";
import { makeResults } from "./results.mjs";
import { makeShownState } from "./shown_state.mjs";
import { makeUndoHistory } from "./undo_history.mjs";
import { makeVisibility } from "./visibility.mjs";

/** @typedef {import("../types.d.ts").BoardState} BoardState */
/** @typedef {import("../types.d.ts").Experiment} Experiment */
/** @typedef {import("../types.d.ts").ViewModel} ViewModel */

const NO_KERNEL = "this page has no kernel to compute these rules. Open it on a board in a notebook";

/** The traits whose change may change what a board shows. */
export const STORE_TRAITS = ["_answer", "_experiment", "_view", "_series", "_presets", "preset", "message"];

/**
 * The store of one board.
 *
 * @param {import("../types.d.ts").Model} model the board's model
 * @returns {import("../types.d.ts").Store}
 */
export function makeStore(model) {
  const readJson = makeJsonReader(model);
  const { whyLocked } = makeVisibility(() => readJson("choice"));
  const results = makeResults(() => readJson("_programs"), () => model.get("_series"));
  const state = makeShownState(model);
  /** @type {Set<(newExperiment: boolean) => void>} */
  const listeners = new Set();
  const history = makeUndoHistory(state.get(), put);

  const experiment = () => state.get().experiment;
  const viewModel = () => state.get().viewModel;
  const ruleNames = () => viewModel().rules.map(({ name }) => name);
  const controls = () => expandControls(viewModel().controls, experiment().protocol);
  const whatIsShown = () =>
    [experiment(), viewModel(), state.get().preset, model.get("_series"), model.get("_presets"), model.get("message")];
  let told = whatIsShown(); // to the listeners

  /** Show what is to be shown now, and tell the listeners if that is something else than before. */
  function update() {
    const { newExperiment, refused } = state.update();
    if (refused) history.takeBack(state.get());
    else history.record(state.get());
    const before = told;
    told = whatIsShown();
    if (told.some((part, i) => part !== before[i])) for (const listener of listeners) listener(newExperiment);
  }
  function put(/** @type {Omit<BoardState, "json">} */ next) {
    if (model.get("message")) showMessage(""); // before the edit, whose refusal it would take away
    state.put(next);
    update();
  }
  function showMessage(/** @type {string} */ text) {
    model.set("message", text);
    if (!state.isAlone()) model.save_changes();
    update();
  }
  /** `why` is a sentence without its full stop. */
  const refuse = (/** @type {string} */ why) => showMessage(`${why}. The board keeps what it had.`);

  /** @type {import("../types.d.ts").Store["edit"]} */
  function edit(change, control, value) {
    const changed = structuredClone(experiment());
    change(changed);
    const why = whyLocked(experiment(), changed, controls())
      || whyInvalidEdit(changed, (other) => results.of(other, viewModel()), control, value);
    if (why) refuse(why);
    else put({ ...state.get(), experiment: changed });
  }

  function presetState(/** @type {string} */ name) {
    const preset = readJson("_presets")[name];
    return { experiment: preset.experiment, viewModel: readJson("_views")[preset.view], preset: name };
  }

  /** @type {import("../types.d.ts").Store["checkOpen"]} */
  function checkOpen(given) {
    const candidates = [state.get(), ...Object.keys(readJson("_presets")).map(presetState)];
    const invalid = whyInvalid(given);
    if (invalid) return { why: invalid, experiment: given, viewModel: null };
    const other = withRuleDefaults(onGrid(given), candidates.map((candidate) => candidate.viewModel));
    const locked = whyLocked(experiment(), other, controls());
    const found = locked ? null : viewForExperiment(other, candidates);
    if (!found) return { why: locked || (state.isAlone() ? NO_KERNEL : ""), experiment: other, viewModel: null };
    return { why: whyNotWithControls(other, found.controls, (one) => results.of(one, found)), experiment: other, viewModel: found };
  }

  return {
    experiment, viewModel, ruleNames, controls, edit, showMessage, refuse, checkOpen, history, update,
    control: (key) => controls().find((control) => control.key === key),
    controlValue: (control) => valueAtPath(experiment(), control.paths[0]),
    setControl(control, value) {
      edit((changed) => {
        for (const path of control.paths) valueAtPath(changed, path.slice(0, -1))[last(path)] = value;
      }, control, value);
    },
    endGesture: state.endGesture,
    simulate: (other, ruleIndex) => results.oneRule(other, viewModel(), ruleIndex),
    results: () => results.of(experiment(), viewModel()),
    gammas: () => Object.fromEntries(ruleNames().map((name, i) => [name, experiment().rules[i].gamma])),
    message: () => model.get("message"),
    presets: () => Object.keys(readJson("_presets")),
    preset: () => state.get().preset,
    choosePreset: (name) => put(presetState(name)),
    open(other, preset = state.get().preset) {
      const { why, experiment: whole, viewModel: found } = checkOpen(other);
      if (why) refuse(why);
      else if (found) put({ preset, experiment: whole, viewModel: found });
      else state.ask(other, preset); // only the kernel has programs for it, or says why not
      return !why;
    },
    version: () => model.get("_version"),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    disconnect() {
      state.disconnect();
      update();
    },
    close: state.close,
  };
}
