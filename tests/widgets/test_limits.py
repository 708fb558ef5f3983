"""A board allows a limited number of spikes; a protocol allows any."""

from dataclasses import replace

import pytest

from stdplab import Protocol, presets
from stdplab.widgets.board.board import Board

DEMO = presets.FLORIAN_2007
SENTENCE = (
    "The experiment has 2,001 post spikes, a board allows 2,000. "
    "Use fewer spikes, or run the experiment without a board."
)


def crowd(count):
    return replace(DEMO, protocol=Protocol(post=range(1, count + 1), duration=3000))


def test_a_board_refuses_more_spikes_than_it_holds_and_keeps_what_it_had(board, page):
    with pytest.raises(ValueError) as refused:
        Board(crowd(2001))
    assert str(refused.value) == SENTENCE
    page.send(crowd(2001).to_dict())
    assert board.message == f"{SENTENCE} The board keeps what it had."
    assert board.experiment == DEMO
    with pytest.raises(ValueError, match="2,001 post spikes"):
        Board(DEMO, presets={"full": crowd(2001)})


def test_the_largest_allowed_number_of_spikes_is_accepted(board):
    board.experiment = crowd(2000)
    assert len(board.experiment.protocol.post) == 2000


def test_a_board_refuses_more_steps_than_a_page_computes(board, page):
    endless = replace(DEMO, protocol=Protocol(duration=200_000))
    page.send(endless.to_dict())
    assert board.message.startswith(
        "The experiment has 600,000 steps in all rules, JSON, a token or a file allows 500,000."
    )
    assert board.experiment == DEMO
    with pytest.raises(ValueError, match="shorter duration or a larger dt, or run the"):
        Board(endless)


def test_a_protocol_may_have_more_spikes():
    assert len(crowd(3000).run()["STDP"]["w"]) == 3001
