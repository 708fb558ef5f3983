/** An experiment as Python code that a person reads, changes and runs: the same numbers without a board. */

const LINE_LENGTH = 88;
const KEYWORD_ROOM = 6; // characters kept free for a name such as "post=" in front of a value

/** @typedef {import("../types.d.ts").Experiment} Experiment */

/**
 * A value as Python writes it: both languages write the shortest decimals of a double.
 *
 * @param {number | string | boolean} value
 */
function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/**
 * `open`, items and ")" on one line if they fit; else on several: filled lines, or one line for each item.
 *
 * @param {string} open such as "Protocol("
 * @param {string[]} items
 * @param {number} indent
 * @param {{fill?: boolean, last?: string}} [options] `last` is put before ")" on a single line
 */
function bracketed(open, items, indent, { fill = false, last = "" } = {}) {
  const oneLine = `${open}${items.join(", ")}${last})`;
  if (indent + oneLine.length <= LINE_LENGTH - KEYWORD_ROOM && !oneLine.includes("\n")) return oneLine;
  const innerIndent = " ".repeat(indent + 4);
  /** @type {string[]} */
  const lines = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (fill && line && innerIndent.length + line.length + item.length + 2 < LINE_LENGTH) lines.push(`${lines.pop()} ${item},`);
    else lines.push(`${item},`);
  }
  return `${open}\n${lines.map((line) => innerIndent + line).join("\n")}\n${" ".repeat(indent)})`;
}

/**
 * @param {string[]} items
 * @param {number} indent
 */
function tuple(items, indent) {
  return bracketed("(", items, indent, { fill: true, last: items.length === 1 ? "," : "" });
}

/** @param {Record<string, number | string | boolean>} values */
function keywordArguments(values) {
  return Object.entries(values).map(([name, value]) => `${name}=${literal(value)}`);
}

/**
 * The delays that are not zero.
 *
 * @param {Experiment["protocol"]} protocol
 */
function givenDelays({ axonal_delay, dendritic_delay }) {
  return { ...(axonal_delay && { axonal_delay }), ...(dendritic_delay && { dendritic_delay }) };
}

/**
 * The import lines, and a comment for each rule that a person must define first.
 *
 * @param {Experiment["rules"]} rules
 * @param {Experiment["bounds"]} bounds
 * @param {{module?: string}[]} viewRules
 */
function preamble(rules, bounds, viewRules) {
  const modules = new Map([["stdplab", new Set(["Experiment", "Protocol", ...(bounds ? [bounds.bounds] : [])])]]);
  const userDefined = new Set();
  rules.forEach(({ rule }, i) => {
    const { module } = viewRules[i];
    if (!module) userDefined.add(rule);
    else modules.set(module, (modules.get(module) ?? new Set()).add(rule));
  });
  return [
    ...[...userDefined].map((name) => `# ${name} is a rule of your own: define it before you run this.`),
    ...[...modules].map(([module, names]) => `from ${module} import ${[...names].sort().join(", ")}`),
  ];
}

/**
 * The program: it builds the experiment, runs it and prints the final weights.
 *
 * @param {Experiment} experiment
 * @param {{module?: string}[]} viewRules the view's rules, with the module of each one
 * @param {string} version of stdplab
 * @returns {string}
 */
export function pythonOf(experiment, viewRules, version) {
  const { protocol, rules, w0, lag, bounds } = experiment;
  const reward = protocol.reward.map(([onset, level]) => `(${literal(onset)}, ${literal(level)})`);
  const parts = [
    bracketed("Protocol(", [
      `pre=${tuple(protocol.pre.map(literal), 8)}`, `post=${tuple(protocol.post.map(literal), 8)}`,
      `reward=${tuple(reward, 8)}`, ...keywordArguments({ duration: protocol.duration, dt: protocol.dt, ...givenDelays(protocol) }),
    ], 4),
    tuple(rules.map(({ rule, ...parameters }) => bracketed(`${rule}(`, keywordArguments(parameters), 8, { fill: true })), 4),
    ...keywordArguments({ w0, lag }),
  ];
  if (bounds) {
    const { bounds: kind, ...limits } = bounds;
    parts.push(`bounds=${bracketed(`${kind}(`, keywordArguments(limits), 4)}`);
  }
  return [
    `# An experiment made with stdplab ${version}`,
    ...preamble(rules, bounds, viewRules),
    "",
    `experiment = ${bracketed("Experiment(", parts, 0)}`,
    "for name, result in experiment.run().items():",
    '    print(f"{name} {result.final:.4f}")',
    "",
  ].join("\n");
}
