/**
 * The store: the experiment on a board, how to edit it, its results, and its history.
 *
 * All views of a board in a page share one store. The model's traits are the kernel's word. The
 * page shows its newest edit while the kernel has not answered it, and else what the kernel says;
 * where there is no kernel, the page writes the traits itself.
 */

import { expandControls, valueAtPath } from "../experiment/reward_controls.mjs";
import { whyInvalid } from "../experiment/validate_experiment.mjs";
import { viewForExperiment } from "../experiment/view_for_experiment.mjs";
import { whyInvalidEdit, whyNotWithControls } from "./edit_checks.mjs";
import { makeExchange } from "./exchange.mjs";
import { makeJsonReader } from "./model_reader.mjs";
import { makeResults } from "./results.mjs";
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
  const exchange = makeExchange((message) => model.send(message), () => viewModel().rules.some(({ program }) => program === null));
  /** @type {Set<(newExperiment: boolean) => void>} */
  const listeners = new Set();
  let alone = Boolean(model.standalone); // whether there is no kernel
  let lastAnswer = model.get("_answer");
  /** @type {Omit<BoardState, "json"> | null} */
  let edited = null; // what the page shows while the kernel has not answered
  let shown = withJson(inTraits());
  const history = makeUndoHistory(shown, put);

  /** What the traits say. */
  function inTraits() {
    return { experiment: model.get("_experiment"), viewModel: readJson("_view"), preset: model.get("preset") };
  }
  function withJson(/** @type {Omit<BoardState, "json">} */ state) {
    return { ...state, json: JSON.stringify(state.experiment) };
  }
  const experiment = () => shown.experiment;
  const viewModel = () => shown.viewModel;
  const resultsNow = () => results.of(experiment(), viewModel());
  const ruleNames = () => viewModel().rules.map(({ name }) => name);
  const controls = () => expandControls(viewModel().controls, experiment().protocol);

  /** Show what is to be shown now, and tell the listeners. */
  function update() {
    const answer = model.get("_answer");
    const outcome = answer === lastAnswer ? "" : exchange.settle(answer);
    lastAnswer = answer;
    if (outcome) edited = null;
    const next = edited ?? inTraits();
    const before = shown;
    if (next.experiment !== before.experiment) shown = withJson(next);
    else shown = { ...next, json: before.json };
    const newExperiment = shown.json !== before.json;
    if (!newExperiment) shown.experiment = before.experiment; // its results are known
    if (outcome === "refused") history.takeBack(shown);
    else history.record(shown);
    for (const listener of listeners) listener(newExperiment);
  }

  /** Put a state on the board, and tell the kernel. */
  function put(/** @type {Omit<BoardState, "json">} */ state) {
    if (alone) writeTraits(state);
    else {
      edited = state;
      exchange.edit(state.experiment, state.preset);
      if (model.get("message")) showMessage("");
    }
    update();
  }
  function writeTraits(/** @type {Omit<BoardState, "json">} */ state) {
    const changes = { _experiment: state.experiment, preset: state.preset, message: "" };
    const sameView = state.viewModel === readJson("_view");
    model.set(sameView ? changes : { ...changes, _view: JSON.stringify(state.viewModel) });
  }

  function showMessage(/** @type {string} */ text) {
    model.set("message", text);
    if (!alone) model.save_changes();
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
    else put({ ...shown, experiment: changed });
  }

  function presetState(/** @type {string} */ name) {
    const preset = readJson("_presets")[name];
    return { experiment: preset.experiment, viewModel: readJson("_views")[preset.view], preset: name };
  }

  /** @type {import("../types.d.ts").Store["checkOpen"]} */
  function checkOpen(other) {
    const candidates = [shown, ...Object.keys(readJson("_presets")).map(presetState)];
    const refused = whyInvalid(other) || whyLocked(experiment(), other, controls());
    const found = refused ? null : viewForExperiment(other, candidates);
    if (!found) return { why: refused || (alone ? NO_KERNEL : ""), viewModel: null };
    return { why: whyNotWithControls(other, found.controls, (one) => results.of(one, found)), viewModel: found };
  }

  return {
    experiment, viewModel, ruleNames, controls, edit, showMessage, refuse, checkOpen, history, update,
    control: (key) => controls().find((control) => control.key === key),
    controlValue: (control) => valueAtPath(experiment(), control.paths[0]),
    setControl(control, value) {
      edit((changed) => {
        for (const path of control.paths) valueAtPath(changed, path.slice(0, -1))[path.at(-1)] = value;
      }, control, value);
    },
    endGesture: exchange.endGesture,
    simulate: (other, ruleIndex) => results.oneRule(other, viewModel(), ruleIndex),
    results: resultsNow,
    gammas: () => Object.fromEntries(ruleNames().map((name, i) => [name, experiment().rules[i].gamma])),
    message: () => model.get("message"),
    presets: () => Object.keys(readJson("_presets")),
    preset: () => shown.preset,
    choosePreset: (name) => put(presetState(name)),
    open(other, preset = shown.preset) {
      const { why, viewModel: found } = checkOpen(other);
      if (why) refuse(why);
      else if (found) put({ preset, experiment: other, viewModel: found });
      else { // only the kernel has programs for it, or says why not
        exchange.endGesture();
        exchange.edit(other, preset);
        exchange.endGesture();
      }
      return !why;
    },
    version: () => model.get("_version"),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    disconnect() {
      if (alone) return;
      alone = true;
      exchange.close();
      if (edited) writeTraits(edited);
      edited = null;
      update();
    },
    close() {
      exchange.endGesture();
      exchange.close();
    },
  };
}
