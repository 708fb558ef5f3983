/** The typed twin of a spike row: its times as a list that is read, typed and pasted. */

import { html, OWN_KEYS, set } from "../dom/dom.mjs";
import { listedTimes, parsedTimes } from "../state/parse_times.mjs";

/** The field of the row `name`, which is "pre" or "post". */
export function typedRow(board, name) {
  const label = name === "pre" ? "Pre" : "Post";
  const field = html("textarea", { rows: 1, spellcheck: "false", ...OWN_KEYS, "aria-label": `${label} spike times in ms` });
  const row = html("label", { class: "control times", "data-key": name }, html("span", { class: "name" }, label), field,
    html("span", { class: "unit" }, "ms"));
  const times = () => board.experiment().protocol[name];
  const read = (text) => parsedTimes(text, label, board.experiment().protocol, board.view().most);
  const refuse = (why) => board.say(`${why}. The board keeps what it had.`);
  let typing = false; // what a person is typing is theirs until it is taken

  function settle(refused, why) {
    typing = refused;
    set(field, { "aria-invalid": refused ? "true" : null, title: why || null });
    draw();
  }
  function commit() {
    if (!typing) return;
    const { times: wanted, why } = read(field.value);
    if (why) refuse(why);
    else {
      board.edit((experiment) => {
        experiment.protocol[name] = wanted;
      });
      board.release();
    }
    const taken = !why && listedTimes(times()) === listedTimes(wanted);
    settle(!taken, why);
  }
  // A text that no row could take is refused before the browser has laid it out, which takes seconds.
  field.addEventListener("beforeinput", (event) => {
    if ((event.data?.length ?? 0) < 20 * board.view().most) return;
    const { why } = read(event.data);
    if (!why) return;
    event.preventDefault();
    refuse(why);
  });
  field.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) field.addEventListener(done, commit);
  // Before a hand in the drawing changes what the text is about.
  board.drawing.addEventListener("pointerdown", commit, { capture: true });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (field.ariaInvalid) board.say("");
      settle(false);
    } else if (event.key === "Enter" && !event.shiftKey) {
      commit();
      event.preventDefault();
    } else return;
    event.stopPropagation();
  });

  function draw() {
    const text = listedTimes(times());
    if (!typing && field.value !== text) field.value = text;
  }
  return { row, draw };
}
