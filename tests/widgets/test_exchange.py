"""The kernel's side of the exchange: what it answers to edits of one page and of two."""

from dataclasses import replace
from unittest.mock import patch

import pytest

from stdplab import Experiment, presets
from stdplab.widgets.board.board import Board
from tests.helpers.page_edits import PageEdits

DEMO = presets.FLORIAN_2007
MOVED = replace(DEMO, protocol=replace(DEMO.protocol, post=(15, 60, 110, 140)))
RAISED = replace(DEMO, w0=0.3)


@pytest.fixture
def sent(board):
    """The updates that the kernel has sent to all pages."""
    with patch.object(board, "_send") as send:
        yield lambda: [call.args[0]["state"] for call in send.call_args_list]


def test_an_accepted_edit_is_answered_in_one_update_with_the_canonical_experiment(
    board, page, sent
):
    crooked = MOVED.to_dict()
    crooked["protocol"]["post"] = [15.2, 60, 110, 140]
    page.send(crooked)
    answer = {"page": "page", "serial": 1, "refused": ""}
    assert sent() == [{"_answer": answer, "_experiment": MOVED.to_dict()}]
    assert board.experiment == MOVED


def test_a_refused_edit_is_answered_with_the_reason_and_nothing_else(board, page, sent):
    page.send(MOVED.to_dict() | {"w0": "x"})
    (state,) = sent()
    assert set(state) == {"_answer", "message"}
    assert state["_answer"]["refused"] == state["message"] == board.message
    assert "The board keeps what it had." in board.message
    assert board.experiment == DEMO
    page.send(MOVED.to_dict())
    assert board._answer == {"page": "page", "serial": 2, "refused": ""}
    assert board.message == ""


@pytest.mark.parametrize("experiment", [None, 5, [], "x", {"stdplab": 1}])
def test_an_edit_without_an_experiment_is_refused(board, page, experiment):
    page.send(experiment)
    assert board._answer["refused"] == board.message != ""
    assert board.experiment == DEMO


@pytest.mark.parametrize("content", [None, 5, {}, {"edit": 1}, {"edit": {"page": 1, "serial": 1}}])
def test_what_is_no_edit_is_not_answered(board, sent, content):
    board._handle_custom_msg(content, [])
    assert sent() == []


def test_an_edit_that_comes_twice_is_applied_once_and_answered_twice(board, page, sent):
    """Its first answer was lost. Meanwhile Python has set the experiment again."""
    message = page.message(MOVED.to_dict())
    page.send_message(message)
    board.experiment = RAISED
    page.send_message(message)
    assert board.experiment == RAISED
    assert board._answer == {"page": "page", "serial": 1, "refused": ""}
    assert sent()[-1]["_experiment"] == RAISED.to_dict()  # whatever was lost is there now
    assert {"_answer", "_view", "_series", "preset", "message"} < set(sent()[-1])


def test_an_edit_that_was_overtaken_changes_nothing(board, page):
    late = page.message(MOVED.to_dict())
    page.send(RAISED.to_dict())
    page.send_message(late)
    assert board.experiment == RAISED
    assert board._answer["serial"] == 2


def test_of_two_pages_that_race_the_later_one_wins_and_both_are_answered(board, sent):
    one, other = PageEdits(board, "one"), PageEdits(board, "other")
    one.send(MOVED.to_dict())
    other.send(RAISED.to_dict())
    assert [state["_answer"]["page"] for state in sent()] == ["one", "other"]
    assert sent()[-1]["_experiment"] == RAISED.to_dict()
    assert board.experiment == RAISED


def test_an_edit_names_the_preset_that_it_started_from():
    board = Board(DEMO, presets=presets.PRESETS)
    page = PageEdits(board)
    page.send(replace(presets.SYMMETRIC, w0=0.3).to_dict(), preset="symmetric")
    assert board.preset == "symmetric"
    assert board.experiment == replace(presets.SYMMETRIC, w0=0.3)
    board.preset = "florian"  # in Python a name alone chooses the preset
    assert board.experiment == DEMO


def test_what_an_observer_sets_is_the_answer_to_the_edit(board, page, sent):
    board.observe(lambda _change: board.set("w0", 0.25), "experiment")
    page.send(MOVED.to_dict())
    assert len(sent()) == 1
    assert sent()[0]["_experiment"]["w0"] == 0.25
    assert sent()[0]["_answer"]["refused"] == ""


def test_an_observer_that_fails_does_not_take_the_answer_away(board, page):
    def fail(_change):
        raise RuntimeError

    board.observe(fail, "experiment")
    page.send(MOVED.to_dict())
    assert board._answer == {"page": "page", "serial": 1, "refused": ""}
    assert board.experiment == MOVED


def test_what_python_sets_during_an_edit_is_run_before_it_is_accepted(board, page):
    """The page has computed its own edit, and nothing else."""
    wild = replace(DEMO, rules=(replace(DEMO.rules[0], A_plus=1e30, gamma=100), *DEMO.rules[1:]))
    board.observe(lambda _change: setattr(board, "experiment", wild), "experiment")
    with patch.object(Experiment, "run", autospec=True, side_effect=Experiment.run) as run:
        page.send(MOVED.to_dict())
    assert run.call_count == 1
    assert "The weight diverges" in board.message
    assert board.experiment == MOVED
