/** The bar below the figure: play, a slider through time, and zoom. */

import { button, html, set } from "../dom/elements.mjs";
import { SUPPRESS_SHORTCUTS } from "../dom/keyboard.mjs";
import { formatExactly, snap } from "../dom/numbers.mjs";
import { explainMoment } from "./explanation.mjs";

const PLAY_DURATION = 10_000; // ms that a whole run takes to play
const REDUCED_MOTION_STEP = 400; // ms between two moves where the user asked for less motion
const INVITATION = "Point at a moment, or press play, to read what happens there and why.";

/**
 * The bar and the explanation under it.
 *
 * @param {import("../types.d.ts").Board} board
 * @returns {{bar: HTMLElement, explanation: HTMLElement, draw(): void, close(): void}}
 */
export function timeBar(board) {
  const slider = html("input", { type: "range", ...SUPPRESS_SHORTCUTS, "aria-label": "Moment, ms" });
  const playButton = button("Play", togglePlay, "▶");
  const zoomIn = button("Zoom in", () => board.view.zoom.by(0.5), "+");
  const zoomOut = button("Zoom out", () => board.view.zoom.by(2), "−");
  const showAll = button("Show the whole run", board.view.zoom.showAll, "All");
  const bar = html("div", { class: "stdplab-time", role: "group", "aria-label": "time" },
    html("span", { class: "stdplab-tools" }, playButton, zoomOut, zoomIn, showAll), slider);
  const explanation = html("p", { class: "stdplab-sentence" });
  let frameRequest = 0; // while the run plays
  let explained = "";

  slider.addEventListener("input", () => {
    stop();
    board.view.pinCursor(Number(slider.value));
  });

  function stop() {
    cancelAnimationFrame(frameRequest);
    frameRequest = 0;
    board.view.redraw();
  }
  function togglePlay() {
    if (frameRequest) {
      stop();
      return;
    }
    const { duration, dt } = board.store.experiment().protocol;
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const pinned = board.view.pinnedTime() ?? duration;
    const startTime = pinned >= duration ? 0 : pinned;
    /** @type {number | null} */
    let startedAt = null;
    /** @param {number} now */
    function onFrame(now) {
      startedAt ??= now;
      const passed = reducedMotion ? Math.floor((now - startedAt) / REDUCED_MOTION_STEP) * REDUCED_MOTION_STEP : now - startedAt;
      const time = startTime + (passed / PLAY_DURATION) * duration;
      frameRequest = time < duration ? requestAnimationFrame(onFrame) : 0;
      board.view.pinCursor(Math.min(snap(time, dt), duration));
    }
    frameRequest = requestAnimationFrame(onFrame);
    board.view.redraw();
  }

  return {
    bar,
    explanation,
    close: () => cancelAnimationFrame(frameRequest),
    draw() {
      const layout = board.figure.layout();
      const { duration, dt } = board.store.experiment().protocol;
      const time = board.view.cursorTime();
      bar.classList.toggle("stdplab-narrow", layout.narrow);
      bar.style.setProperty("--left", `${layout.left}px`);
      bar.style.setProperty("--plot", `${layout.plotWidth}px`);
      const runs = time === null ? [INVITATION] : explainMoment(board, time);
      const text = runs.map((run) => (typeof run === "string" ? run : run.textContent)).join("");
      if (text !== explained) explanation.replaceChildren(...runs);
      explained = text;
      set(slider, { min: 0, max: duration, step: dt, "aria-valuetext": time === null ? `${formatExactly(duration)} ms` : text });
      if (Number(slider.value) !== (time ?? duration)) slider.value = String(time ?? duration);
      slider.style.setProperty("--at", String((time ?? duration) / duration));
      const [label, icon] = frameRequest ? ["Pause", "❚❚"] : ["Play", "▶"];
      set(playButton, { "aria-label": label, title: label });
      if (playButton.textContent !== icon) playButton.textContent = icon;
      set(showAll, { "aria-disabled": !board.view.zoom.range() && "true" });
      set(zoomOut, { "aria-disabled": !board.view.zoom.range() && "true" });
    },
  };
}
