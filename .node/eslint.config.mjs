import js from "@eslint/js";

/** What the modules use of a browser, and no more: `name` or `close` without an import is an error. */
const BROWSER = [
  "document", "window", "location", "navigator", "performance",
  "addEventListener", "removeEventListener", "getComputedStyle", "matchMedia",
  "requestAnimationFrame", "cancelAnimationFrame", "setTimeout", "clearTimeout", "queueMicrotask",
  "ResizeObserver", "MutationObserver", "CSS", "CSSStyleSheet", "Document", "ShadowRoot", "Image", "XMLSerializer", "BroadcastChannel",
  "Blob", "Response", "URL", "CompressionStream", "DecompressionStream", "TextEncoder",
  "atob", "btoa", "structuredClone",
];

/** What the tests and the scripts beside them use of Node. */
const NODE = ["performance", "process", "URL"];

const readable = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error" },
  },
  { files: ["stdplab/**"], languageOptions: { globals: readable(BROWSER) } },
  { files: ["tests/**"], languageOptions: { globals: readable(NODE) } },
];
