"""The lab of sweeps without a page: menus, heatmap and board follow one another."""

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


def test_it_shows_the_sweep_over_the_two_controls(lab):
    alone = replace(DEMO, rules=DEMO.rules[2:])
    grid = {name: heatmap_axes.axis_values(alone, name) for name in ("tau_z", "gamma")}
    assert lab.sweep.values.tobytes() == sweep(alone, grid).values.tobytes()
    assert lab.heatmap._frame["along"][:3] == ["0", "0.02", "0.04"]
    assert lab.heatmap._numbers == [float(f"{v:.4g}") for v in lab.sweep.values.ravel()]
    assert "Final weight over tau_z from 5 to 200" in lab.heatmap.alt
    assert lab.message == "2,040 of 2,040 settings"
    assert repr(lab).startswith("Sweeper(MSTDPET, Sweep(w by tau_z, gamma: 2,040 of 2,040")


def test_a_chosen_cell_is_put_on_the_board(lab):
    without_loop(lambda: setattr(lab.heatmap, "cell", [11, 22]))
    setting = {"tau_z": lab.sweep.coords["tau_z"][11], "gamma": lab.sweep.coords["gamma"][22]}
    rules = lab.board.experiment.rules
    assert [rule.gamma for rule in rules] == [setting["gamma"]] * 3
    assert rules[2].tau_z == setting["tau_z"]
    assert lab.board.results["MSTDPET"].final == lab.sweep.at(setting)
    assert lab.experiment == lab.board.experiment  # what a goal checks


def test_a_swept_control_on_the_board_moves_only_the_mark(lab):
    assert lab.heatmap.cell == [4, 10]
    before = lab.runner
    without_loop(lambda: lab.board.set("tau_z", 52.0))
    assert lab.heatmap.cell == [9, 10]
    assert lab.board.experiment.rules[2].tau_z == 52  # the mark is the nearest cell's
    assert lab.runner is before


def test_an_edit_of_the_board_starts_another_sweep(lab):
    before = lab.sweep
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=(15, 60, 110, 140)))
    without_loop(lambda: setattr(lab.board, "experiment", moved))
    assert lab.sweep != before
    setting = {"tau_z": 25, "gamma": 0.2}
    assert lab.sweep.at(setting) == moved.run()["MSTDPET"].final


def test_menus_choose_rule_measure_and_axes(lab):
    without_loop(lambda: lab.choose(rule="STDP"))
    assert lab.y != "tau_z"  # which STDP has not
    assert "z" not in lab.menus.available("measure")
    assert lab.sweep.dims == (lab.y, lab.x)
    without_loop(lambda: lab.choose(y="onset[1]", measure="peak xi"))
    assert lab.sweep.measure == "peak xi"
    assert lab.y not in lab.menus.available("x")
    with pytest.raises(ValueError, match=r"x = 'tau_z'\. Available: "):
        lab.choose(x="tau_z")
    with pytest.raises(ValueError, match="y = 'speed'"):
        without_loop(lambda: sweeps(y="speed"))
    with pytest.raises(ValueError, match=r"x = 'gamma'\. Available: "):
        without_loop(lambda: sweeps(y="gamma", x="gamma"))
    with pytest.raises(ValueError, match=r"No menu 'knob'\. Available: rule, measure, y, x"):
        lab.choose(knob="gamma")


@pytest.mark.parametrize("name", presets.PRESETS)
def test_every_preset_has_default_axes(name):
    made = without_loop(lambda: sweeps(name))
    assert made.sweep.dims == (made.y, made.x)
    made.close()


def test_a_default_axis_gives_way_to_a_chosen_one():
    made = without_loop(lambda: sweeps(y="gamma", rule="STDP"))
    assert (made.y, made.x) == ("gamma", "A_plus")
    made.close()


@pytest.mark.parametrize("wrong", [None, 5, MSTDPET(), "nope"])
def test_a_wrong_experiment_is_explained(wrong):
    with pytest.raises(ValueError, match=r"preset .*\. Available: florian, "):
        sweeps(wrong)


def test_a_cell_outside_the_heatmap_is_ignored(lab):
    before = lab.experiment
    without_loop(lambda: setattr(lab.heatmap, "cell", [999, 0]))
    assert lab.experiment == before


def test_it_fills_in_the_background_and_can_be_paused(lab, monkeypatch):
    monkeypatch.setattr(fill_controls, "REDRAW_S", 0.0)
    drawn = []
    show = lab.heatmap.show
    monkeypatch.setattr(
        lab.heatmap, "show", lambda *a: (drawn.append(np.isnan(a[0].values).mean()), show(*a))
    )

    async def go():
        lab.choose(x="onset[1]")  # a run for each of its values
        while not 0 < lab.runner.done < lab.runner.total:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)
        lab.toggle()
        await lab.progress._debounced._task
        assert 0 < lab.runner.done < lab.runner.total
        assert lab.progress._button.description == "Continue"
        lab.toggle()
        await lab.progress._debounced._task

    without_loop(lambda: asyncio.run(go()))
    assert lab.runner.done == lab.runner.total
    assert lab.progress._button.disabled
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[0] > drawn[-1] == 0


