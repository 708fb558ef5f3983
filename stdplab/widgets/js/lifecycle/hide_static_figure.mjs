/** Hides the static figure that a saved notebook shows in place of a board, while the board is live. */

/**
 * Hides one static figure at a time.
 *
 * @returns {{hide(key: string): void, showAgain(): void}} `key` names the figure; without a key nothing is hidden
 */
export function makeStaticFigureHider() {
  /** @type {CSSStyleSheet | null} */
  let sheet = null; // constructed, since strict content-security policies allow that
  let hiddenKey = "";
  return {
    hide(key) {
      if (!key || key === hiddenKey) return;
      hiddenKey = key;
      if (!sheet) {
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      sheet.replaceSync(`[data-stdplab-still="${CSS.escape(key)}"] { display: none; }`);
    },
    showAgain() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
