"""The Python side of the board: what it accepts, refuses, computes and sends."""

import json
import re
import sys
import threading
from dataclasses import dataclass, replace
from importlib import import_module
from typing import ClassVar
from unittest.mock import patch

import numpy as np
import pytest

from stdplab import MSTDPET, RULES, STDP, Experiment, Protocol, Rule, knob, presets
from stdplab.labs import florian, traces
from stdplab.plots.experiment_figure import figure
from stdplab.tracing import trace
from stdplab.widgets.board.board import Board
from stdplab.widgets.common import static_fallback
from stdplab.widgets.js import linker
from tests.helpers.page_edits import PageEdits

DEMO = presets.FLORIAN_2007


def edited(**protocol):
    """What the page would send after an edit."""
    data = DEMO.to_dict()
    data["protocol"].update(protocol)
    return data


def test_an_edit_from_the_page_becomes_experiment_and_results(board, page):
    seen = []
    board.observe(lambda change: seen.append(change.name), ["experiment", "results"])
    page.send(edited(post=[15, 60, 110, 140]))
    assert board.experiment.protocol.post == (15, 60, 110, 140)
    assert board.results["STDP"].final == board.experiment.run()["STDP"].final
    assert seen.count("experiment") == 1
    page.send(edited(post=[15, 60, 110, 140]))
    board.experiment = replace(board.experiment)
    assert seen.count("experiment") == 1  # equal values are silent


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"post": [15, 300]}, "post spike at 300 ms lies after the end"),
        ({"pre": [10, 10]}, "two pre spikes fall on 10 ms"),
        ({"reward": [[0, 1], [0, 2]]}, "both fall on 0 ms"),
        ({"dt": 0}, "dt is 0"),
        ({"colour": "red"}, "protocol has no 'colour'"),
    ],
)
def test_a_refused_edit_is_explained_and_changes_nothing(board, page, change, sentence):
    before = board.results
    page.send(edited(**change))
    assert sentence in board.message
    assert board.experiment == DEMO
    assert board._experiment == DEMO.to_dict()
    assert board.results is before
    page.send(edited(pre=[20]))
    assert board.message == ""


def test_an_edit_is_sent_back_in_canonical_form(board, page):
    page.send(edited(reward=[[0, 1], [100.4, -1]]))
    assert board.experiment == DEMO
    assert board._experiment["protocol"]["reward"] == [[0, 1], [100, -1]]


def test_an_experiment_that_cannot_be_run_or_drawn_changes_nothing(board):
    before = dict(board._view)
    diverging = "The weight diverges (above 1e30)"
    too_large = "A_plus is 1e+308: use a number of a size up to 1e+30"
    for key, size, sentence in (("gamma", 1e30, diverging), ("A_plus", 1e308, too_large)):
        with pytest.raises(ValueError, match=re.escape(sentence)):
            board.set(key, size)
        with board.reporting_errors():
            board.set(key, size)
        assert sentence in board.message
        assert "The board keeps what it had" in board.message
    assert (board.experiment, board._experiment, board._view) == (DEMO, DEMO.to_dict(), before)


def test_results_are_computed_when_read_or_observed(board, page):
    with patch.object(Experiment, "run", autospec=True, side_effect=Experiment.run) as run:
        page.send(edited(post=[15, 60, 110, 140]))
        page.send(edited(post=[15, 61, 110, 140]))
        assert run.call_count == 0
        assert board.results["STDP"].final == board.results["STDP"].final
        assert run.call_count == 1
        seen = []
        board.observe(lambda change: seen.append(change.new["STDP"].final), "results")
        page.send(edited(post=[15, 62, 110, 140]))
        assert seen == [board.results["STDP"].final]
        assert run.call_count == 2
        data = edited()
        data["rules"][0] |= {"A_plus": 1e30, "gamma": 100}
        page.send(data)
        assert "The weight diverges" in board.message


def test_an_experiment_without_reward_has_a_level_to_move():
    board = Board(Experiment(Protocol(pre=(10,), post=(15,)), (STDP(),)))
    assert "reward[0]" in {control["key"] for control in board._view["controls"]}
    board.set("reward[0]", 1)
    assert board.experiment.protocol.reward == ((0, 1),)


