/** The column of native inputs, generated from the controls' data, and the final weights. */

import { clamp, html, OWN_KEYS, plain, say, set, symbolHtml, weight } from "./dom.mjs";

/** For native inputs, which are in the tab order by themselves. */
export const KEYS = { "data-lm-suppress-shortcuts": OWN_KEYS["data-lm-suppress-shortcuts"] };

/** A slider with its typed twin. */
function numberRow(board, key) {
  const slider = html("input", { type: "range", ...KEYS });
  const typed = html("input", { type: "number", ...KEYS });
  const unit = html("span", { class: "unit" });
  const control = () => board.control(key);
  slider.addEventListener("input", () => board.turn(control(), Number(slider.value)));
  slider.addEventListener("change", () => board.release());
  let typing = false; // what a person is typing is theirs until they are done

  function commit() {
    if (!typing) return;
    typing = false;
    const { label, fixed, low, high } = control();
    const value = typed.valueAsNumber;
    if (!Number.isFinite(value)) board.say(`${label}: type a number.`);
    else if (fixed && (value < low || value > high))
      board.say(`${label}: type a number from ${plain(low)} to ${plain(high)}.`);
    else board.turn(control(), value);
    draw(control());
  }
  typed.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) typed.addEventListener(done, commit);
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      typing = false;
      draw(control());
    } else if (event.key === "Enter") commit();
    else return;
    event.stopPropagation();
  });

  function draw({ low, high, step, label, unit: words, paths }) {
    const value = board.value({ paths });
    set(slider, { min: low, max: high, step, "aria-label": words ? `${label}, ${words}` : label });
    set(typed, { step, "aria-label": `${label}, typed` });
    if (Number(slider.value) !== value) slider.value = value;
    const at = String(clamp((value - low) / (high - low || 1), 0, 1));
    if (slider.style.getPropertyValue("--at") !== at) slider.style.setProperty("--at", at);
    const text = String(Number(value.toPrecision(6)));
    if (!typing && typed.value !== text) typed.value = text;
    say(unit, words);
  }
  return { parts: [slider, html("span", { class: "typed" }, typed, unit)], draw };
}

/** A check box. */
function switchRow(board, key) {
  const box = html("input", { type: "checkbox", ...KEYS });
  box.addEventListener("change", () => board.turn(board.control(key), box.checked));
  const draw = (control) => {
    set(box, { "aria-label": control.label });
    box.checked = Boolean(board.value(control));
  };
  return { parts: [box], draw };
}

/** A menu; `take` is called with the position of the chosen word. */
export function menu(label, options, take) {
  const select = html("select", { "aria-label": label, ...KEYS });
  select.append(...options.map((words, i) => html("option", { value: i }, words)));
  select.addEventListener("change", () => take(Number(select.value)));
  return select;
}

/** A choice among words; its value is the position of the word. */
function choiceRow(board, key) {
  const { options, label } = board.control(key);
  const select = menu(label, options, (chosen) => board.turn(board.control(key), chosen));
  const draw = (control) => {
    select.value = String(board.value(control));
  };
  return { parts: [select], draw };
}

const ROWS = { number: numberRow, switch: switchRow, choice: choiceRow };

/** The display convention, which is no part of the experiment. */
function conventionRow(board) {
  const kinds = ["folded", "unit"];
  const select = menu("Traces and eligibility", ["times γ", "of unit size"], (i) => board.convene(kinds[i]));
  const name = html("span", { class: "name" }, "Traces and z");
  const row = html("label", { class: "control choice", "data-key": "convention" }, name, select);
  const draw = () => {
    select.value = String(kinds.indexOf(board.convention()));
  };
  return { row, draw };
}

/** The table of final weights and their changes. */
function finals(board) {
  const body = html("tbody");
  const head = html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Rule"),
    html("th", { scope: "col" }, "w"), html("th", { scope: "col" }, "change"), html("th", { scope: "col" }, "kept")));
  const draw = () => {
    const [start, results] = [board.experiment().w0, board.results()];
    const known = board.names().filter((name) => results[name]);
    while (body.children.length > known.length) body.lastChild.remove();
    while (body.children.length < known.length)
      body.append(html("tr", {}, html("th", { scope: "row" }), html("td"), html("td", { class: "change" }), html("td", { class: "kept" })));
    known.forEach((name, i) => {
      const row = body.children[i];
      const w = results[name].w.at(-1);
      set(row, { "data-rule": name });
      const [kept] = board.ghosts.shown().map((run) => run.results[name]?.w.at(-1)).filter((end) => end !== undefined);
      set(row.lastChild, { title: kept === undefined ? null : "of the run kept last" });
      [name, weight(w), weight(w - start, true), kept === undefined ? "" : weight(kept)].forEach((text, k) => {
        say(row.children[k], text);
      });
    });
  };
  const section = html("section", { class: "finals" }, html("h3", {}, "Final weight"), html("table", {}, head, body));
  return { section, draw };
}

/** The whole column; `draw` brings it up to date, and rebuilds it when the controls changed. */
export function controlColumn(board) {
  const column = html("div", { class: "controls" });
  let built = "";
  let rows = [];
  let others = [];

  function build(list) {
    const sections = new Map();
    rows = list.map(({ key, group, kind, symbol }) => {
      if (!sections.has(group)) sections.set(group, html("section", {}, html("h3", {}, group)));
      const words = html("span", { class: "words" });
      const row = ROWS[kind](board, key);
      const name = html("span", { class: "name" }, words, symbolHtml(symbol));
      sections.get(group).append(html("label", { class: `control ${kind}`, "data-key": key }, name, ...row.parts));
      return (control) => {
        say(words, control.label);
        row.draw(control);
      };
    });
    const convention = conventionRow(board);
    const table = finals(board);
    others = [convention.draw, table.draw];
    const shown = html("section", {}, html("h3", {}, "Display"), convention.row);
    column.replaceChildren(...sections.values(), shown, table.section);
  }

  return {
    column,
    draw() {
      const list = board.controls();
      const now = JSON.stringify(list.map(({ key, kind, symbol, options }) => [key, kind, symbol, options]));
      if (now !== built) build(list);
      built = now;
      list.forEach((control, i) => rows[i](control));
      for (const draw of others) draw();
    },
  };
}
