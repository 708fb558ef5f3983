/** A prediction: a question, something to draw or to choose, a commit, and what really happens. */

import { button, html, set, setText } from "../dom/elements.mjs";
import { FOCUSABLE } from "../dom/keyboard.mjs";
import { putIntoView } from "../dom/page_style.mjs";
import { thumbnail } from "./axes.mjs";
import { sketch } from "./sketch.mjs";

/** @typedef {import("../types.d.ts").Model} Model */
/** @typedef {import("./axes.mjs").Frame} Frame */
/** @typedef {number[] | string | null} Answer a drawn curve or a chosen label */

/** @typedef {{drawing: Element, setAnswer(answer: Answer): void, reveal(truth: number[]): void}} AnswerForm */

let choiceCount = 0; // in this page

/**
 * The options to choose from, with the same methods as a sketch.
 *
 * @param {Frame} frame
 * @param {(label: string) => void} onAnswer
 * @returns {AnswerForm}
 */
function choices(frame, onAnswer) {
  const name = `stdplab-predict-${(choiceCount += 1)}`;
  const radios = frame.options.map(([label]) => html("input", { type: "radio", name, value: label, ...FOCUSABLE }));
  const element = html("div", { class: "stdplab-options", role: "radiogroup", "aria-label": frame.title });
  frame.options.forEach(([label, curve], k) => {
    radios[k].addEventListener("change", () => onAnswer(label));
    element.append(html("label", {}, thumbnail(frame, curve), html("span", {}, radios[k], ` ${label}`)));
  });
  return {
    drawing: element,
    setAnswer(answer) {
      radios.forEach((radio) => (radio.checked = radio.value === answer));
    },
    reveal() {
      radios.forEach((radio) => (radio.disabled = true));
    },
  };
}

/** @param {{model: Model, el: Element}} view */
function render({ model, el }) {
  /** @type {Frame} */
  const frame = model.get("frame");
  /** @type {AnswerForm} */
  const question = frame.how === "draw" ? sketch(frame, onAnswer) : choices(frame, onAnswer);
  const commitButton = button("Commit", commit);
  set(commitButton, { class: "stdplab-commit" });
  const againButton = button("Start again", startAgain);
  const verdict = html("p", { class: "stdplab-verdict", role: "status" });
  const result = frame.how === "say" ? sketch({ ...frame, title: "what happens" }, () => {}) : null;
  const root = html("div", { class: "stdplab stdplab-predict" },
    html("p", { class: "stdplab-question" }, frame.title), question.drawing,
    html("div", { class: "stdplab-buttons" }, commitButton, againButton), verdict);

  /** @type {(trait: string, value: Answer | boolean) => void} */
  function send(trait, value) {
    model.set(trait, value);
    model.save_changes();
    show();
  }
  /** @param {Answer} answer */
  function onAnswer(answer) {
    send("answer", answer);
  }
  function commit() {
    if (model.get("answer") !== null && !model.get("committed")) send("committed", true);
  }
  function startAgain() {
    if (!model.get("committed")) send("answer", null);
  }

  /** @type {(answer: Answer, committed: boolean) => string} */
  function instruction(answer, committed) {
    if (committed) return model.get("verdict") || "Committed. Waiting for the kernel.";
    if (answer === null) return "Give your answer and commit it. Then you see what happens.";
    return "You can change your answer until you commit it.";
  }

  function show() {
    const [answer, committed, truth] = ["answer", "committed", "truth"].map((key) => model.get(key));
    question.setAnswer(answer);
    commitButton.hidden = againButton.hidden = committed;
    set(commitButton, { "aria-disabled": answer === null ? "true" : null });
    if (committed) question.reveal(truth ?? []);
    if (truth && result && !result.drawing.isConnected) {
      result.setAnswer(truth);
      result.reveal([]);
      verdict.before(result.drawing);
    }
    setText(verdict, instruction(answer, committed));
  }

  const events = ["change:answer", "change:committed", "change:truth", "change:verdict"];
  events.forEach((event) => model.on(event, show));
  const takeOut = putIntoView(el, root, model.get("_style"));
  show();
  return () => {
    takeOut();
    events.forEach((event) => model.off(event, show));
  };
}

export default { render };
