/**
 * What the parts of a board share: the experiment, how to edit it, and what follows from it.
 *
 * Everything a learner sees is computed here from the experiment; the kernel only hears of it.
 * A rule without a program comes from the kernel, as the last series it has sent.
 */

import { plain, svg } from "../dom/dom.mjs";
import { problemOf } from "./validate_experiment.mjs";
import { display } from "./panel_values.mjs";
import { makeHistory } from "./undo_history.mjs";
import { crowded } from "./parse_times.mjs";
import { viewFor } from "./view_for_experiment.mjs";
import { sender } from "./kernel_sync.mjs";
import { expanded } from "./reward_controls.mjs";
import { makeShown } from "./visibility.mjs";
import { makeSimulator } from "./simulate.mjs";

const LARGEST = 1e30; // larger values have no place in a picture

const follow = (experiment, path) => path.reduce((place, part) => place[part], experiment);

/** The kernel's series, cut out of the one buffer that holds them all. */
function unpacked({ names = [], data }) {
  const results = {};
  if (!names.length) return results;
  const { buffer, byteOffset, byteLength } = data;
  const all = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const length = all.length / names.length;
  names.forEach(([rule, name], i) => {
    results[rule] = { ...results[rule], [name]: all.subarray(i * length, (i + 1) * length) };
  });
  return results;
}

/** Reads the parts of a model that come as text, each once. */
function reader(model) {
  const read = new Map();
  return (name) => {
    const text = model.get(name);
    if (read.get(name)?.text !== text) read.set(name, { text, value: JSON.parse(text) });
    return read.get(name).value;
  };
}

/** Whether every weight can be drawn. */
function drawable(results) {
  return Object.values(results).every(({ w }) => w.every((value) => Math.abs(value) < LARGEST));
}

