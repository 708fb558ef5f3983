"""What the page's benchmarks run: cells in notebooks, and scripts that measure in the page."""

BOARD = """from stdplab.labs import florian
lab = florian()
lab"""

BARE = '''import anywidget, traitlets

class Bare(anywidget.AnyWidget):
    """One line that follows the pointer, and a number that goes to the kernel and back."""

    _esm = """
    function render({ model, el }) {
      el.innerHTML = '<svg class="bare" width="600" height="60"><line y2="60" stroke="red"/></svg>';
      const line = el.querySelector("line");
      el.firstChild.addEventListener("pointermove", (e) => line.setAttribute("x1", e.offsetX));
      el.firstChild.addEventListener("click", () => {
        model.set("asked", model.get("asked") + 1);
        model.save_changes();
      });
      model.on("change:answered", () => line.setAttribute("x2", model.get("answered")));
    }
    export default { render };
    """
    asked = traitlets.Int().tag(sync=True)
    answered = traitlets.Int().tag(sync=True)

    @traitlets.observe("asked")
    def _answer(self, change):
        self.answered = change.new

bare = Bare()
bare'''

KERNEL = '''from dataclasses import dataclass
from stdplab import Experiment, Rule, knob, presets
from stdplab.widgets.board.board import Board

@dataclass(frozen=True)
class Branching(Rule):
    """Needs the kernel, since it branches on a value."""

    series = {"x": "pre"}
    gamma: float = knob(0.2, 0, 1, step=0.01, tex="g", label="Rate")

    @staticmethod
    def step(state, drive, k, dt):
        x = 0.95 * state["x"] + drive.pre
        return {"x": x}, k.gamma * x if drive.post else 0.0

other = Board(Experiment(presets.FLORIAN_2007.protocol, (Branching(),)))
other'''

SLOW = """import time
from stdplab import presets
heard = []

def hear(change):
    heard.append((time.time(), [*change.new.protocol.post]))
    time.sleep(0.1)

lab.board.observe(hear, "experiment")"""

INTERACT = """from dataclasses import replace
from stdplab import presets
from ipywidgets import interact, FloatSlider
from stdplab.core.controls import change, find
from stdplab.plots.experiment_figure import figure

def moved(time):
    demo = presets.FLORIAN_2007
    return replace(demo, protocol=replace(demo.protocol, post=(15, time, 110, 140)))

@interact(time=FloatSlider(min=40, max=100, step=1, value=75))
def show(time):
    return figure(moved(time).run())"""

BLIT = """%matplotlib widget
import matplotlib.pyplot as plt
from stdplab.plots.panel_data import panels
slider = FloatSlider(min=40, max=100, step=1, value=75)
drawn = plt.figure(figsize=(7, 7))
axes = drawn.subplots(8, 1)
lines = [ax.plot(r, animated=True)[0] for ax, r in zip(axes, [
    c[0].values for c in [p.curves for p in panels(moved(75).run())]])]
drawn.canvas.draw()
ground = drawn.canvas.copy_from_bbox(drawn.bbox)
def follow(event):
    drawn.canvas.restore_region(ground)
    for line, ax, panel in zip(lines, axes, panels(moved(event.new).run())):
        line.set_ydata(panel.curves[0].values)
        ax.draw_artist(line)
    drawn.canvas.blit(drawn.bbox)
slider.observe(follow, "value")
slider"""

ANSWERED = """async ([act, watched, count]) => {
  const taken = [];
  for (let i = 0; i < count; i += 1) {
    let watch;
    const seen = new Promise((resolve) => { watch = new MutationObserver(resolve); });
    const what = { attributes: true, childList: true, subtree: true };
    watch.observe(document.querySelector(watched), what);
    const start = performance.now();
    new Function('i', act)(i);
    await seen;
    taken.push(performance.now() - start);
    watch.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 40)); // the kernel is idle again
  }
  return taken;
}"""
"""Do something ``count`` times, each time waiting until it shows."""

PRESS = """const board = document.querySelectorAll('.stdplab')[1];
const spike = board.querySelectorAll('.stdplab-row.stdplab-post .stdplab-spike')[1];
const key = i % 2 ? 'ArrowRight' : 'ArrowLeft';
spike.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));"""

CLICK = "document.querySelector('.bare').dispatchEvent(new MouseEvent('click', { bubbles: true }));"

SLIDE = """const handle = document.querySelectorAll('.noUi-handle')[%d];
const key = i %% 2 ? 'ArrowRight' : 'ArrowLeft';
handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));"""

CANVAS = """() => {
  const mark = document.body.appendChild(document.createElement('i'));
  mark.className = 'canvas-drawn';
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...args) {
    draw.apply(this, args);
    mark.dataset.at = performance.now();
  };
}"""
"""Nobody observes a canvas: mark an element whenever one is drawn on."""

FIRST = """selector => {
  const old = new Set(document.querySelectorAll(selector));
  window.found = false;
  const key = (event) => performance.mark('event:1', { startTime: event.timeStamp });
  addEventListener('keydown', key, { capture: true, once: true });
  const watch = new MutationObserver(() => {
    if (![...document.querySelectorAll(selector)].some((element) => !old.has(element))) return;
    performance.mark('drawn:1');
    watch.disconnect();
    window.found = true;
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
}"""
"""Marks the key that runs a cell, and the moment something new of this kind stands there."""
