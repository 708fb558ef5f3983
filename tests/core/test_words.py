"""Messages about numbers: both can be told apart, and what is proposed works."""

import io
import re
import sys

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from stdplab import STDP, Hard, Protocol, cli, simulate, stimuli


def message(call):
    with pytest.raises(ValueError) as error:
        call()
    return str(error.value)


def test_two_numbers_in_a_message_can_be_told_apart():
    said = message(lambda: Protocol(pre=(1_000_001,), duration=1e6))
    assert said.startswith(
        "pre spike at 1000001 ms lies after the end of the protocol (1000000 ms)"
    )
    said = message(lambda: Protocol(reward=((0, 1), (100_000.6, 1)), duration=100_000))
    assert "100000.6 ms lies outside the protocol (0 to 100000 ms)" in said
    said = message(lambda: Hard(0, 1).check(1.0000000001))
    assert said.startswith("w0 = 1.0000000001 is outside the bounds [0, 1]")
    said = message(lambda: stimuli.poisson(1000.001, 100, seed=1))
    assert "rate is 1000.001 Hz" in said
    assert "at most 1000 Hz" in said


def test_the_digits_of_single_precision_are_shown():
    for given_ in (np.float32(150.1), torch.tensor(150.1)):
        said = message(lambda given_=given_: Protocol(duration=given_, dt=0.1))
        assert (
            "150.10000610351562 ms is not a whole number of steps of 0.1 ms: use 150.1 ms" in said
        )


@given(st.floats(1e-3, 1e4), st.floats(1e-2, 10))
def test_the_proposed_duration_works(duration, dt):
    try:
        protocol = Protocol(duration=duration, dt=dt)
    except ValueError as error:
        proposed = re.search(r"use (\S+) ms or another dt", str(error))
        protocol = Protocol(duration=float(proposed[1]), dt=dt)
    assert Protocol(duration=protocol.duration, dt=protocol.dt) == protocol


def test_one_series_is_recorded_by_its_name():
    result = simulate(STDP(), Protocol((10,), (15,)), record="xi")
    assert result.names[0] == "xi"


def test_a_name_of_a_simulator_takes_numbers_only():
    said = message(lambda: STDP.from_names("nest", alpha="1,05"))
    assert said == "alpha is '1,05', which is not a number: write it with a decimal point"
    assert STDP.from_names("nest", alpha="1.05") == STDP.from_names("nest", alpha=1.05)


def test_a_terminal_that_is_not_utf_8_shows_the_page(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert cli.main(["misconceptions"]) == 0
    stream.flush()
    assert len(stream.buffer.getvalue()) > 1000