def test_the_page_gets_a_program_for_each_rule(board):
    for rule, shown in zip(DEMO.rules, board._view["rules"], strict=True):
        program = board._programs[shown["program"]]
        assert program == json.loads(json.dumps(trace(rule).to_dict()))
    assert board._series == {}


def test_presets_come_with_their_views_and_programs():
    board = Board(DEMO, presets=presets.PRESETS)
    assert board.preset == "florian"
    for name, preset in board._presets.items():
        assert Experiment.from_dict(preset["experiment"]) == presets.get(name)
        view = board._views[preset["view"]]
        assert {rule["program"] for rule in view["rules"]} <= set(board._programs)
    board.preset = "symmetric"
    assert board.experiment == presets.SYMMETRIC
    board.set("w0", 0.3)
    board.reset()
    assert board.experiment == presets.SYMMETRIC


def test_a_rule_that_branches_is_computed_in_the_kernel_and_explained():
    @dataclass(frozen=True)
    class Moody(Rule):
        """dw = pre where there is reward."""

        series: ClassVar = {"n": "network"}

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {"n": state["n"] + 1.0}, 0.1 * drive.pre if drive.reward > 0 else 0.0

    board = Board(Experiment(DEMO.protocol, (STDP(), Moody())))
    (stdp, moody) = board._view["rules"]
    assert (stdp["module"], moody["module"]) == ("stdplab", "")
    assert stdp["why"] == ""
    assert moody["program"] is None
    assert "branches on a value in \u201creturn" in moody["why"]
    assert "where(condition, a, b)" in moody["why"]
    names = board._series["names"]
    assert names == [["Moody", n] for n in ("w", "n", "pre", "post", "reward")]
    values = np.frombuffer(board._series["data"], "<f8").reshape(5, 201)
    for (_, name), row in zip(names, values, strict=True):
        np.testing.assert_array_equal(row, board.results["Moody"][name])
    PageEdits(board).send(board.experiment.to_dict() | {"w0": 0.3})
    assert np.frombuffer(board._series["data"], "<f8")[0] == 0.3


def test_controls_are_made_from_the_knobs_of_the_rules(board):
    by_key = {control["key"]: control for control in board._view["controls"]}
    tau = by_key["tau_z"]
    assert (tau.get("low", 0), tau["high"], tau["unit"]) == (1, 200, "ms")
    assert tau["symbol"] == [["τ", "base"], ["z", "sub"]]
    assert tau["paths"] == [["rules", 2, "tau_z"]]


def test_a_users_own_rule_gets_controls_and_panels():
    @dataclass(frozen=True)
    class Decay(Rule):
        """dw = -k w dt, through a series of its own."""

        series: ClassVar = {"age": "network"}
        k: float = knob(0.01, 0, 0.1, step=0.01, tex="k", label="Rate", unit="1/ms")

        @staticmethod
        def step(state, drive, k, dt):
            return {"age": state["age"] + dt + 0 * drive.pre}, -k.k * dt

    board = Board(Experiment(DEMO.protocol, (Decay(), STDP())))
    labels = [panel["label"] for panel in board._view["panels"]]
    assert labels == ["Pre spikes", "Post spikes", "Traces", "Reward", "age", "Decay", "STDP"]
    board.set("k", 0.02)
    assert board.experiment.rules[0].k == 0.02


def test_the_page_can_import_every_rule_that_stdplab_has():
    for name, kind in RULES.items():
        (rule,) = Board(Experiment(DEMO.protocol, (kind(),)))._view["rules"]
        assert getattr(import_module(rule["module"]), name) is kind


def test_a_rule_that_is_only_a_file_is_imported_from_there():
    @dataclass(frozen=True)
    class Filed(Rule):
        """dw = pre."""

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004
            return {}, 1.0 * drive.pre

    Filed.__module__ = "stdplab.rules.filed"
    (rule,) = Board(Experiment(DEMO.protocol, (Filed(),)))._view["rules"]
    assert rule["module"] == "stdplab.rules.filed"


