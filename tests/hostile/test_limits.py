"""What is too large is counted and refused before anything is made of it."""

import itertools
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from stdplab import MSTDPET, STDP, Experiment, Protocol, presets, share, stimuli, sweep
from stdplab.cli import main
from stdplab.core.controls import change, find
from stdplab.core.support import limits
from stdplab.labs import Lab
from stdplab.pairings import STDPWindow
from stdplab.sweeps import runner
from stdplab.widgets import Board
from tests.helpers.handmade_tokens import crafted, deflated
from tests.helpers.page_edits import PageEdits

from .mutations import assert_readable

ROOT = Path(limits.__file__).parents[3]
DEMO = presets.FLORIAN_2007
NAN = float("nan")


def crowd(count):
    """The demonstration with so many reward segments."""
    reward = tuple((float(i), (-1.0) ** i) for i in range(count))
    return replace(DEMO, protocol=Protocol(reward=reward, duration=float(count + 1)))


def long(duration):
    return replace(DEMO, protocol=Protocol(duration=duration))


def test_the_guide_prints_the_table_of_limits():
    assert limits.table() in (ROOT / "notebooks" / "experiments.md").read_text(encoding="utf-8")


def test_each_limit_stands_in_the_table_once():
    named = [name for names in limits.MEANINGS.values() for name in names]
    assert sorted(named) == sorted(n for n in vars(limits) if n.startswith(("MAX_", "MIN_")))


TOO_LARGE = {
    "steps": (long(1e7), "30,000,000 steps in all rules"),
    "segments": (crowd(201), "201 reward segments"),
    "rules": (replace(DEMO, rules=(STDP(),) * 21), "21 rules"),
    "a parameter": (replace(DEMO, rules=(STDP(tau_plus=1e308),)), "tau_plus is 1e+308"),
    "the start": (replace(DEMO, w0=-1e31), "w0 is -1e+31"),
    "a level": (
        replace(DEMO, protocol=Protocol(reward=((0, 1e31),))), "a level of the reward is 1e+31"
    ),
    "a duration": (replace(DEMO, protocol=Protocol(duration=2e9, dt=1e6)), "duration is 2000000"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOO_LARGE)
def test_an_experiment_that_is_too_large_is_not_read_and_not_shown(name, tmp_path, capsys):
    large, sentence = TOO_LARGE[name]
    token = crafted(deflated(large.to_json().encode()))
    path = tmp_path / "lab.json"
    path.write_text(json.dumps({"stdplab_lab": 1, "experiments": {"a": large.to_dict()}}))
    for refuse in (
        lambda: Experiment.from_json(large.to_json()), lambda: share.restore(token),
        lambda: share.token(large), lambda: Board(large), lambda: Lab({"a": large}, "a"),
    ):  # fmt: skip
        with pytest.raises(ValueError) as refused:
            refuse()
        assert sentence in str(refused.value)
        assert_readable(refused.value)
    assert main(["check", str(path)]) == 1
    assert sentence in capsys.readouterr().out
    assert main(["export", str(path), str(tmp_path / "page.html")]) == 2
    assert sentence in capsys.readouterr().err


def test_a_message_of_the_page_is_counted_too():
    board = Board(DEMO)
    page = PageEdits(board)
    page.send(long(1e7).to_dict())
    assert "30,000,000 steps" in board.message
    page.send(crowd(2000).to_dict())
    assert "2,000 reward segments" in board.message
    assert board.experiment == DEMO


def test_what_is_made_in_python_may_be_larger():
    large = replace(long(1e7), rules=(STDP(),))
    assert change(large, find(large, "w0"), 0.3).w0 == 0.3
    assert len(crowd(3000).protocol.reward) == 3000


def test_the_largest_experiment_is_read():
    for most in (crowd(200), replace(long(25_000.0), rules=(STDP(),) * 20)):
        assert Experiment.from_json(most.to_json()) == most


def test_numbers_without_end_are_not_experiments():
    plain = DEMO.to_dict()
    for protocol in (
        {"dt": 5e-324}, {"dt": 10**400}, {"duration": 10**400}, {"duration": NAN},
        {"dt": 1e-7, "duration": 1e-5}, {"pre": [1.0] * 100_001}, {"pre": [1e308]},
    ):  # fmt: skip
        with pytest.raises(ValueError) as refused:
            Experiment.from_dict({**plain, "protocol": {**plain["protocol"], **protocol}})
        assert_readable(refused.value)


@pytest.mark.parametrize(
    "values", [range(1, 10**10), range(10**30), range(10**10, 0, -1), itertools.count()]
)
def test_the_values_of_a_sweep_are_counted_before_they_are_made(values):
    with pytest.raises(ValueError, match=r"tau_z has .* values: give at most 4,194,304"):
        sweep(MSTDPET(), {"tau_z": values})


def test_the_numbers_of_a_sweep_are_counted_before_they_are_made(monkeypatch):
    monkeypatch.setattr(runner, "MAX_SETTINGS", 10)
    with pytest.raises(ValueError, match="this sweep has 12 numbers, of all rules"):
        sweep(DEMO, {"w0": (0.1, 0.2), "lag": (0, 1)})


def test_the_points_of_a_pairing_experiment_are_counted_before_they_are_made():
    for delays in (range(10**10), itertools.count()):
        with pytest.raises(ValueError, match=r"delays has .* values: give at most 2,001"):
            STDPWindow(delays=delays)
    for wrong in ({"delays": (1e9,)}, {"dt": 1e-5}, {"rate": 1e-300}, {"pairs": 10**12}):
        with pytest.raises(ValueError, match="steps: use"):
            STDPWindow(**wrong)


TRAINS = {
    "a rate beyond numbers": lambda: stimuli.regular(1e308, 1000),
    "a duration beyond numbers": lambda: stimuli.regular(1, 1e308),
    "an interval beyond numbers": lambda: stimuli.regular(5e-324, 100),
    "a first spike long ago": lambda: stimuli.regular(10, 100, first=-1e300),
    "no rate": lambda: stimuli.regular(NAN, 100),
    "bursts of a billion": lambda: stimuli.bursts(10, 100, spikes=10**9),
    "bursts of no number": lambda: stimuli.bursts(10, 100, spikes=NAN),
    "no interval": lambda: stimuli.bursts(10, 100, interval=NAN),
    "many draws": lambda: stimuli.poisson(1000, 1e7, seed=1),
    "endless draws": lambda: stimuli.poisson(1, math.inf, seed=1),
    "no step": lambda: stimuli.poisson(1, 100, seed=1, dt=NAN),
    "a billion pairs": lambda: stimuli.pairing(5, pairs=10**9),
    "half a pair": lambda: stimuli.pairing(5, pairs=1.5),
    "rare pairs": lambda: stimuli.pairing(5, rate=1e-308),
    "pairs far apart": lambda: stimuli.pairing(1e308),
    "pairs of no delay": lambda: stimuli.pairing(NAN),
    "a time that is none": lambda: stimuli.jittered((NAN,), 1, 10, seed=1),
    "no step of time": lambda: stimuli.jittered((1,), 1, 10, seed=1, dt=NAN),
}


@pytest.mark.parametrize("name", TRAINS)
def test_the_spikes_of_a_generator_are_counted_before_they_are_made(name):
    with pytest.raises(ValueError) as refused:
        TRAINS[name]()
    assert_readable(refused.value)


def test_a_crowd_of_jittered_spikes_fills_every_step():
    everywhere = tuple(map(float, range(1, 20_001)))
    assert stimuli.jittered((50,) * 20_000, 0, 20_000, seed=1) == everywhere
