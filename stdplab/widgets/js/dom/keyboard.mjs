/** The keyboard: attributes that keep keys on an element, and arrow keys as steps. */

/** On an element with this attribute the front end's own keyboard shortcuts do nothing. */
export const SUPPRESS_SHORTCUTS = { "data-lm-suppress-shortcuts": "true" };

/** For elements that are not in the tab order by themselves. */
export const FOCUSABLE = { tabindex: 0, ...SUPPRESS_SHORTCUTS };

/**
 * How many steps an arrow key asks for; Shift makes it ten.
 *
 * @param {KeyboardEvent} event
 * @param {string} back the key that steps back, such as "ArrowLeft"
 * @param {string} forth the key that steps forth
 * @returns {number} negative for back, 0 for any other key
 */
export function keySteps(event, back, forth) {
  const direction = event.key === back ? -1 : event.key === forth ? 1 : 0;
  return event.shiftKey ? 10 * direction : direction;
}
