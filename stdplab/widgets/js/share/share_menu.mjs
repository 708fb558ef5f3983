/** The Share menu: an experiment, its curves and its picture to carry off, and one to bring back. */

import { html, say } from "../dom/dom.mjs";
import { KEYS } from "../controls/control_rows.mjs";
import { button } from "../controls/toolbar.mjs";
import { csvOf } from "./csv.mjs";
import { pngOf, svgOf } from "./image.mjs";
import { pythonOf } from "./python_code.mjs";
import { makeToken, readShared } from "./token.mjs";

/** Hand a file to the browser. */
function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  html("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // by then the browser has read it
}

/** Keeps a popover below its button, inside the window, while the page scrolls under it. */
function keepBelow(opener, panel) {
  function place() {
    if (!panel.isConnected || !panel.matches(":popover-open")) {
      window.removeEventListener("scroll", place, true);
      return;
    }
    const [anchor, box] = [opener.getBoundingClientRect(), panel.getBoundingClientRect()];
    const [x, y] = [anchor.right - box.width, anchor.bottom + 6];
    panel.style.setProperty("left", `${Math.max(8, Math.min(x, window.innerWidth - box.width - 8))}px`);
    panel.style.setProperty("top", `${Math.max(8, Math.min(y, window.innerHeight - box.height - 8))}px`);
  }
  panel.addEventListener("toggle", () => {
    window.addEventListener("scroll", place, true);
    place();
  });
}

export function shareMenu(board) {
  const status = html("p", { class: "told", role: "status" });
  const shown = html("textarea", { readonly: "", rows: 5, "aria-label": "Text to copy", ...KEYS });
  shown.hidden = true;
  const typed = html("input", { type: "text", placeholder: "stdplab1.…", spellcheck: "false", autocomplete: "off", ...KEYS });
  const opener = html("button", { type: "button", "aria-haspopup": "dialog", ...KEYS }, "Share");

  /** To the clipboard, or where the browser keeps that shut, to where a person can copy it. */
  async function copy(what, text) {
    try {
      await navigator.clipboard.writeText(text);
      say(status, `Copied ${what}.`);
    } catch {
      say(status, `The browser does not let this page copy. Here stands ${what}, selected: copy with Ctrl+C or ⌘C.`);
      shown.hidden = false;
      shown.value = text;
      shown.select();
    }
  }

  /** A button that does one thing and says what came of it. */
  function action(words, act) {
    return button(words, async () => {
      shown.hidden = true;
      say(status, "");
      try {
        await act();
      } catch (error) {
        say(status, error.message);
      }
    });
  }
  const file = (words, ending, make, type) => action(words, async () => {
    const name = `stdplab-${board.version()}.${ending}`;
    download(name, await make(), type);
    say(status, `${name} goes to your downloads.`);
  });
  const json = () => JSON.stringify(board.experiment(), null, 1);

  async function bring() {
    let experiment;
    try {
      experiment = await readShared(typed.value);
    } catch (error) {
      board.say(`${error.message}. The board keeps what it had.`);
      return;
    }
    if (!board.open(experiment)) return;
    typed.value = "";
    panel.hidePopover();
  }
  const paste = html("div", { class: "paste" }, html("label", {}, html("span", {}, "Paste a token or JSON"), typed), button("Open", bring));
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // a notebook keeps Enter from submitting a form
    event.stopPropagation();
    bring();
  });

  const group = (words, ...parts) => html("section", {}, html("h3", {}, words), ...parts);
  const row = (...buttons) => html("div", { class: "choices" }, ...buttons);
  const panel = html("div", { class: "share", popover: "auto", role: "dialog", "aria-label": "Share" },
    group("Copy", row(
      action("Copy as Python", () => copy("the Python code", pythonOf(board.experiment(), board.view().rules, board.version()))),
      action("Copy token", async () => copy("the token", await makeToken(board.experiment()))))),
    group("Download", row(
      file("Experiment, JSON", "json", json, "application/json"),
      file("All series, CSV", "csv", () => csvOf(board.experiment(), board.results(), board.version()), "text/csv"),
      file("Picture, PNG", "png", () => pngOf(board), "image/png"),
      file("Picture, SVG", "svg", () => svgOf(board), "image/svg+xml"))),
    group("Open", paste), status, shown);
  opener.popoverTargetElement = panel; // Escape, a click beside it and the way back for focus are the browser's
  keepBelow(opener, panel);
  panel.addEventListener("beforetoggle", () => {
    say(status, "");
    shown.hidden = true;
    panel.querySelector("button").autofocus = true; // not from the start: a page would heed it when it opens
  });
  return { element: html("span", { class: "sharing" }, opener, panel) };
}
