/** A prediction: a question, something to draw or choose, commit, and what really happens. */

import { html, OWN_KEYS, say, set } from "../dom/dom.mjs";
import { sketch, thumbnail } from "./sketch.mjs";

let asked = 0;

function choices(model, frame, taken) {
  const name = `stdplab-predict-${(asked += 1)}`;
  const radios = frame.options.map(([label]) => html("input", { type: "radio", name, value: label, ...OWN_KEYS }));
  const element = html("div", { class: "options", role: "radiogroup", "aria-label": frame.title });
  frame.options.forEach(([label, curve], k) => {
    radios[k].addEventListener("change", () => taken(label));
    element.append(html("label", {}, thumbnail(frame, curve), html("span", {}, radios[k], ` ${label}`)));
  });
  return {
    drawing: element,
    place: (answer) => radios.forEach((radio) => (radio.checked = radio.value === answer)),
    reveal() {
      radios.forEach((radio) => (radio.disabled = true));
    },
  };
}

function render({ model, el }) {
  const frame = model.get("frame");
  const part = (frame.how === "draw" ? sketch : (f, taken) => choices(model, f, taken))(frame, (answer) => {
    model.set("answer", answer);
    model.save_changes();
    show();
  });
  const commit = html("button", { type: "button", class: "commit", ...OWN_KEYS }, "Commit");
  const again = html("button", { type: "button", ...OWN_KEYS }, "Start again");
  const verdict = html("p", { class: "verdict", role: "status" });
  const happens = frame.how === "say" ? sketch({ ...frame, title: "what happens" }, () => {}) : null;
  commit.addEventListener("click", () => {
    if (model.get("answer") === null || model.get("committed")) return;
    model.set("committed", true);
    model.save_changes();
    show();
  });
  again.addEventListener("click", () => {
    if (model.get("committed")) return;
    model.set("answer", null);
    model.save_changes();
    show();
  });
  const root = html("div", { class: "stdplab predict" },
    html("p", { class: "question" }, frame.title), part.drawing,
    html("div", { class: "buttons" }, commit, again), verdict);

  function show() {
    const [answer, committed, truth] = ["answer", "committed", "truth"].map((key) => model.get(key));
    part.place(answer);
    commit.hidden = again.hidden = committed;
    set(commit, { "aria-disabled": answer === null ? "true" : null });
    if (committed) part.reveal(truth ?? []);
    if (truth && happens && !happens.drawing.isConnected) {
      happens.place(truth);
      happens.reveal([]);
      verdict.before(happens.drawing);
    }
    const said = committed ? model.get("verdict") || "Committed. The kernel has not answered yet." : "";
    say(verdict, said || (answer === null ? "Commit first, then see." : "Change it as long as you like, then commit."));
  }

  const keys = ["change:answer", "change:committed", "change:truth", "change:verdict"];
  keys.forEach((key) => model.on(key, show));
  el.append(root);
  show();
  return () => keys.forEach((key) => model.off(key, show));
}

export default { render };
