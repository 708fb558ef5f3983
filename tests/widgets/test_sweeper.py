"""The lab of sweeps without a page: menus, the heatmap and the board answer one another."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from stdplab import MSTDPET, Hard, Protocol, presets, sweep
from stdplab.labs import sweeps
from stdplab.widgets.sweep import fill_controls, heatmap_axes
from stdplab.widgets.sweep.heatmap import Heatmap

DEMO = presets.FLORIAN_2007


def without_loop(act):
    """Do it in a thread of its own: in this one a browser test may have left its event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(act).result()


@pytest.fixture
def lab():
    made = without_loop(sweeps)
    yield made
    made.close()


def test_it_shows_the_sweep_of_the_two_knobs(lab):
    alone = replace(DEMO, rules=DEMO.rules[2:])
    grid = {name: heatmap_axes.values(alone, name) for name in ("tau_z", "gamma")}
    assert lab.sweep.values.tobytes() == sweep(alone, grid).values.tobytes()
    assert lab.map._frame["along"][:3] == ["0", "0.02", "0.04"]
    assert lab.map._numbers == [float(f"{v:.4g}") for v in lab.sweep.values.ravel()]
    assert "Final weight over tau_z from 5 to 200" in lab.map.alt
    assert lab.message == "2,040 of 2,040 settings"
    assert repr(lab).startswith("Sweeper(MSTDPET, Sweep(w by tau_z, gamma: 2,040 of 2,040")


def test_a_cell_that_is_taken_goes_on_the_board(lab):
    without_loop(lambda: setattr(lab.map, "cell", [11, 22]))
    setting = {"tau_z": lab.sweep.coords["tau_z"][11], "gamma": lab.sweep.coords["gamma"][22]}
    rules = lab.board.experiment.rules
    assert [rule.gamma for rule in rules] == [setting["gamma"]] * 3
    assert rules[2].tau_z == setting["tau_z"]
    assert lab.board.results["MSTDPET"].final == lab.sweep.at(setting)
    assert lab.experiment == lab.board.experiment  # what a goal checks


def test_a_knob_that_is_turned_on_the_board_moves_the_mark_alone(lab):
    assert lab.map.cell == [4, 10]
    before = lab.running
    without_loop(lambda: lab.board.set("tau_z", 52.0))
    assert lab.map.cell == [9, 10]
    assert lab.board.experiment.rules[2].tau_z == 52  # the mark is the nearest cell's
    assert lab.running is before


def test_an_edit_of_the_board_is_swept_anew(lab):
    before = lab.sweep
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=(15, 60, 110, 140)))
    without_loop(lambda: setattr(lab.board, "experiment", moved))
    assert lab.sweep != before
    setting = {"tau_z": 25, "gamma": 0.2}
    assert lab.sweep.at(setting) == moved.run()["MSTDPET"].final


def test_menus_choose_rule_measure_and_knobs(lab):
    without_loop(lambda: lab.choose(rule="STDP"))
    assert lab.up != "tau_z"  # which STDP has not
    assert "z" not in lab.menus.offered("measure")
    assert lab.sweep.dims == (lab.up, lab.along)
    without_loop(lambda: lab.choose(up="onset[1]", measure="peak xi"))
    assert lab.sweep.measure == "peak xi"
    assert lab.up not in lab.menus.offered("along")
    with pytest.raises(ValueError, match="there is no along 'tau_z': there is"):
        lab.choose(along="tau_z")
    with pytest.raises(ValueError, match="there is no up 'speed'"):
        without_loop(lambda: sweeps(up="speed"))
    with pytest.raises(ValueError, match="there is no along 'gamma': there is"):
        without_loop(lambda: sweeps(up="gamma", along="gamma"))
    with pytest.raises(ValueError, match="there is no menu 'knob': there is rule, measure, up, al"):
        lab.choose(knob="gamma")


@pytest.mark.parametrize("name", presets.PRESETS)
def test_every_preset_can_be_swept_without_naming_a_knob(name):
    made = without_loop(lambda: sweeps(name))
    assert made.sweep.dims == (made.up, made.along)
    made.close()


def test_of_the_usual_knobs_one_gives_way():
    made = without_loop(lambda: sweeps(up="gamma", rule="STDP"))
    assert (made.up, made.along) == ("gamma", "A_plus")
    made.close()


@pytest.mark.parametrize("wrong", [None, 5, MSTDPET(), "nope"])
def test_what_is_no_experiment_is_told(wrong):
    with pytest.raises(ValueError, match=r"unknown preset .*: known are florian, "):
        sweeps(wrong)


def test_a_cell_of_a_picture_that_has_gone_loads_nothing(lab):
    before = lab.experiment
    without_loop(lambda: setattr(lab.map, "cell", [999, 0]))
    assert lab.experiment == before


