"""Boards beside a sweep that runs in their kernel: a drag, and what has to ask the kernel."""

from playwright.sync_api import sync_playwright

from tests.browser.helpers import chromium, jupyter
from tests.browser.helpers.gestures import BoardPage

from .cells import ANSWERED, KERNEL, PRESS
from .frames import percentiles
from .hand import Hand, free_port
from .page import drag, latency_row

EVENTS = 100
BOARDS = (
    """from dataclasses import replace
from stdplab import presets
from stdplab.labs import florian, sweeps
lab = florian()
lab""",
    KERNEL,
    """demo = presets.FLORIAN_2007
fine = replace(demo, protocol=replace(demo.protocol, dt=0.02))
swept = sweeps(demo, "onset[1]", "reward[0]")
swept""",
)
AGAIN = "swept.board.experiment = {}; swept.choose(y='onset[1]', x='reward[0]')"
"""Sweep it from the start, at a fiftieth of the step: a run of its own for each of 1,209 cells."""

UNDER_WAY = "swept.progress._busy and swept.runner.done < swept.runner.total"
WEIGHT = '.stdplab-curve[data-rule="MSTDPET"][data-name="w"]'
NUMBERED = """([selector, index]) => {
  const board = document.querySelectorAll('.stdplab:not(.stdplab-heatmap)')[index];
  board.querySelector(selector).id = 'watched' + index;
  return '#watched' + index;
}"""


def begin(notebook):
    """Start the long sweep, and wait until it is under way."""
    notebook.run(AGAIN.format("fine"))
    notebook.assert_becomes(f"{UNDER_WAY} and swept.runner.done > 0", wanted=True)


def sweep_progress(notebook):
    """How far the sweep is; AssertionError if it is over, as the rows would mean nothing."""
    done = notebook.ask("swept.runner.done")
    assert notebook.ask(UNDER_WAY), "the sweep was over before what is measured beside it"
    return f"{done} of {notebook.ask('swept.runner.total')} settings by then"


def dragged(notebook, hand, index):
    """Drag a spike of a board; see `latencies`."""
    board = BoardPage(notebook.page, index)
    board.root.scroll_into_view_if_needed()
    watched = notebook.page.evaluate(NUMBERED, [WEIGHT, index])
    start = board.point("post", board.times("post")[1])
    return drag(notebook.page, hand, start, board.point("post", 180), watched)


def timed_edits(page):
    """Edits that the kernel answers, one at a time: p50 and p95."""
    watched = '.stdplab-curve[data-rule="Branching"][data-name="w"]'
    return percentiles(page.evaluate(ANSWERED, [PRESS, watched, EVENTS]))


def rows():
    """What, milliseconds (the median), and the rest in words."""
    with jupyter.serving() as server, sync_playwright() as playwright:
        port = free_port()
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright),
            args=[*chromium.ARGUMENTS, f"--remote-debugging-port={port}"],
        )
        page = browser.new_page(viewport={"width": 1400, "height": 6000})
        server.write("sweeping", *BOARDS)
        notebook = server.open(page, "sweeping")
        hand = Hand(port, page)
        alone = dragged(notebook, hand, 0)
        yield latency_row("event to drawn: a board, no sweep", alone)
        begin(notebook)
        beside = dragged(notebook, hand, 0)
        what, ms, words = latency_row("the same while a sweep runs", beside)
        yield what, ms, f"{words}; {sweep_progress(notebook)}"
        notebook.run(f"{AGAIN.format('demo')}\nif {UNDER_WAY}: swept.toggle()")
        p50, p95 = timed_edits(page)
        yield "an edit that the kernel answers, no sweep", p50, f"p95 {p95:.0f}, n = {EVENTS}"
        begin(notebook)
        during, during95 = timed_edits(page)
        words = f"p95 {during95:.0f}, {during / p50:.2f} x without; {sweep_progress(notebook)}"
        yield "the same while a sweep runs", during, words
        hand.close()
        notebook.close()
        browser.close()
