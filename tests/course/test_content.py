"""What the course asks: its own solutions pass, plain wrong answers do not."""

from importlib import import_module

import pytest

from stdplab import Experiment, Triplet, presets
from stdplab.course import course_folder
from stdplab.course.answers.store import Answers
from stdplab.course.content import NUMBERS, catalogue, find, items
from stdplab.course.items.goal import Goal
from stdplab.course.items.prediction import Prediction
from stdplab.course.question_widget import Ask, ask
from stdplab.networks import stored
from stdplab.pairings import FrequencyDependence, STDPWindow

EVERY = [item for number in NUMBERS for item in items(number)]
each = pytest.mark.parametrize("item", EVERY, ids=lambda item: item.key)


def solutions(item):
    return import_module(f"tests.course.solutions.notebook_{item.key.partition('/')[0]}")


def right(item, answer, folder):
    """Whether the machine takes this answer, the way the notebook gives it."""
    if isinstance(item, Prediction):
        asked = Ask(item, answers=Answers(folder))
        asked._input.restore(answer)
        return asked.answers.get(item.key)["right"]
    return item.judge(answer).right


@each
def test_its_solution_passes(item, tmp_path):
    assert right(item, solutions(item).RIGHT[item.key], tmp_path)


@each
def test_a_plain_wrong_answer_does_not_pass(item, tmp_path):
    assert not right(item, solutions(item).WRONG[item.key], tmp_path)


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_is_solved_that_is_not_asked(number):
    keys = {item.key for item in items(number)}
    own = import_module(f"tests.course.solutions.notebook_{number}")
    assert {*own.RIGHT} == keys == {*own.WRONG}


def test_every_notebook_asks_and_every_key_is_its_own():
    assert list(catalogue()) == [course_folder.number(name) for name in course_folder.names()]
    for number, keys in catalogue().items():
        assert keys == [item.key for item in items(number)]
        assert len(set(keys)) == len(keys) > 0
        assert all(key.startswith(f"{number}/") and find(key).key == key for key in keys)


def test_an_unknown_key_gets_the_keys_that_exist():
    with pytest.raises(ValueError, match=r"no item '03/x'\. Available: 03/mstdp, 03/part"):
        ask("03/x")
    with pytest.raises(ValueError, match=r"no notebook '99' .*Available: 00, 01"):
        ask("99/x")


def test_where_no_widget_lives_the_whole_question_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = ask("03/part")._repr_mimebundle_()["text/plain"]
    assert shown.startswith("03/part  In which row")
    assert "\u25cb 110 ms" in shown


OTHERS = {
    "nothing": None,
    "a number": 3,
    "an experiment of one rule": Experiment(presets.FLORIAN_2007.protocol, (Triplet(),)),
    "pairs": STDPWindow(),
    "triplets": FrequencyDependence(),
    "a window of triplets": STDPWindow(Triplet()),
    "XOR": stored("xor-temporal-mstdp"),
    "rates": stored("rates-0-mstdp"),
    "competition": stored("competition-10"),
}


@pytest.mark.parametrize("subject", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("key", [item.key for item in EVERY if isinstance(item, Goal)])
def test_a_goal_that_is_given_the_wrong_lab_says_so(key, subject, tmp_path):
    asked = Ask(find(key), subject, Answers(tmp_path))
    asked.check()
    assert asked.message
    assert "✓" not in asked.message
