"""Answer the items of notebook 03 through its widgets, as a page does."""

from stdplab.core import share_token
from stdplab.core.experiment import Experiment
from stdplab.course.content import find

from . import drag_messages
from .page import reports

OPTIONS = tuple(find("03/part").options)


def answer_choice(student):
    """Answer the choice question at random, right or wrong."""
    row = student.rng.randrange(len(OPTIONS))
    answer(student, "03/part", OPTIONS[row], index=row)


def answer_number(student):
    """Answer the question for a number."""
    value = f"{student.rng.uniform(-0.05, 0.05):.4f}"
    answer(student, "03/jump", value, value=value)


def check_goal(student):
    """Check the goal with the experiment on the board."""
    experiment = Experiment.from_dict(drag_messages.experiment(student))
    answer(student, "03/goal", share_token.token(experiment))


ALL_ANSWERS = (answer_choice, answer_number, check_goal)


def answer(student, key, kept, **state):
    """Set the input and press *Check*; the answer is given when the page shows the verdict."""
    page = student.page
    own, check, line = item_widgets(student, key)
    if state:
        page.set_traits(own, reports(own, next(iter(state))), **state)
    seconds = page.send_custom(check, {"event": "click"}, reports(line, "value"))
    student.record("answer", seconds)
    if seconds is not None:
        student.given[key] = kept


def item_widgets(student, key):
    """The models of an item's input, its *Check* and its line."""
    number = student.cell_asking(key)
    models = student.page.models
    names = [name.removeprefix("IPY_MODEL_") for name in models[student.shown[number]]["children"]]
    row = next(i for i, name in enumerate(names) if "children" in models[name])
    check = models[names[row]]["children"][0].removeprefix("IPY_MODEL_")
    return names[1], check, names[row + 1]


def shows_answer(student, key, kept):
    """Whether the page shows an answer as one that was given before."""
    own, _, line = item_widgets(student, key)
    state = student.page.models[own]
    held = OPTIONS[state["index"]] if state.get("index") is not None else state.get("value", kept)
    return student.page.models[line]["value"].startswith("Answered before") and held == kept
