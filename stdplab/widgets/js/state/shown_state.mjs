/**
 * The state that a board shows: the page's newest edit until the kernel answers it, else the kernel's word.
 *
 * The model's traits are the kernel's word, which the page only reads. Where there is no kernel,
 * the page writes them itself. A notebook that is saved holds the traits and, beside them, an edit
 * that the kernel has not answered yet: `_unanswered`, which exists in the page only.
 */

import { makeExchange } from "./exchange.mjs";
import { makeJsonReader } from "./model_reader.mjs";

/** @typedef {import("../types.d.ts").BoardState} BoardState */
/** @typedef {Omit<BoardState, "json">} NewState */

/**
 * Whether an answer is the one to an edit, or to a later edit of its page.
 *
 * @param {import("../types.d.ts").Answer | undefined} answer
 * @param {{page: string, serial: number}} edit
 */
const isAnswer = (answer, edit) => answer?.page === edit.page && answer.serial >= edit.serial;

/**
 * The shown state of one board.
 *
 * @param {import("../types.d.ts").Model} model the board's model
 * @returns {import("../types.d.ts").ShownState}
 */
export function makeShownState(model) {
  const readJson = makeJsonReader(model);
  const exchange = makeExchange((message) => model.send(message), () => shown.viewModel.rules.some(({ program }) => program === null));
  let alone = Boolean(model.standalone); // whether there is no kernel
  let lastAnswer = model.get("_answer");
  /** @type {NewState | null} */
  let edited = null; // what the page shows while the kernel has not answered
  let shown = withJson(inTraits());
  const left = model.get("_unanswered"); // by a page that was saved, or by views that were closed
  if (left && !isAnswer(lastAnswer, left)) {
    put({ experiment: left.experiment, preset: left.preset, viewModel: left.view ? JSON.parse(left.view) : shown.viewModel });
    shown = withJson(edited ?? inTraits());
  }

  function inTraits() {
    return { experiment: model.get("_experiment"), viewModel: readJson("_view"), preset: model.get("preset") };
  }
  /** Write a state into the traits, one by one: not every front end sets several at once. */
  function writeTraits(/** @type {NewState} */ state) {
    edited = state; // shown until all are written
    if (state.viewModel !== readJson("_view")) model.set("_view", JSON.stringify(state.viewModel));
    model.set("_experiment", state.experiment);
    model.set("preset", state.preset);
    model.set("message", "");
    settle();
  }
  /** Nothing is unanswered any more. */
  function settle() {
    edited = null;
    if (model.get("_unanswered")) model.set("_unanswered", null);
  }
  function put(/** @type {NewState} */ state) {
    if (alone) {
      writeTraits(state);
      return;
    }
    edited = state;
    const view = state.viewModel === readJson("_view") ? null : JSON.stringify(state.viewModel);
    const edit = exchange.edit(state.experiment, state.preset);
    model.set("_unanswered", { ...edit, experiment: state.experiment, preset: state.preset, view });
  }
  function withJson(/** @type {NewState} */ state) {
    return { ...state, json: JSON.stringify(state.experiment) };
  }

  return {
    get: () => shown,
    isAlone: () => alone,
    put,
    ask(experiment, preset) {
      exchange.endGesture(); // if this is refused, the edit before it must stand
      exchange.edit(experiment, preset);
      exchange.endGesture();
    },
    update() {
      const answer = model.get("_answer");
      const outcome = answer === lastAnswer ? "" : exchange.settle(answer);
      lastAnswer = answer;
      if (outcome) settle();
      const [before, next] = [shown, edited ?? inTraits()];
      shown = next.experiment === before.experiment ? { ...next, json: before.json } : withJson(next);
      const newExperiment = shown.json !== before.json;
      if (!newExperiment) shown.experiment = before.experiment; // its results are known
      return { newExperiment, refused: outcome === "refused" };
    },
    endGesture: exchange.endGesture,
    disconnect() {
      if (alone) return;
      alone = true;
      exchange.close();
      if (edited) writeTraits(edited);
    },
    close() {
      exchange.endGesture();
      exchange.close();
    },
  };
}
