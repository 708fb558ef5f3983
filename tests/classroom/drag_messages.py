"""Drags, as the pages of a board and of a slider send them to the kernel."""

import secrets
import time

from .page import reports

RATE = 10
"""Moves of a slider per second; fewer if replies are slow, as a page waits for each reply."""
SEND_EVERY_S = 0.2
"""Seconds between two messages of a board in one gesture: `MESSAGE_INTERVAL` in exchange.mjs."""
DURATION_S = 2.0
"""Duration of a drag."""


def drag_slider(student):
    """Drag the linked slider: the kernel runs the three rules, and the board follows."""
    page, state = student.page, student.page.models[student.slider]
    start, goal = state["value"], student.rng.randint(int(state["min"]), int(state["max"]))
    is_reply, count = reports(student.board, "_experiment"), int(DURATION_S * RATE)
    for n in paced(count, 1 / RATE):
        value = round(start + (goal - start) * (n + 1) / count, 1)
        if value != state["value"]:
            student.record("slider", page.set_traits(student.slider, is_reply, value=value))


def drag_spike(student):
    """Drag a post spike: the page draws by itself and sends the experiment at intervals."""
    page, board, drag = student.page, student.board, secrets.token_hex(4)
    start, goal = experiment(student)["protocol"]["post"][1], student.rng.randint(45, 95)
    is_reply, count = reports(board, "_answer"), int(DURATION_S / SEND_EVERY_S)
    for n in paced(count, SEND_EVERY_S):
        time_of_spike = round(start + (goal - start) * (n + 1) / count)
        if time_of_spike != experiment(student)["protocol"]["post"][1]:
            edited = with_post_spike(experiment(student), time_of_spike)
            edit = {"page": drag, "serial": n + 1, "experiment": edited, "preset": "florian"}
            student.record("spike", page.send_custom(board, {"edit": edit}, is_reply))


def experiment(student):
    """The experiment on the learner's board."""
    return student.page.models[student.board]["_experiment"]


def with_post_spike(before, time_of_spike):
    """The experiment in which the second post spike is at another time."""
    first, _, *others = before["protocol"]["post"]
    protocol = {**before["protocol"], "post": [first, time_of_spike, *others]}
    return {**before, "protocol": protocol}


def paced(count, interval):
    """Count at a pace; a step that a late reply has delayed is skipped, except the last."""
    begun = time.monotonic()
    for n in range(count):
        late = time.monotonic() - begun - n * interval
        if late < interval or n == count - 1:
            time.sleep(max(0, -late))
            yield n