def test_it_fills_while_the_kernel_hears_and_can_be_cancelled(lab, monkeypatch):
    monkeypatch.setattr(fill_controls, "REDRAWN", 0.0)
    drawn = []
    show = lab.map.show
    monkeypatch.setattr(
        lab.map, "show", lambda *a: (drawn.append(np.isnan(a[0].values).mean()), show(*a))
    )

    async def go():
        lab.choose(along="onset[1]")  # a run for each of its values
        while not 0 < lab.running.done < lab.running.total:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)
        lab.toggle()
        await lab.filling._rest._task
        assert 0 < lab.running.done < lab.running.total
        assert lab.filling._stop.description == "Go on"
        lab.toggle()
        await lab.filling._rest._task

    without_loop(lambda: asyncio.run(go()))
    assert lab.running.done == lab.running.total
    assert lab.filling._stop.disabled
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0] > drawn[-1] == 0


def test_knobs_that_do_not_go_together_are_told():
    twice = replace(DEMO.protocol, reward=((0, 1.0), (100, -1.0), (150, 0.0)))
    lab = without_loop(lambda: sweeps(replace(DEMO, protocol=twice)))
    without_loop(lambda: lab.choose(up="onset[1]"))
    before = lab.map.alt
    without_loop(lambda: lab.choose(along="onset[2]"))
    assert "This cannot be swept: reward onset at " in lab.message
    assert lab.map.alt == before
    without_loop(lambda: setattr(lab.map, "cell", [0, 0]))
    assert lab.board.experiment.protocol == twice  # the picture is not of these knobs
    without_loop(lambda: lab.choose(along="gamma"))
    assert "settings" in lab.message
    assert "gamma" in lab.map.alt
    lab.close()


def test_what_is_told_stays_where_a_sweep_was_under_way(lab):
    async def go():
        lab.choose(along="onset[1]")
        while not 0 < lab.running.done < lab.running.total:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)
        lab.filling.tell(ValueError("that"))
        await lab.filling._rest._task

    without_loop(lambda: asyncio.run(go()))
    assert lab.message == "This cannot be swept: that"
    assert 0 < lab.running.done < lab.running.total


def test_knobs_that_do_not_go_together_are_refused_at_first():
    twice = replace(DEMO.protocol, reward=((0, 1.0), (100, -1.0), (150, 0.0)))
    experiment = replace(DEMO, protocol=twice)
    with pytest.raises(ValueError, match="reward onset at "):
        without_loop(lambda: sweeps(experiment, "onset[1]", "onset[2]"))


def test_the_delay_of_a_pulse_is_a_knob_too():
    lab = without_loop(lambda: sweeps("late-reward", "delay", "tau_z"))
    assert lab.sweep.coords["delay"][:2] == (0, 3)
    assert lab.sweep.coords["delay"][-1] == 132  # there the pulse of 20 ms ends 3 ms early
    assert "Reward after the last post spike (ms)" in lab.menus.words.values()
    assert lab.map.cell == [10, 4]
    assert "over delay from 0 to 132" in lab.map.alt
    without_loop(lambda: setattr(lab.map, "cell", [20, 4]))
    assert lab.experiment.protocol.reward == ((0, 0), (105, 1), (125, 0))
    assert lab.board.results["MSTDPET"].final == lab.sweep.at(delay=60, tau_z=25)
    before = lab.running
    moved = replace(lab.experiment.protocol, reward=((0, 0), (75, 1), (95, 0)))
    edited = replace(lab.experiment, protocol=moved)
    without_loop(lambda: setattr(lab.board, "experiment", edited))
    assert (lab.map.cell, lab.running) == ([10, 4], before)  # a dragged pulse moves the mark
    assert not {"delay", "onset[1]", "onset[2]"} & set(lab.menus.offered("along"))
    assert "reward[1]" in lab.menus.offered("along")
    lab.close()


@pytest.mark.parametrize("reward", [((0, 1),), ((0, 0), (100, 1)), ((0, 1), (10, 0), (20, 1))])
def test_no_delay_is_offered_where_there_is_no_pulse(reward):
    protocol = replace(DEMO.protocol, reward=reward)
    assert "delay" not in heatmap_axes.offered(replace(DEMO, protocol=protocol))


def test_a_pulse_that_can_only_come_before_the_spike_gets_those_delays():
    late = replace(DEMO.protocol, post=(195,), reward=((0, 0), (20, 1), (40, 0)))
    delays = heatmap_axes.values(replace(DEMO, protocol=late), "delay")
    assert delays[0] == -192
    assert delays[-1] == -16
    wide = replace(DEMO.protocol, reward=((0, 0), (1, 1), (199, 0)))
    assert heatmap_axes.values(replace(DEMO, protocol=wide), "delay") == [-139]


def test_values_are_round_and_hold_the_demonstration():
    for name, own in (("tau_z", 25), ("gamma", 0.2), ("w0", 0.2), ("onset[1]", 100), ("A_plus", 1)):
        values = heatmap_axes.values(DEMO, name)
        assert own in values
        assert 30 <= len(values) <= 60
    assert heatmap_axes.values(replace(DEMO, bounds=Hard(0.1, 0.4)), "w0")[0] == 0.1
    near = Protocol(reward=((0, 1.0), (1, -1.0), (2, 0.0)))
    assert heatmap_axes.values(replace(DEMO, protocol=near), "onset[1]") == [1.0]


def test_a_heatmap_shows_two_axes():
    heat = Heatmap()
    with pytest.raises(ValueError, match="a heatmap has two axes, and this sweep has tau_z, rule"):
        heat.show(sweep(DEMO, {"tau_z": (10, 20)}))
    heat.close()
