/**
 * What a view takes from its page, and brings to it: the style sheet, and the colour scheme.
 *
 * A view may stand in a shadow root, which the style sheets of its page do not reach.
 */

import { html } from "./elements.mjs";

/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map(); // by their text

/**
 * Call a function once an element is in a page and shown; front ends make a view before that.
 *
 * @param {Element} element
 * @param {() => void} act
 * @returns {void}
 */
function whenShown(element, act) {
  if (element.isConnected) act();
  else
    new ResizeObserver((_entries, observer) => {
      if (!element.isConnected) return;
      observer.disconnect();
      act(); // before the browser paints
    }).observe(element);
}

/**
 * Give a style sheet to the root that an element is in, if the root does not have it.
 *
 * @param {Element} element
 * @param {string} css
 */
function adoptSheet(element, css) {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return;
  const sheet = sheets.get(css) ?? new CSSStyleSheet(); // constructed, since strict content-security policies allow that
  if (!sheets.has(css)) sheet.replaceSync(css);
  sheets.set(css, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/**
 * Whether a colour is that of words on a dark page.
 *
 * @param {string} colour such as "color(srgb 0.9 0.9 0.9 / 0.87)"
 */
function isBright(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+(?=[\s)])/g) ?? []).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
}

/**
 * Let a widget's colours be dark or light as its page is. Front ends tell their theme in many ways;
 * all of them set the colour of words, which reaches every element.
 *
 * @param {HTMLElement} root the outermost element of the widget, which has colours of its own
 * @param {HTMLElement} probe an element beside it, which has the page's colours
 */
function followScheme(root, probe) {
  probe.style.setProperty("outline-color", "color-mix(in srgb, currentcolor, currentcolor)"); // in numbers, however it was given
  // Its colour takes a moment to change, so that the browser tells when it has changed.
  probe.style.setProperty("transition", "color 1ms", "important");
  const follow = () => root.style.setProperty("color-scheme", isBright(getComputedStyle(probe).outlineColor) ? "dark" : "light");
  probe.addEventListener("transitionend", follow);
  follow();
}

/**
 * Put a widget into its view, with its style sheet and in the colours of the page.
 *
 * @param {Element} el the element of the view
 * @param {HTMLElement} root the outermost element of the widget
 * @param {string} css its style sheet; "" in a page of ours, which has it and follows the system as it does
 * @returns {() => void} takes it out again
 */
export function putIntoView(el, root, css) {
  const probe = html("span", { "aria-hidden": "true" });
  probe.style.setProperty("position", "absolute");
  el.append(root);
  if (css)
    whenShown(el, () => {
      adoptSheet(el, css);
      el.append(probe);
      followScheme(root, probe);
    });
  return () => {
    for (const element of [root, probe]) element.remove();
  };
}