/** The board's state around one widget model; `choice` is the model that says which parts to show. */
export function makeBoard(model, choice) {
  const simulate = makeSimulator();
  const whole = reader(model);
  const chosen = reader(choice);
  const shown = makeShown(() => chosen("choice"));
  let computed = {}; // {of: what it was computed from, results}
  const send = sender(model, () => board.view().rules.some(({ program }) => program === null));

  /** The results of an experiment: its programs', and for the other rules the kernel's last. */
  function resultsOf(experiment, view = board.view()) {
    const of = [experiment, view, model.get("_series")];
    if (!computed.of?.every((part, i) => part === of[i])) {
      const own = simulate(experiment, view.rules, whole("_programs"));
      computed = { of, results: { ...unpacked(model.get("_series")), ...own } };
    }
    return computed.results;
  }

  /** Why an edit cannot be, in words, or "". The kernel has the last word on what only it knows. */
  function problem(experiment, control, value, view) {
    const { w0, bounds, protocol } = experiment;
    const crowd = ["Pre", "Post"].map((label) => crowded(label, protocol[label.toLowerCase()].length, board.view().most)).find(Boolean);
    if (crowd) return crowd;
    if (control?.positive && !(value > 0)) return `${control.label} is ${plain(value)}: it has to be above zero`;
    if (bounds && !(bounds.low <= w0 && w0 <= bounds.high))
      return `w0 lies outside its bounds, ${plain(bounds.low)} to ${plain(bounds.high)}: start inside them`;
    if (!drawable(resultsOf(experiment, view)))
      return "with these numbers the weight grows beyond all bounds";
    return "";
  }

  /** Why an experiment cannot be under a view, in words, or "". */
  function misfit(experiment, view) {
    for (const control of view.controls)
      for (const path of control.positive ? control.paths : []) {
        const why = problem(experiment, control, follow(experiment, path), view);
        if (why) return why;
      }
    return problem(experiment, null, null, view);
  }

  /** Put a whole state on the board. */
  function put(state) {
    send.hold(state._experiment);
    model.set({ ...state, message: "" });
    send.soon();
  }

  const board = {
    drawing: svg("svg", { role: "group", class: "drawing" }),
    layout: null,
    experiment: () => model.get("_experiment"),
    shows: shown,
    view: () => shown.chosen(whole("_view")),
    convention: () => model.get("convention"),
    names: () => board.view().rules.map(({ name }) => name),
    active: () => board.drawing.getRootNode().activeElement,
    controls: () => expanded(board.view().controls, board.experiment().protocol),
    control: (key) => board.controls().find((control) => control.key === key),
    value: (control) => follow(board.experiment(), control.paths[0]),
    /** Another experiment's series under one of the board's rules, or null where only the kernel can. */
    simulate(experiment, index) {
      const rule = board.view().rules[index];
      const one = { ...experiment, rules: [experiment.rules[index]] };
      return rule.program === null ? null : simulate(one, [rule], whole("_programs"))[rule.name];
    },
    results: () => resultsOf(board.experiment()),
    /** What the panels show, or null while the kernel's series are on their way. */
    shown() {
      const { rules, experiment } = { rules: board.view().rules, experiment: board.experiment() };
      const results = board.results();
      if (rules.length !== experiment.rules.length || rules.some(({ name }) => !results[name])) return null;
      return board.displayed(board.view().panels, results, board.gammas());
    },
    displayed: (panels, results, gammas) => display(panels, results, gammas, board.convention()),
    /** The learning rates, by rule. */
    gammas: () => Object.fromEntries(board.names().map((name, i) => [name, board.experiment().rules[i].gamma])),
    say(text) {
      model.set("message", text);
      model.save_changes();
    },
    edit(change, control, value) {
      const experiment = structuredClone(board.experiment());
      change(experiment);
      const why = shown.refused(board.experiment(), experiment, board.controls()) || problem(experiment, control, value);
      if (why) {
        board.say(`${why}. The board keeps what it had.`);
        return;
      }
      send.hold(experiment);
      model.set({ _experiment: experiment, message: "" });
      send.soon();
    },
    turn(control, value) {
      const change = (experiment) => {
        for (const path of control.paths) follow(experiment, path.slice(0, -1))[path.at(-1)] = value;
      };
      board.edit(change, control, value);
    },
    /** A gesture has ended: its last edit need not wait for those on their way. */
    release: send.now,
    lose: send.lose,
    /** The view goes: nothing of it may stay behind. */
    close() {
      send.close();
      board.history.close();
    },
    /** Traces and eligibility times gamma ("folded"), or with unit amplitude ("unit"). */
    convene(convention) {
      model.set("convention", convention);
      model.save_changes();
    },
    presets: () => Object.keys(whole("_presets")),
    preset: () => model.get("preset"),
    choose(name) {
      const { experiment, view } = whole("_presets")[name];
      put({ preset: name, _experiment: experiment, _view: JSON.stringify(whole("_views")[view]) });
    },
    /** The view that fits an experiment from elsewhere, or null, and why the board cannot take it, or "". */
    opening(experiment) {
      const here = { experiment: board.experiment(), view: whole("_view") };
      const presets = Object.values(whole("_presets")).map((preset) => ({ ...preset, view: whole("_views")[preset.view] }));
      const unfit = problemOf(experiment) || shown.refused(board.experiment(), experiment, board.controls());
      const view = unfit ? null : viewFor(experiment, [here, ...presets]);
      const why = unfit || (view ? misfit(experiment, view) : send.alone() && "this page has no kernel to compute these rules: open it on a board in a notebook") || "";
      return { why, view };
    },
    /** Put an experiment from elsewhere on the board: what the page cannot compute, the kernel takes. */
    open(experiment, preset = board.preset()) {
      const { why, view } = board.opening(experiment);
      if (why) board.say(`${why}. The board keeps what it had.`);
      else if (view) put({ preset, _experiment: experiment, _view: JSON.stringify(view) });
      else {
        send.now(); // or an edit that waits its turn would undo it
        model.send({ open: experiment });
      }
      return !why;
    },
    version: () => model.get("_version"),
    history: makeHistory(model, (former) => put(former)),
  };
  return board;
}
