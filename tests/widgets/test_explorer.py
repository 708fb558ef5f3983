"""The explorer without a page: sliders move the value, the value moves the sliders."""

import asyncio
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from stdplab import MSTDP, MSTDPET, STDP, Rule, Triplet, knob
from stdplab.core.learning_rule.knob import knobs
from stdplab.labs import triplet, window
from stdplab.pairings import FrequencyDependence, STDPWindow
from stdplab.plots import stdp_window_figure
from stdplab.widgets.explorer.explorer import Explorer


@pytest.fixture
def lab():
    made = window(delays=range(-40, 41, 10))
    yield made
    made.close()


def without_loop(act):
    """Do it in a thread of its own: in this one a browser test may have left its event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(act).result()


def said(lab):
    """The picture's alternative text."""
    return lab._figure.alt


def test_each_knob_of_the_rule_and_of_the_protocol_has_a_control(lab):
    rule, own = lab.groups
    assert list(rule.controls) == list(knobs(STDP()))
    assert list(own.controls) == ["pairs", "rate"]
    tau = rule.controls["tau_plus"]
    assert (tau.min, tau.max, tau.step, tau.value) == (1, 100, 1, 20)
    assert tau.description == r"Pre trace $\tau_+$ (ms)"
    assert rule.controls["nearest"].value is False


def test_a_slider_moves_the_value_and_what_is_shown(lab):
    seen = []
    lab.observe(lambda change: seen.append(change.new), "value")
    before = lab._figure.value
    without_loop(lambda: setattr(lab.groups[0].controls["tau_plus"], "value", 30.0))
    assert lab.value == STDPWindow(STDP(tau_plus=30), range(-40, 41, 10))
    assert seen == [lab.value]
    assert lab._figure.value != before
    assert "tau_plus 30 ms" in lab._status.value
    without_loop(lambda: setattr(lab.groups[1].controls["pairs"], "value", 10.0))
    assert lab.value.pairs == 10
    assert "10 pairs at 1 Hz" in said(lab)


def test_sliders_follow_python_and_their_echoes_change_nothing(lab):
    rule = STDP(A_plus=0.123456, tau_plus=16.8, tau_minus=250.0)
    lab.value = replace(lab.value, rule=rule)
    controls = lab.groups[0].controls
    assert (controls["tau_plus"].value, controls["tau_plus"].step) == (16.8, pytest.approx(0.1))
    assert (controls["tau_minus"].value, controls["tau_minus"].max) == (250, 250)
    assert controls["A_plus"].value == 0.123456
    controls["A_plus"].value = 0.1235  # a front end that rounds what it was given
    assert lab.value.rule == rule


def test_a_wrong_value_is_explained_and_changes_nothing(lab):
    before, picture = lab.value, lab._figure.value
    for bad, sentence in (
        (FrequencyDependence(), "is not a STDPWindow. This explorer shows only"),
        (STDP(), "is not a STDPWindow"),
        (None, "None is not a STDPWindow"),
    ):
        with pytest.raises(ValueError, match=sentence):
            lab.value = bad
    assert lab.value is before
    assert lab._figure.value == picture
    with pytest.raises(
        ValueError, match=r"is not a pairing experiment\. Give one, such as STDPWindow"
    ):
        Explorer(STDP(), stdp_window_figure)
    with pytest.raises(ValueError, match=r"No rule 'hebb'\. Available: "):
        window("hebb")


def test_a_slider_value_that_is_not_valid_is_explained_and_reset(lab):
    slider = lab.groups[1].controls["rate"]
    slider.max = 2000
    without_loop(lambda: setattr(slider, "value", 1500.0))
    assert "rate 1500 Hz needs more than one pair in a step" in lab._status.value
    assert slider.value == lab.value.rate == 1


def test_the_menu_sets_a_rule_and_remembers_its_parameters(lab):
    without_loop(lambda: setattr(lab.groups[0].controls["tau_plus"], "value", 30.0))
    without_loop(lambda: setattr(lab._menu, "value", "Triplet"))
    assert lab.value.rule == Triplet()
    assert list(lab.groups[0].controls) == list(knobs(Triplet()))
    without_loop(lambda: setattr(lab._menu, "value", "STDP"))
    assert lab.value.rule == STDP(tau_plus=30)
    without_loop(lab._start_button.click)
    assert lab.value.rule == STDP()
    assert lab.groups[0].controls["tau_plus"].value == 20