def test_rules_keep_separate_sliders_when_their_values_become_equal():
    board = Board(Experiment(DEMO.protocol, (MSTDPET(), MSTDPET(tau_z=50))))
    for value in (40, 25):
        board.set("MSTDPET 2.tau_z", value)
        keys = {control["key"] for control in board._view["controls"]}
        assert {"MSTDPET.tau_z", "MSTDPET 2.tau_z"} <= keys


def test_a_preset_merges_separate_sliders_again():
    board = Board(DEMO, presets=presets.PRESETS)
    board.set("MSTDPET.gamma", 0.5)
    assert "MSTDPET.gamma" in {control["key"] for control in board._view["controls"]}
    board.preset = "symmetric"
    board.preset = "florian"
    assert "gamma" in {control["key"] for control in board._view["controls"]}


def test_edits_from_two_threads_leave_a_consistent_board(board):
    def turn(key, values):
        for value in values:
            board.set(key, value)

    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    work = [("tau_z", range(5, 45)), ("w0", [i / 100 for i in range(40)])]
    threads = [threading.Thread(target=turn, args=args) for args in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(often)
    assert board.experiment.rules[2].tau_z == 44
    assert board.experiment.w0 == 0.39
    assert board.results["MSTDPET"].final == board.experiment.run()["MSTDPET"].final


def test_results_of_another_threads_run_are_not_shown(board):
    """Its try may fall between this thread's try and the notification that follows."""
    mine = replace(DEMO, w0=0.4)
    board.run(replace(DEMO, w0=0.1))  # the other thread's
    board._trait_values["experiment"] = mine
    board._on_experiment(None)
    assert board.results["STDP"].final == mine.run()["STDP"].final
    assert board._experiment == mine.to_dict()


@pytest.mark.parametrize("make", [lambda: Board(DEMO), florian], ids=["board", "lab"])
def test_a_notebook_gets_the_widget_and_then_its_described_figure(make):
    made = make()
    with patch.object(static_fallback, "display") as display:
        made._ipython_display_()
    (live, still) = display.call_args_list
    assert live.args[0]["text/plain"].endswith("(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)")
    assert "application/vnd.jupyter.widget-view+json" in live.args[0]
    assert "image/png" not in live.args[0]
    assert still.args[0]["image/png"].startswith(b"\x89PNG")
    board = getattr(made, "board", made)
    assert f'<div data-stdplab-still="{board._still}"><img alt=' in still.args[0]["text/html"]
    for words in (still.kwargs["metadata"]["image/png"]["alt"], still.args[0]["text/html"]):
        assert "0.3342 under MSTDPET" in words


def test_the_figure_of_a_saved_notebook_has_the_board_s_panels_and_convention():
    lab = traces("a burst")
    for made, panels, highest in ((lab, 3, 3.0), (Board(DEMO, show=["table"]), 8, None)):
        with (
            patch.object(static_fallback, "show_live"),
            patch.object(static_fallback, "show_copy"),
            patch("stdplab.widgets.board.board.figure") as drawn,
        ):
            made._ipython_display_()
        ((results,), options) = drawn.call_args
        axes = figure(results, **options).axes
        assert len(axes) == panels
        assert highest is None or axes[-1].get_ylim() == (-highest, highest)


def test_the_traces_lab_lists_its_experiments():
    assert traces().experiment.protocol.pre == (20,)
    with pytest.raises(ValueError, match=r"'none' to start with\. Available: one spike, a burst"):
        traces("none")


def test_a_lab_starts_with_the_given_experiment():
    assert florian("earlier-spikes").experiment == presets.EARLIER_SPIKES
    own = replace(DEMO, w0=0.1)
    lab = florian(own)
    assert lab.experiment == own
    lab.experiment = DEMO
    lab.board.reset()
    assert lab.experiment == own
    with pytest.raises(ValueError, match="unknown preset 'paper'"):
        florian("paper")


def test_the_joined_script_has_no_imports_left_and_one_export():
    script = linker.board_script()
    assert 'from "./' not in script  # Python's imports, in the code to copy, stay
    assert script.count("export ") == 1
    assert "innerHTML" not in script
    assert "eval(" not in script