def test_axes_that_cannot_be_swept_together_are_explained():
    twice = replace(DEMO.protocol, reward=((0, 1.0), (100, -1.0), (150, 0.0)))
    lab = without_loop(lambda: sweeps(replace(DEMO, protocol=twice)))
    without_loop(lambda: lab.choose(y="onset[1]"))
    before = lab.heatmap.alt
    without_loop(lambda: lab.choose(x="onset[2]"))
    assert "This cannot be swept: reward onset at " in lab.message
    assert lab.heatmap.alt == before
    without_loop(lambda: setattr(lab.heatmap, "cell", [0, 0]))
    assert lab.board.experiment.protocol == twice  # the picture is not of these knobs
    without_loop(lambda: lab.choose(x="gamma"))
    assert "settings" in lab.message
    assert "gamma" in lab.heatmap.alt
    lab.close()


def test_an_error_message_stays_after_a_sweep_in_progress(lab):
    async def go():
        lab.choose(x="onset[1]")
        while not 0 < lab.runner.done < lab.runner.total:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0)
        lab.progress.show_error(ValueError("that"))
        await lab.progress._debounced._task

    without_loop(lambda: asyncio.run(go()))
    assert lab.message == "This cannot be swept: that"
    assert 0 < lab.runner.done < lab.runner.total


def test_axes_that_cannot_be_swept_together_are_refused_at_the_start():
    twice = replace(DEMO.protocol, reward=((0, 1.0), (100, -1.0), (150, 0.0)))
    experiment = replace(DEMO, protocol=twice)
    with pytest.raises(ValueError, match="reward onset at "):
        without_loop(lambda: sweeps(experiment, "onset[1]", "onset[2]"))


def test_the_delay_of_a_pulse_can_be_swept_too():
    lab = without_loop(lambda: sweeps("late-reward", "delay", "tau_z"))
    assert lab.sweep.coords["delay"][:2] == (0, 3)
    assert lab.sweep.coords["delay"][-1] == 132  # there the pulse of 20 ms ends 3 ms early
    assert "Reward after the last post spike (ms)" in lab.menus.labels.values()
    assert lab.heatmap.cell == [10, 4]
    assert "over delay from 0 to 132" in lab.heatmap.alt
    without_loop(lambda: setattr(lab.heatmap, "cell", [20, 4]))
    assert lab.experiment.protocol.reward == ((0, 0), (105, 1), (125, 0))
    assert lab.board.results["MSTDPET"].final == lab.sweep.at(delay=60, tau_z=25)
    before = lab.runner
    moved = replace(lab.experiment.protocol, reward=((0, 0), (75, 1), (95, 0)))
    edited = replace(lab.experiment, protocol=moved)
    without_loop(lambda: setattr(lab.board, "experiment", edited))
    assert (lab.heatmap.cell, lab.runner) == ([10, 4], before)  # a dragged pulse moves the mark
    assert not {"delay", "onset[1]", "onset[2]"} & set(lab.menus.available("x"))
    assert "reward[1]" in lab.menus.available("x")
    lab.close()


@pytest.mark.parametrize("reward", [((0, 1),), ((0, 0), (100, 1)), ((0, 1), (10, 0), (20, 1))])
def test_no_delay_is_offered_where_there_is_no_pulse(reward):
    protocol = replace(DEMO.protocol, reward=reward)
    assert "delay" not in heatmap_axes.sweepable_controls(replace(DEMO, protocol=protocol))


def test_a_pulse_that_can_only_come_before_the_spike_gets_those_delays():
    late = replace(DEMO.protocol, post=(195,), reward=((0, 0), (20, 1), (40, 0)))
    delays = heatmap_axes.axis_values(replace(DEMO, protocol=late), "delay")
    assert delays[0] == -192
    assert delays[-1] == -16
    wide = replace(DEMO.protocol, reward=((0, 0), (1, 1), (199, 0)))
    assert heatmap_axes.axis_values(replace(DEMO, protocol=wide), "delay") == [-139]


def test_axis_values_are_round_and_include_the_demonstration():
    for name, own in (("tau_z", 25), ("gamma", 0.2), ("w0", 0.2), ("onset[1]", 100), ("A_plus", 1)):
        values = heatmap_axes.axis_values(DEMO, name)
        assert own in values
        assert 30 <= len(values) <= 60
    assert heatmap_axes.axis_values(replace(DEMO, bounds=Hard(0.1, 0.4)), "w0")[0] == 0.1
    near = Protocol(reward=((0, 1.0), (1, -1.0), (2, 0.0)))
    assert heatmap_axes.axis_values(replace(DEMO, protocol=near), "onset[1]") == [1.0]


def test_a_heatmap_shows_two_axes():
    heatmap = Heatmap()
    with pytest.raises(ValueError, match="two axes, this one has tau_z, rule"):
        heatmap.show(sweep(DEMO, {"tau_z": (10, 20)}))
    heatmap.close()