def test_a_moving_slider_shows_a_preview_and_a_resting_one_the_result(lab):
    async def gestures():
        slider = lab.groups[0].controls["tau_plus"]
        for tau in (21.0, 22.0, 23.0):
            slider.value = tau
            assert "measured" not in lab.result.series
            assert lab.value.rule.tau_plus == tau
        task = lab._debounced._task
        slider.value = 24.0
        assert lab._debounced._task is task  # one that waits anew, no queue
        await task
        assert lab.result == STDPWindow(STDP(tau_plus=24), range(-40, 41, 10)).run()

    without_loop(lambda: asyncio.run(gestures()))
    assert "tau_plus 24 ms" in said(lab)


def test_a_move_during_the_computation_restarts_it(lab):
    async def gestures():
        lab._menu.value = "Dopamine"  # takes a while
        parts = []
        for _ in lab._finish():
            parts.append(1)
            if len(parts) == 2:
                break
        lab.groups[0].controls["tau_plus"].value = 30.0
        await lab._debounced._task

    without_loop(lambda: asyncio.run(gestures()))
    assert lab.result == lab.value.run()
    assert lab.result.experiment.rule.tau_plus == 30


def test_rounding_errors_of_the_page_are_removed(lab):
    slider, counted = lab.groups[0].controls["tau_plus"], 93.00000000000001
    without_loop(lambda: setattr(slider, "value", counted))
    assert lab.value.rule.tau_plus == 93
    assert slider.value == counted  # nothing goes back to a hand that may have moved on


def test_a_figure_is_freed_before_the_next_is_drawn(lab):
    drawn, draw = [], lab.draw

    def watched(*args, **kwargs):
        assert not gc.isenabled()  # nothing moves to an older generation meanwhile
        picture = draw(*args, **kwargs)
        drawn.append(weakref.ref(picture))
        return picture

    lab.draw = watched
    for tau in (30, 40):
        lab.value = replace(lab.value, rule=STDP(tau_plus=tau))
    assert [picture() for picture in drawn] == [None, None]
    assert gc.isenabled()


@pytest.fixture
def odd():
    @dataclass(frozen=True)
    class Odd(Rule):
        """A rule of one's own that fails for large rates."""

        series: ClassVar = {"x": "pre"}
        k: float = knob(0.1, 0, 1, step=0.1, tex="k", label="Gain")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            gain = 1 / (0.5 - k.k)
            return {"x": 0.9 * state["x"] + drive.pre}, gain * state["x"] * drive.post

    return Odd


def test_a_users_own_rule_gets_sliders_and_its_failure_is_explained(odd):
    lab = window("Odd")
    assert list(lab.groups[0].controls) == ["k"]
    without_loop(lambda: setattr(lab.groups[0].controls["k"], "value", 0.5))
    assert "Odd cannot be run with these parameters: float division by zero" in lab._status.value
    assert lab.value.rule == odd()
    assert lab.groups[0].controls["k"].value == 0.1
    with pytest.raises(ValueError, match="Odd cannot be run"):
        lab.value = replace(lab.value, rule=odd(k=0.5))
    lab.close()


def test_the_triplet_lab_compares_both_rules_with_the_data():
    lab = triplet()
    assert [group.shown_value.name for group in lab.groups] == ["Triplet", "STDP", "triplet"]
    without_loop(lambda: setattr(lab.groups[1].controls["gamma"], "value", 0.02))
    assert lab.value.rules == (Triplet(), replace(FrequencyDependence().rules[1], gamma=0.02))
    assert "distance from the data: Triplet 0.14, STDP 1.14" in lab._status.value
    assert lab._menu.layout.display == "none"
    lab.close()


def test_the_repr_has_the_numbers(lab):
    numbers = "tau_plus 20 ms, tau_minus 20 ms"
    assert repr(lab).startswith("Explorer(STDP, 60 pairs at 1 Hz: ")
    assert numbers in repr(lab)
    lab.value = replace(lab.value, rule=MSTDP())
    assert repr(lab).startswith("Explorer(MSTDP, 60 pairs at 1 Hz: ")
    assert numbers in repr(lab)


def test_a_lab_starts_with_a_rule_and_its_parameters():
    lab = window(MSTDPET(tau_z=40), pairs=5)
    assert lab.value == STDPWindow(MSTDPET(tau_z=40), pairs=5)
    assert lab.groups[0].controls["tau_z"].value == 40
    lab.close()
