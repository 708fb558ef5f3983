"""The board in a real JupyterLab in a real Chromium: from a pointer event to displayed curves."""

import re
import statistics

from playwright.sync_api import sync_playwright

from tests.browser import chromium, jupyter
from tests.browser.gestures import BoardPage

from .frames import WATCH, latencies, percentiles, traced
from .hand import Hand, free_port
from .proxy import slow_link

SECONDS = 4
EVENTS = 200
FIRSTS = 9
WEIGHT = '.curve[data-rule="MSTDPET"][data-name="w"]'

BOARD = """from stdplab.labs import florian
lab = florian()
lab"""

BARE = '''import anywidget, traitlets

class Bare(anywidget.AnyWidget):
    """One line that follows the pointer, and a number that goes to the kernel and back."""

    _esm = """
    function render({ model, el }) {
      el.innerHTML = '<svg class="bare" width="600" height="60"><line y2="60" stroke="black"/></svg>';
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
from stdplab.widgets.board import Board

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
from stdplab.plots.figure import figure

def moved(time):
    spikes = (15, time, 110, 140)
    return replace(presets.FLORIAN_2007, protocol=replace(presets.FLORIAN_2007.protocol, post=spikes))

@interact(time=FloatSlider(min=40, max=100, step=1, value=75))
def show(time):
    return figure(moved(time).run())"""

BLIT = """%matplotlib widget
import matplotlib.pyplot as plt
from stdplab.plots.panels import panels
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
    watch.observe(document.querySelector(watched), { attributes: true, childList: true, subtree: true });
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

PRESS = """const spike = document.querySelectorAll('.stdplab')[1].querySelectorAll('.row.post .spike')[1];
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
  let start = 0;
  window.took = 0;
  addEventListener('keydown', (event) => { start ||= event.timeStamp; }, true);
  const watch = new MutationObserver(() => {
    const fresh = [...document.querySelectorAll(selector)].some((element) => !old.has(element));
    if (!fresh || !start) return;
    watch.disconnect();
    requestAnimationFrame(() => { window.took = performance.now() - start; });
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
}"""
"""From the key that runs a cell to the first frame with something new of this kind."""


def told(what, measured, floor=None):
    """A row: the median until the curves are drawn, and in words the rest."""
    drawn, shown, times = measured
    (p50, p95), (seen50, seen95) = percentiles(drawn), percentiles(shown)
    words = f"p95 {p95:.1f}; displayed p50 {seen50:.1f}, p95 {seen95:.1f}"
    if floor:
        words += f", {seen50 / percentiles(floor[1])[0]:.2f} x the line's"
    return what, p50, f"{words}; {len(times) / SECONDS:.0f} frames/s, n = {len(drawn)}"


def drag(page, hand, start, end, drawn):
    """Drag between two places of the page for `SECONDS`; see `latencies`."""
    page.evaluate(WATCH, drawn)
    with traced(page) as events:
        hand.drag(start, end, SECONDS)
    return latencies(events)


def sweep(notebook, hand, *, busy=False):
    """A spike of the first board dragged to and fro, beside a kernel at rest or at work."""
    notebook.run("lab.experiment = presets.FLORIAN_2007")
    board = BoardPage(notebook.page)
    board.shows("STDP", 0.2690)
    if busy:
        notebook.kernel.execute(
            f"import time; stop = time.time() + {SECONDS + 1}\nwhile time.time() < stop: pass"
        )
    return drag(notebook.page, hand, board.point("post", 75), board.point("post", 175), WEIGHT)


def frame_rows(notebook, hand):
    """From events to displayed frames, for a bare line and for the board."""
    bare = notebook.page.locator(".bare")
    bare.scroll_into_view_if_needed()
    box = bare.bounding_box()
    middle = box["y"] + box["height"] / 2
    floor = drag(
        notebook.page, hand, (box["x"] + 20, middle), (box["x"] + 300, middle), ".bare line"
    )
    yield told("event to drawn: a bare line, the floor", floor)
    yield told("event to drawn: the board", sweep(notebook, hand), floor)
    yield told("the same while a cell runs", sweep(notebook, hand, busy=True), floor)


def answer_rows(page):
    """What has to ask the kernel, one event at a time."""
    empty, _ = percentiles(page.evaluate(ANSWERED, [CLICK, ".bare line", EVENTS]))
    yield "an empty trait to the kernel and back", empty, f"n = {EVENTS}"
    watched = '.curve[data-rule="Branching"][data-name="w"]'
    p50, p95 = percentiles(page.evaluate(ANSWERED, [PRESS, watched, EVENTS]))
    words = f"p95 {p95:.0f}; {p50 / empty:.2f} x an empty trait, n = {EVENTS}"
    yield "a rule computed in the kernel", p50, words
    page.evaluate(CANVAS)
    for what, act, target, count in (
        ("the same panels with interact and replot", SLIDE % 0, ".widget-output", 20),
        ("the same panels with ipympl and blit", SLIDE % 1, ".canvas-drawn", 60),
    ):
        p50, p95 = percentiles(page.evaluate(ANSWERED, [act, target, count]))
        yield what, p50, f"p95 {p95:.0f}, n = {count}"


def first_rows(page, server):
    """From running a cell to the first picture, packages imported before."""
    server.write("first", f"{BOARD}\n{BARE}\n0", "florian()", "Bare()")
    server.open(page, "first").close()
    found = {"florian()": [], "Bare()": []}
    for _ in range(FIRSTS):
        for (cell, times), selector in zip(found.items(), (".curve[d]", ".bare line"), strict=True):
            page.locator(".jp-CodeCell .jp-Editor", has_text=cell).last.click()
            page.evaluate(FIRST, selector)
            page.keyboard.press("Shift+Enter")
            page.wait_for_function("() => window.took > 0")
            times.append(page.evaluate("window.took"))
            page.wait_for_function(jupyter.DONE)
    own, empty = (statistics.median(times) for times in found.values())
    yield "first picture of an empty widget", empty, f"n = {FIRSTS}"
    yield "first picture of the lab", own, f"{own / empty:.2f} x the empty widget's"


def slow_rows(page, server, hand_on):
    """A link that takes 150 ms each way and a kernel that takes 100 ms for each edit."""
    server.write("slow", BOARD, SLOW)
    port = int(re.search(r":(\d+)/", server.address)[1])
    with slow_link(port, 0.15) as slow:
        far = jupyter.Server(
            server.address.replace(f":{port}", f":{slow}"), server.course, server.runtime
        )
        notebook = far.open(page, "slow")
        hand = hand_on(page)
        late = []
        page.evaluate(
            "addEventListener('pointerup', () => { window.released = Date.now(); }, true)"
        )
        for _ in range(8):
            measured = sweep(notebook, hand)
            final = [float(t) for t in BoardPage(page).times("post")]
            right = f"[t for t, post in heard if post == {final}]"
            page.wait_for_timeout(1500)
            late.append(1000 * notebook.ask(right)[-1] - page.evaluate("window.released"))
        notebook.close()
        hand.close()
    yield told("event to drawn over a slow link", measured)
    worst = f"worst {max(late):.0f}, n = {len(late)}"
    yield "release until the slow kernel is right", statistics.median(late), worst


def rows():
    """What, milliseconds (the median), and the rest in words."""
    with jupyter.serving() as server, sync_playwright() as playwright:
        port = free_port()
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright),
            args=[*chromium.ARGUMENTS, f"--remote-debugging-port={port}"],
        )
        page = browser.new_page(viewport={"width": 1400, "height": 4500})
        server.write("bench", BOARD, BARE, KERNEL, INTERACT, BLIT)
        notebook = server.open(page, "bench")
        hand = Hand(port, page)
        yield from frame_rows(notebook, hand)
        yield from answer_rows(page)
        hand.close()
        notebook.close()
        yield from first_rows(page, server)
        yield from slow_rows(page, server, lambda at: Hand(port, at))
        browser.close()
