/** An experiment as Python code that a person reads, changes and runs: the same numbers without a board. */

const WIDE = 88;

/** A value as Python writes it: both sides read the same double in the shortest decimal. */
function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/** `open` and items and ")" on one line where they fit, else filled lines or one line an item. */
function fitted(open, items, indent, { fill = false, last = "" } = {}) {
  const flat = `${open}${items.join(", ")}${last})`;
  if (indent + flat.length <= WIDE - 6 && !flat.includes("\n")) return flat; // 6: for a name in front
  const inner = " ".repeat(indent + 4);
  const lines = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (fill && line && inner.length + line.length + item.length + 2 < WIDE) lines.push(`${lines.pop()} ${item},`);
    else lines.push(`${item},`);
  }
  return `${open}\n${lines.map((line) => inner + line).join("\n")}\n${" ".repeat(indent)})`;
}

const tuple = (items, indent) => fitted("(", items, indent, { fill: true, last: items.length === 1 ? "," : "" });

const named = (values) => Object.entries(values).map(([name, value]) => `${name}=${literal(value)}`);

/** The import lines, and a comment for each rule that a person has to define first. */
function preamble(rules, bounds, known) {
  const modules = new Map([["stdplab", new Set(["Experiment", "Protocol"])]]);
  if (bounds) modules.get("stdplab").add(bounds.bounds);
  const own = new Set();
  rules.forEach(({ rule }, i) => {
    const { module } = known[i];
    if (!module) own.add(rule);
    else modules.set(module, (modules.get(module) ?? new Set()).add(rule));
  });
  return [
    ...[...own].map((name) => `# ${name} is a rule of your own: define it before you run this.`),
    ...[...modules].map(([module, names]) => `from ${module} import ${[...names].sort().join(", ")}`),
  ];
}

/**
 * The program: builds the experiment, runs it and prints the final weights.
 *
 * @param known the view's rules, which say what module each comes from
 */
export function pythonOf(experiment, known, version) {
  const { protocol, rules, w0, lag, bounds } = experiment;
  const reward = protocol.reward.map(([onset, level]) => `(${literal(onset)}, ${literal(level)})`);
  const parts = [
    fitted("Protocol(", [
      `pre=${tuple(protocol.pre.map(literal), 8)}`, `post=${tuple(protocol.post.map(literal), 8)}`,
      `reward=${tuple(reward, 8)}`, ...named({ duration: protocol.duration, dt: protocol.dt }),
    ], 4),
    tuple(rules.map(({ rule, ...parameters }) => fitted(`${rule}(`, named(parameters), 8, { fill: true })), 4),
    ...named({ w0, lag }),
  ];
  if (bounds) {
    const { bounds: kind, ...limits } = bounds;
    parts.push(`bounds=${fitted(`${kind}(`, named(limits), 4)}`);
  }
  return [
    `# An experiment made with stdplab ${version}`,
    ...preamble(rules, bounds, known),
    "",
    `experiment = ${fitted("Experiment(", parts, 0)}`,
    "for name, result in experiment.run().items():",
    '    print(f"{name} {result.final:.4f}")',
    "",
  ].join("\n");
}
