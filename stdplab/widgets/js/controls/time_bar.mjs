/** The bar below the figure: play, a slider through time, and a closer look at a part of it. */

import { html, plain, set, snap } from "../dom/dom.mjs";
import { KEYS } from "./control_rows.mjs";
import { button } from "./toolbar.mjs";
import { sentence } from "./explanation.mjs";

const LASTS = 10_000; // ms that a whole run takes to play
const CALM = 400; // ms between two moves where less motion is asked for

/** The bar and the sentence under it; `draw` brings both up to date. */
export function timeBar(board) {
  const slider = html("input", { type: "range", ...KEYS, "aria-label": "Moment, ms" });
  const play = button("Play", toggle, "▶");
  const closer = button("Zoom in", () => board.zoom.by(0.5), "+");
  const wider = button("Zoom out", () => board.zoom.by(2), "−");
  const whole = button("Show the whole run", board.zoom.whole, "All");
  const bar = html("div", { class: "time", role: "group", "aria-label": "time" },
    html("span", { class: "tools" }, play, wider, closer, whole), slider);
  const words = html("p", { class: "sentence" });
  const invitation = "Point at a moment, or press play, to read what happens there and why.";
  let playing = 0;
  let spoken = "";

  slider.addEventListener("input", () => {
    stop();
    board.pin(Number(slider.value));
  });

  function stop() {
    cancelAnimationFrame(playing);
    playing = 0;
    board.changed();
  }
  function toggle() {
    if (playing) {
      stop();
      return;
    }
    const { duration, dt } = board.experiment().protocol;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const begun = (board.pinned() ?? duration) >= duration ? 0 : board.pinned();
    let since = null;
    function next(now) {
      since ??= now;
      const passed = calm ? Math.floor((now - since) / CALM) * CALM : now - since;
      const time = begun + (passed / LASTS) * duration;
      playing = time < duration ? requestAnimationFrame(next) : 0;
      board.pin(Math.min(snap(time, dt), duration));
    }
    playing = requestAnimationFrame(next);
    board.changed();
  }

  return {
    bar,
    words,
    close: () => cancelAnimationFrame(playing),
    draw() {
      const { layout } = board;
      const { duration, dt } = board.experiment().protocol;
      const time = board.moment();
      bar.classList.toggle("narrow", layout.narrow);
      bar.style.setProperty("--left", `${layout.left}px`);
      bar.style.setProperty("--plot", `${layout.plot}px`);
      const runs = time === null ? [invitation] : sentence(board, time);
      const text = runs.map((run) => run.textContent ?? run).join("");
      if (text !== spoken) words.replaceChildren(...runs);
      spoken = text;
      set(slider, { min: 0, max: duration, step: dt, "aria-valuetext": time === null ? `${plain(duration)} ms` : text });
      if (Number(slider.value) !== (time ?? duration)) slider.value = time ?? duration;
      slider.style.setProperty("--at", String((time ?? duration) / duration));
      const label = playing ? "Pause" : "Play";
      set(play, { "aria-label": label, title: label });
      if (play.textContent !== (playing ? "❚❚" : "▶")) play.textContent = playing ? "❚❚" : "▶";
      set(whole, { "aria-disabled": !board.zoom.span() && "true" });
      set(wider, { "aria-disabled": !board.zoom.span() && "true" });
    },
  };
}
