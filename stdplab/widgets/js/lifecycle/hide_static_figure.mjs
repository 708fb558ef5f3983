/** The figure that a saved notebook shows in place of a board is hidden while the board lives. */

export function hider() {
  let sheet = null; // a constructed one, which strict content-security policies allow
  let hidden = "";
  return {
    hide(key) {
      if (!key || key === hidden) return;
      hidden = key;
      if (!sheet) {
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      sheet.replaceSync(`[data-stdplab-still="${CSS.escape(key)}"] { display: none; }`);
    },
    show() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
