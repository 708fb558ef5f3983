/** The column of native inputs, generated from the controls' data, and the final weights. */

import { clamp, html, OWN_KEYS, plain, set, symbolHtml, weight } from "./dom.mjs";

const KEYS = { "data-lm-suppress-shortcuts": OWN_KEYS["data-lm-suppress-shortcuts"] };

/** A slider with its typed twin. */
function numberRow(board, key) {
  const slider = html("input", { type: "range", ...KEYS });
  const typed = html("input", { type: "number", ...KEYS });
  const unit = html("span", { class: "unit" });
  const control = () => board.control(key);
  slider.addEventListener("input", () => board.turn(control(), Number(slider.value)));
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
    draw();
  }
  typed.addEventListener("input", () => {
    typing = true;
  });
  for (const done of ["change", "blur"]) typed.addEventListener(done, commit);
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      typing = false;
      draw();
    } else if (event.key === "Enter") commit();
    else return;
    event.stopPropagation();
  });

  function draw() {
    const { low, high, step, label, unit: words } = control();
    const value = board.value(control());
    set(slider, { min: low, max: high, step, "aria-label": words ? `${label}, ${words}` : label });
    set(typed, { step, "aria-label": `${label}, typed` });
    slider.value = value;
    set(slider, { style: `--at: ${clamp((value - low) / (high - low || 1), 0, 1)}` });
    if (!typing) typed.value = Number(value.toPrecision(6));
    unit.textContent = words;
  }
  return { parts: [slider, html("span", { class: "typed" }, typed, unit)], draw };
}

/** A check box. */
function switchRow(board, key) {
  const box = html("input", { type: "checkbox", ...KEYS });
  box.addEventListener("change", () => board.turn(board.control(key), box.checked));
  const draw = () => {
    set(box, { "aria-label": board.control(key).label });
    box.checked = Boolean(board.value(board.control(key)));
  };
  return { parts: [box], draw };
}

/** A choice among words; its value is the position of the word. */
function choiceRow(board, key) {
  const { options, label } = board.control(key);
  const select = html("select", { "aria-label": label, ...KEYS });
  select.append(...options.map((words, i) => html("option", { value: i }, words)));
  select.addEventListener("change", () => board.turn(board.control(key), Number(select.value)));
  const draw = () => {
    select.value = String(board.value(board.control(key)));
  };
  return { parts: [select], draw };
}

const ROWS = { number: numberRow, switch: switchRow, choice: choiceRow };

/** The whole column; `draw` brings it up to date, and rebuilds it when the controls changed. */
export function controlColumn(board) {
  const column = html("div", { class: "controls" });
  let built = "";
  let rows = [];

  function build(list) {
    rows = [];
    const sections = new Map();
    for (const { key, group, kind, symbol } of list) {
      if (!sections.has(group)) sections.set(group, html("section", {}, html("h3", {}, group)));
      const words = html("span", { class: "words" });
      const row = ROWS[kind](board, key);
      const name = html("span", { class: "name" }, words, symbolHtml(symbol));
      sections.get(group).append(html("label", { class: `control ${kind}`, "data-key": key }, name, ...row.parts));
      const draw = () => {
        words.textContent = board.control(key).label;
        row.draw();
      };
      rows.push(draw);
    }
    column.replaceChildren(...sections.values(), finals());
  }

  /** The table of final weights and their changes. */
  function finals() {
    const body = html("tbody");
    rows.push(() => {
      const start = board.experiment().w0;
      const final = Object.entries(board.series().final);
      body.replaceChildren(
        ...final.map(([name, w]) =>
          html("tr", { "data-rule": name }, html("th", { scope: "row" }, name), html("td", {}, weight(w)),
            html("td", { class: "change" }, weight(w - start, true))),
        ),
      );
    });
    const head = html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Rule"),
      html("th", { scope: "col" }, "w"), html("th", { scope: "col" }, "change")));
    return html("section", { class: "finals" }, html("h3", {}, "Final weight"), html("table", {}, head, body));
  }

  return {
    column,
    draw() {
      const list = board.view().controls;
      const now = JSON.stringify(list.map(({ key, kind, symbol, options }) => [key, kind, symbol, options]));
      if (now !== built) build(list);
      built = now;
      for (const draw of rows) draw();
    },
  };
}
