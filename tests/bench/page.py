"""The board in a real JupyterLab in a real Chromium: from a pointer event to displayed curves."""

import re
import statistics

from playwright.sync_api import sync_playwright

from tests.browser.helpers import chromium, jupyter
from tests.browser.helpers.gestures import BoardPage

from .cells import (
    ANSWERED,
    BARE,
    BLIT,
    BOARD,
    CANVAS,
    CLICK,
    FIRST,
    INTERACT,
    KERNEL,
    PRESS,
    SLIDE,
    SLOW,
)
from .frames import WATCH, latencies, percentiles, traced
from .hand import Hand, free_port
from .proxy import slow_link

SECONDS = 4
EVENTS = 200
FIRSTS = 15
WEIGHT = '.stdplab-curve[data-rule="MSTDPET"][data-name="w"]'


def latency_row(what, measured, floor=None):
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


def drag_to_and_fro(notebook, hand, *, busy=False):
    """A spike of the first board dragged to and fro, beside a kernel at rest or at work."""
    notebook.run("lab.experiment = presets.FLORIAN_2007")
    board = BoardPage(notebook.page)
    board.assert_shows("STDP", 0.2690)
    if busy:
        notebook.start(
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
    yield latency_row("event to drawn: a bare line, the floor", floor)
    yield latency_row("event to drawn: the board", drag_to_and_fro(notebook, hand), floor)
    yield latency_row(
        "the same while a cell runs", drag_to_and_fro(notebook, hand, busy=True), floor
    )


def answer_rows(page):
    """What has to ask the kernel, one event at a time."""
    empty, _ = percentiles(page.evaluate(ANSWERED, [CLICK, ".bare line", EVENTS]))
    yield "an empty trait to the kernel and back", empty, f"n = {EVENTS}"
    watched = '.stdplab-curve[data-rule="Branching"][data-name="w"]'
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


DONE = """() => [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")]
  .every((prompt) => /\\[\\d+\\]/.test(prompt.textContent))"""
"""Whether no cell runs."""


def first_rows(browser, server):
    """From running a cell to the first picture, packages imported before."""
    page = browser.new_page(viewport={"width": 1400, "height": 1500})
    server.write("first", f"{BOARD}\n{BARE}\n0", "florian()", "Bare()")
    server.open(page, "first").close()
    found = {"florian()": [], "Bare()": []}
    for _ in range(FIRSTS):
        for (cell, times), selector in zip(
            found.items(), (".stdplab-curve[d]", ".bare line"), strict=True
        ):
            page.locator(".jp-CodeCell .jp-Editor", has_text=cell).last.click()
            page.evaluate(FIRST, selector)
            with traced(page) as events:
                page.keyboard.press("Control+Enter")
                page.wait_for_function("() => window.found")
                page.wait_for_function(DONE)
                page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
                page.wait_for_timeout(300)  # the trace ends after the frame
            drawn, shown, _ = latencies(events)
            times.append((*drawn, *(shown or drawn)))
    (own, seen), (empty, empty_seen) = (
        map(statistics.median, zip(*times, strict=True)) for times in found.values()
    )
    yield "first drawing of an empty widget", empty, f"displayed {empty_seen:.0f}, n = {FIRSTS}"
    times_empty = f"displayed {seen:.0f}, {seen / empty_seen:.2f} x the empty widget's"
    words = f"{times_empty}; drawn {own / empty:.2f} x"
    yield "first drawing of the lab", own, words


def slow_rows(page, server, hand_on):
    """A link that takes 150 ms each way and a kernel that takes 100 ms for each edit."""
    server.write("slow", BOARD, SLOW)
    port = int(re.search(r":(\d+)/", server.address)[1])
    with slow_link(port, 0.15) as slow:
        far = jupyter.Server(
            server.address.replace(f":{port}", f":{slow}"), server.course, server.runtime.parent
        )
        notebook = far.open(page, "slow")
        hand = hand_on(page)
        late = []
        page.evaluate(
            "addEventListener('pointerup', () => { window.released = Date.now(); }, true)"
        )
        for _ in range(8):
            measured = drag_to_and_fro(notebook, hand)
            final = [float(t) for t in BoardPage(page).times("post")]
            right = f"[t for t, post in heard if post == {final}]"
            page.wait_for_timeout(1500)
            late.append(1000 * notebook.ask(right)[-1] - page.evaluate("window.released"))
        notebook.close()
        hand.close()
    yield latency_row("event to drawn over a slow link", measured)
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
        yield from first_rows(browser, server)
        yield from slow_rows(page, server, lambda at: Hand(port, at))
        browser.close()
