/** Elements of the page: how they are made and brought up to date. */

import { SUPPRESS_SHORTCUTS } from "./keyboard.mjs";

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * Set attributes; `null` and `false` remove one. Data is only ever set as text, never as markup.
 *
 * @template {Element} T
 * @param {T} element
 * @param {Record<string, any>} attributes
 * @returns {T} the element
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
  return element;
}

/**
 * Set an element's text if it differs: setting even the same text again costs a layout.
 *
 * @param {Element} element
 * @param {string} text
 * @returns {void}
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Set an element's children. Those already in place are not moved, since that would take their focus.
 *
 * @param {Element} element
 * @param {Element[]} children
 * @returns {void}
 */
export function setChildren(element, children) {
  for (const child of [...element.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, i) => {
    if (element.children[i] !== child) element.insertBefore(child, element.children[i] ?? null);
  });
}

/**
 * An SVG element.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = set(document.createElementNS(SVG_NAMESPACE, tag), attributes);
  element.append(...children);
  return element;
}

/**
 * An HTML element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function html(tag, attributes = {}, ...children) {
  const element = set(document.createElement(tag), attributes);
  element.append(...children);
  return element;
}

/**
 * A button.
 *
 * @param {string} label its text, or its accessible name where an icon is shown instead
 * @param {() => void} onClick
 * @param {string | null} [icon] a character shown in place of the label
 * @returns {HTMLButtonElement}
 */
export function button(label, onClick, icon = null) {
  const attributes = { type: "button", ...SUPPRESS_SHORTCUTS, "aria-label": icon && label, title: icon && label };
  const element = html("button", attributes, icon ?? label);
  element.addEventListener("click", onClick);
  return element;
}

/**
 * A symbol as inline HTML.
 *
 * @param {string[][]} runs pieces of text, each [text, "base" or "sub"]
 * @returns {HTMLSpanElement}
 */
export function symbolHtml(runs) {
  const parts = runs.map(([text, kind]) => html(kind === "sub" ? "sub" : "i", {}, text));
  return html("span", { class: "stdplab-symbol" }, ...parts);
}

/**
 * Symbols as SVG text, with commas between them. Each run is lowered or raised against the one before it.
 *
 * @param {string[][][]} symbols each a list of runs, as in `symbolHtml`
 * @returns {SVGTSpanElement[]}
 */
export function symbolSvg(symbols) {
  /** @type {SVGTSpanElement[]} */
  const parts = [];
  let lowered = false;
  symbols.forEach((runs, index) => {
    if (index) parts.push(svg("tspan", {}, ", "));
    for (const [text, kind] of runs) {
      const sub = kind === "sub";
      const dy = sub === lowered ? null : sub ? 3 : -3;
      parts.push(svg("tspan", { dy, class: sub ? "stdplab-sub" : null }, text));
      lowered = sub;
    }
  });
  return parts;
}
