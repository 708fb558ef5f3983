"""Answers to what notebook 03 asks, given with its widgets as a page does."""

from stdplab.core import share_token
from stdplab.core.experiment import Experiment
from stdplab.course.content import find

from . import drag_messages
from .page import told

ROWS = tuple(find("03/part").options)


def choose(student):
    """Answer the question with choices, right or wrong."""
    row = student.hand.randrange(len(ROWS))
    answer(student, "03/part", ROWS[row], index=row)


def reckon(student):
    """Answer the question for a number."""
    value = f"{student.hand.uniform(-0.05, 0.05):.4f}"
    answer(student, "03/jump", value, value=value)


def reach(student):
    """Have the goal checked on the board as it stands."""
    experiment = Experiment.from_dict(drag_messages.experiment(student))
    answer(student, "03/goal", share_token.token(experiment))


ALL = (choose, reckon, reach)


def answer(student, key, kept, **state):
    """Set the input, press *Check*; it is given when the page shows what there is to say."""
    page = student.page
    own, check, line = parts(student, key)
    if state:
        page.change(own, told(own, next(iter(state))), **state)
    seconds = page.say(check, {"event": "click"}, told(line, "value"))
    student.note("answer", seconds)
    if seconds is not None:
        student.given[key] = kept


def parts(student, key):
    """The models of an item's input, its *Check* and its line."""
    number = student.asking(key)
    models = student.page.models
    names = [name.removeprefix("IPY_MODEL_") for name in models[student.shown[number]]["children"]]
    check = models[names[-2]]["children"][0].removeprefix("IPY_MODEL_")
    return names[1], check, names[-1]


def shown(student, key, kept):
    """Whether the page shows an answer as one that was given before."""
    own, _, line = parts(student, key)
    state = student.page.models[own]
    held = ROWS[state["index"]] if state.get("index") is not None else state.get("value", kept)
    return student.page.models[line]["value"].startswith("Answered before") and held == kept
