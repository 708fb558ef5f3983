"""Drags, as the page of a board and of a slider tells the kernel of them."""

import time

from .page import told

RATE = 10
"""Moves of a slider in a second, where the answers keep up: a page has one on its way at most."""
REST = 0.2
"""Seconds between two messages of a board in one gesture: `REST` of widgets/page/sender.mjs."""
LONG = 2.0
"""Seconds that a hand drags."""


def slider(student):
    """Drag the linked slider: the kernel runs the three rules, and the board follows."""
    page, held = student.page, student.page.models[student.slider]
    start, goal = held["value"], student.hand.randint(int(held["min"]), int(held["max"]))
    came, count = told(student.board, "_experiment"), int(LONG * RATE)
    for n in paced(count, 1 / RATE):
        value = round(start + (goal - start) * (n + 1) / count, 1)
        if value != held["value"]:
            student.note("slider", page.change(student.slider, came, value=value))


def spike(student):
    """Drag a post spike: the page draws by itself, the kernel hears now and then and at last."""
    page, board = student.page, student.board
    start, goal = experiment(student)["protocol"]["post"][1], student.hand.randint(45, 95)
    came, count = told(board, "_experiment"), int(LONG / REST)
    for n in paced(count, REST):
        time_of_spike = round(start + (goal - start) * (n + 1) / count)
        if time_of_spike != experiment(student)["protocol"]["post"][1]:
            edit = moved(experiment(student), time_of_spike)
            student.note("spike", page.change(board, came, **edit))
    page.say(board, {"last": experiment(student)}, came)


def experiment(student):
    """What stands on the learner's board."""
    return student.page.models[student.board]["_experiment"]


def moved(before, time_of_spike):
    """The state that the board's page sends when the second post spike is dragged."""
    first, _, *others = before["protocol"]["post"]
    protocol = {**before["protocol"], "post": [first, time_of_spike, *others]}
    return {"_experiment": {**before, "protocol": protocol}, "message": ""}


def paced(count, beat):
    """Count at a pace; beats in which an answer is awaited are left out, except the last."""
    begun = time.monotonic()
    for n in range(count):
        late = time.monotonic() - begun - n * beat
        if late < beat or n == count - 1:
            time.sleep(max(0, -late))
            yield n
