/** Elements, numbers and keys: the small tools of the board's front end. */

const SVG = "http://www.w3.org/2000/svg";

/** Set attributes; `null` and `false` remove one. Text from data only ever becomes text. */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
  return element;
}

/** Say something, unless it stands there already: even the same text again would be laid out. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Give an element its children; those in their place stay untouched, since moving one takes its focus. */
export function fill(element, children) {
  for (const child of [...element.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, i) => {
    if (element.children[i] !== child) element.insertBefore(child, element.children[i] ?? null);
  });
}

/** An SVG element with attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const element = set(document.createElementNS(SVG, tag), attributes);
  element.append(...children);
  return element;
}

/** An HTML element with attributes and children. */
export function html(tag, attributes = {}, ...children) {
  const element = set(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

/** A symbol given as runs of [text, "base" or "sub"], as inline HTML. */
export function symbolHtml(runs) {
  const parts = runs.map(([text, kind]) => html(kind === "sub" ? "sub" : "i", {}, text));
  return html("span", { class: "symbol" }, ...parts);
}

/** The same runs as SVG text; each run is lowered or raised against the one before it. */
export function symbolSvg(symbols) {
  const parts = [];
  let lowered = false;
  symbols.forEach((runs, index) => {
    if (index) parts.push(svg("tspan", {}, ", "));
    for (const [text, kind] of runs) {
      const sub = kind === "sub";
      const dy = sub === lowered ? null : sub ? 3 : -3;
      parts.push(svg("tspan", { dy, class: sub ? "sub" : null }, text));
      lowered = sub;
    }
  });
  return parts;
}

/** A true minus sign. */
export function minus(text) {
  return text.replace("-", "−");
}

/** A number for people: at most four significant digits. */
export function plain(value) {
  return minus(String(Number(value.toPrecision(4))));
}

/** A number to so many decimals; one that rounds to zero has no sign. */
export function fixed(value, decimals) {
  const text = value.toFixed(decimals);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** A weight for people: four decimals; with `signed` a plus in front of a rise. */
export function weight(value, signed = false) {
  const text = fixed(value, 4);
  return signed && !text.startsWith("−") ? `+${text}` : text;
}

/** The multiple of dt nearest to `time`, as Python rounds it, so both sides hold equal values. */
export function snap(time, dt) {
  return Math.round(Math.floor(time / dt + 0.5) * dt * 1e9) / 1e9;
}

export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/** How far an arrow key asks to go, in steps; Shift goes ten times as far. 0: another key. */
export function keySteps(event, back, forth) {
  const way = event.key === back ? -1 : event.key === forth ? 1 : 0;
  return event.shiftKey ? 10 * way : way;
}

/** The front end's own shortcuts leave an element alone that carries these. */
export const OWN_KEYS = { tabindex: 0, "data-lm-suppress-shortcuts": "true" };
