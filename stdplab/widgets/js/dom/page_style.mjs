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
 * The innermost element around a view that has the page's colours: the bundle of Jupyter's widgets
 * gives all of them dark words, whatever the page looks like.
 *
 * @param {Element} el the element of the view
 */
function pageElement(el) {
  let outside = el;
  for (let widget = el.closest(".jupyter-widgets"); widget?.parentElement; widget = outside.closest(".jupyter-widgets"))
    outside = widget.parentElement;
  return outside;
}

/**
 * Whether words in an element are those of a dark page.
 *
 * @param {Element} element
 * @param {HTMLElement} probe an element that may be given any colour
 */
function hasBrightWords(element, probe) {
  const { color } = getComputedStyle(element);
  probe.style.setProperty("color", `color-mix(in srgb, ${color}, ${color})`); // as "color(srgb 0.9 0.9 0.9)", however it was given
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+(?=[\s)])/g) ?? []).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
}

/**
 * Let a widget's colours be dark or light as its page is. Front ends tell their theme in many ways;
 * all of them set the colour of words.
 *
 * @param {HTMLElement} root the outermost element of the widget
 * @param {Element} el the element of the view
 * @returns {() => void} stops following
 */
function followScheme(root, el) {
  const probe = html("span", { hidden: "" });
  root.append(probe);
  const follow = () => root.style.setProperty("color-scheme", hasBrightWords(pageElement(el), probe) ? "dark" : "light");
  const onTransition = (/** @type {TransitionEvent} */ event) => event.propertyName === "color" && follow();
  const themes = new MutationObserver(follow); // a theme is chosen by an attribute or a class
  for (const element of [document.documentElement, document.body]) themes.observe(element, { attributes: true });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", follow);
  document.addEventListener("transitionend", onTransition);
  follow();
  return () => {
    themes.disconnect();
    system.removeEventListener("change", follow);
    document.removeEventListener("transitionend", onTransition);
  };
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
  let stop = () => {};
  el.append(root);
  if (css)
    whenShown(el, () => {
      adoptSheet(el, css);
      stop = followScheme(root, el);
    });
  return () => {
    stop();
    root.remove();
  };
}
