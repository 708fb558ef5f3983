/** The Share menu: copy or download an experiment, its series and its picture, and open one. */

import { button, html, setText } from "../dom/elements.mjs";
import { SUPPRESS_SHORTCUTS } from "../dom/keyboard.mjs";
import { csvOf } from "./csv.mjs";
import { pngOf, svgOf } from "./image.mjs";
import { pythonOf } from "./python_code.mjs";
import { makeToken, readShared } from "./token.mjs";

/**
 * Let the browser download a file.
 *
 * @param {string} name
 * @param {string | Blob} content
 * @param {string} type
 */
function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  html("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // by then the browser has read it
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Keep a popover below its button and inside the window while the page scrolls.
 *
 * @param {HTMLElement} opener
 * @param {HTMLElement} popover
 */
function keepBelow(opener, popover) {
  function place() {
    if (!popover.isConnected || !popover.matches(":popover-open")) {
      window.removeEventListener("scroll", place, true);
      return;
    }
    const [anchor, box] = [opener.getBoundingClientRect(), popover.getBoundingClientRect()];
    const [x, y] = [anchor.right - box.width, anchor.bottom + 6];
    popover.style.setProperty("left", `${Math.max(8, Math.min(x, window.innerWidth - box.width - 8))}px`);
    popover.style.setProperty("top", `${Math.max(8, Math.min(y, window.innerHeight - box.height - 8))}px`);
  }
  popover.addEventListener("toggle", () => {
    window.addEventListener("scroll", place, true);
    place();
  });
}

/**
 * The button "Share" and its menu.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{element: HTMLElement}}
 */
export function shareMenu(board) {
  const status = html("p", { class: "stdplab-told", role: "status" });
  const copyField = html("textarea", { readonly: "", rows: 5, "aria-label": "Text to copy", ...SUPPRESS_SHORTCUTS });
  copyField.hidden = true;
  const pasteField = html("input", { type: "text", placeholder: "stdplab1.…", spellcheck: "false", autocomplete: "off", ...SUPPRESS_SHORTCUTS });
  const opener = html("button", { type: "button", "aria-haspopup": "dialog", ...SUPPRESS_SHORTCUTS }, "Share");

  /**
   * Copy a text to the clipboard; or show it selected, if the browser does not allow that.
   *
   * @param {string} subject what it is
   * @param {string} text
   */
  async function copy(subject, text) {
    try {
      await navigator.clipboard.writeText(text);
      setText(status, `Copied the ${subject}.`);
    } catch {
      setText(status, `The browser does not let this page copy. The ${subject} is selected below: copy it with Ctrl+C or ⌘C.`);
      copyField.hidden = false;
      copyField.value = text;
      copyField.select();
    }
  }

  /**
   * A button that runs an action and shows its error, if there is one.
   *
   * @param {string} label
   * @param {() => Promise<void>} action
   */
  function actionButton(label, action) {
    return button(label, async () => {
      copyField.hidden = true;
      setText(status, "");
      try {
        await action();
      } catch (error) {
        setText(status, messageOf(error));
      }
    });
  }
  /** @type {(label: string, extension: string, makeContent: () => string | Promise<Blob>, type: string) => HTMLButtonElement} */
  const downloadButton = (label, extension, makeContent, type) => actionButton(label, async () => {
    const name = `stdplab-${board.store.version()}.${extension}`;
    download(name, await makeContent(), type);
    setText(status, `Downloading ${name}.`);
  });
  const pythonCode = () => pythonOf(board.store.experiment(), board.store.viewModel().rules, board.store.version());
  const experimentJson = () => JSON.stringify(board.store.experiment(), null, 1);

  async function openPasted() {
    let experiment;
    try {
      experiment = await readShared(pasteField.value);
    } catch (error) {
      board.store.refuse(messageOf(error));
      return;
    }
    if (!board.store.open(experiment)) return;
    pasteField.value = "";
    popover.hidePopover();
  }
  const pasteRow = html("div", { class: "stdplab-paste" },
    html("label", {}, html("span", {}, "Paste a token or JSON"), pasteField), button("Open", openPasted));
  pasteField.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // in a notebook Enter would not submit a form
    event.stopPropagation();
    openPasted();
  });

  /** @type {(heading: string, part: HTMLElement) => HTMLElement} */
  const section = (heading, part) => html("section", {}, html("h3", { class: "stdplab-heading" }, heading), part);
  /** @type {(...buttons: HTMLElement[]) => HTMLElement} */
  const buttonRow = (...buttons) => html("div", { class: "stdplab-choices" }, ...buttons);
  const popover = html("div", { class: "stdplab-share", popover: "auto", role: "dialog", "aria-label": "Share" },
    section("Copy", buttonRow(
      actionButton("Copy as Python", () => copy("Python code", pythonCode())),
      actionButton("Copy token", async () => copy("token", await makeToken(board.store.experiment()))))),
    section("Download", buttonRow(
      downloadButton("Experiment, JSON", "json", experimentJson, "application/json"),
      downloadButton("All series, CSV", "csv", () => csvOf(board.store.experiment(), board.store.results(), board.store.version()), "text/csv"),
      downloadButton("Picture, PNG", "png", () => pngOf(board), "image/png"),
      downloadButton("Picture, SVG", "svg", () => svgOf(board), "image/svg+xml"))),
    section("Open", pasteRow), status, copyField);
  opener.popoverTargetElement = popover; // the browser closes it on Escape or a click outside, and returns the focus
  keepBelow(opener, popover);
  popover.addEventListener("beforetoggle", () => {
    setText(status, "");
    copyField.hidden = true;
    for (const first of [...popover.querySelectorAll("button")].slice(0, 1))
      first.autofocus = true; // set late: a page that loads would focus it at once
  });
  return { element: html("span", { class: "stdplab-sharing" }, opener, popover) };
}
