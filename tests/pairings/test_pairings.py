"""The pairing experiments: their numbers, their equals in closed form, their way into JSON."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from matplotlib.colors import to_hex

from stdplab import MSTDP, MSTDPET, RULES, STDP, Dopamine, Rule, Triplet, knob, simulate
from stdplab.cli import main
from stdplab.core.stdp_window import window as by_protocol
from stdplab.pairings import (
    FrequencyDependence,
    PairingExperiment,
    PairingResult,
    PeriodicPairs,
    STDPWindow,
)
from stdplab.pairings.frequency_dependence import PAIR_RULE, fitted
from stdplab.pairings.sjostrom_2001 import RATES, SJOSTROM_2001
from stdplab.pairings.stdp_window import time_constant
from stdplab.plots.pairing_figures import pairing_figure
from stdplab.plots.theme import TOKENS
from stdplab.stimuli import pairing as protocol

RULE_OF_EACH_KIND = (STDP(), MSTDP(nearest=True), MSTDPET(), Triplet(), Dopamine())
TABLE = {1: (0.000, 0.119, 0.228, 0.532, 0.763), -1: (-0.317, -0.332, -0.342, 0.174, 0.749)}


@pytest.mark.parametrize("rule", RULE_OF_EACH_KIND, ids=lambda rule: rule.name)
@pytest.mark.parametrize(("delay", "rate"), [(10, 1), (-30, 20), (0, 40), (35, 40)])
def test_skipping_what_repeats_changes_nothing(rule, delay, rate):
    tail = 5000
    whole = protocol(delay, rate=rate)
    whole = replace(whole, duration=whole.duration + tail)
    plain = simulate(rule, whole, w0=0.0).final
    skipping = PeriodicPairs(rule, delay, 60, rate).change()
    assert skipping == pytest.approx(plain, rel=1e-11, abs=1e-12)


def test_a_slow_average_is_not_taken_for_repeating():
    first, sixtieth = (
        PeriodicPairs(Dopamine(), 10, 1).change(),
        PeriodicPairs(Dopamine(), 10, 60).change() / 60,
    )
    assert sixtieth < 0.1 * first


@pytest.mark.parametrize("rule", [STDP(), MSTDP(gamma=0.3), MSTDPET(), MSTDPET(tau_z=200)])
def test_sixty_pairings_equal_the_closed_form_and_give_back_the_time_constants(rule):
    rule = replace(rule, A_plus=1.2, tau_plus=17.0, tau_minus=34.0)
    outcome = STDPWindow(rule).run()
    assert list(outcome.series) == ["delay", "closed", "measured"]
    assert outcome["measured"] == pytest.approx(outcome["closed"], rel=1e-9, abs=1e-12)
    assert outcome.numbers["tau_plus"] == pytest.approx(17.0, rel=1e-9)
    assert outcome.numbers["tau_minus"] == pytest.approx(34.0, rel=1e-9)
    if rule.name != "MSTDPET":
        at_once = outcome["measured"][outcome["delay"].index(0)]
        assert at_once == pytest.approx(0.2 * rule.gamma)  # gamma (A_plus + A_minus)


def test_the_window_is_the_one_the_pairing_protocol_measures():
    delays = (-40, -5, 0, 5, 40)
    wanted = by_protocol(Triplet(), delays, pairs=60)
    assert STDPWindow(Triplet(), delays).run()["measured"] == pytest.approx(wanted, rel=1e-11)


def test_where_traces_outlast_the_interval_the_measured_window_leaves_the_closed_form():
    outcome = STDPWindow(rate=20).run()
    apart = max(abs(a - b) for a, b in zip(outcome["closed"], outcome["measured"], strict=True))
    assert apart > 0.05
    assert "at most 0." in outcome.line
    assert outcome.line.endswith("Recovered: tau_plus none, tau_minus none.")


def test_two_delays_on_a_side_give_no_time_constant_and_it_says_why():
    line = STDPWindow(delays=(-20, -10, 0, 10, 20, 30)).run().line
    assert line.endswith(
        "Recovered: tau_plus 20 ms, tau_minus none; it takes 3 delays on either side."
    )


@pytest.mark.parametrize("rule", [Triplet(), Dopamine()])
def test_a_rule_without_a_closed_form_stands_beside_a_single_pair(rule):
    outcome = STDPWindow(rule, delays=(-10, 10)).draft()
    assert list(outcome.series) == ["delay", "single"]
    wanted = by_protocol(rule, (-10, 10)) if rule.name == "Triplet" else outcome["single"]
    assert outcome["single"] == pytest.approx(wanted, rel=1e-12)


def test_a_time_constant_is_told_only_of_an_exponential():
    delays = range(1, 50)
    assert time_constant(delays, [2.0 ** (-d / 10) for d in delays]) == pytest.approx(
        14.426950, 1e-7
    )
    assert time_constant(delays, [1 / d for d in delays]) is None
    assert time_constant(delays, [(-1) ** d for d in delays]) is None
    assert time_constant((5, 10), (1, 0.5)) is None


def test_the_triplet_rule_follows_the_rate_as_published():
    series = FrequencyDependence().run().series
    for side, name in ((1, "Triplet +10 ms"), (-1, "Triplet -10 ms")):
        assert series[name] == pytest.approx(TABLE[side], abs=0.001)
    assert series["rate"] == [0.1, 10, 20, 40, 50]


def test_the_triplet_rule_lies_near_the_data_and_no_pair_rule_does():
    at_all_rates = fitted(rates=RATES)
    outcome = FrequencyDependence(rules=(Triplet(), PAIR_RULE, at_all_rates)).run()
    triplet, pair, best = outcome.numbers.values()
    assert triplet < 0.15
    assert 0.25 < best < pair
    for name, side in (("Triplet", 10.0), ("Triplet", -10.0)):
        for value, (mean, error) in zip(
            outcome[f"{name} {side:+g} ms"], SJOSTROM_2001[side], strict=True
        ):
            assert abs(value - mean) < 1.25 * error
    assert outcome["STDP -10 ms"][-1] < outcome["STDP -10 ms"][0] < 0  # it never turns
    assert outcome["STDP +10 ms"][-1] < 0 < SJOSTROM_2001[10.0][-1][0]
    # Fitted to every rate it potentiates at all of them, and loses the depression at low ones.
    flat = outcome["STDP 2 +10 ms"]
    assert max(flat) - min(flat) < 0.15
    assert abs(outcome["STDP 2 -10 ms"][0]) < 0.02


def test_the_pair_rule_is_the_one_fitted_at_the_low_rates():
    exact = fitted()
    assert PAIR_RULE.A_plus == pytest.approx(exact.A_plus, abs=0.025)
    assert PAIR_RULE.A_minus == pytest.approx(exact.A_minus, abs=0.025)
    fit = FrequencyDependence(rules=(exact,), rates=(0.1, 10)).run()
    assert [fit["STDP +10 ms"][i] for i in (0, 1)] == pytest.approx([0.05, 0.05], abs=0.02)


def test_another_protocol_than_the_measured_one_is_not_held_against_the_data():
    assert FrequencyDependence(delay=15).run().numbers == {"Triplet": None, "STDP": None}
    assert "Distance" not in FrequencyDependence(pairs=30).run().line


@pytest.mark.parametrize(
    "made",
    [
        STDPWindow(MSTDPET(tau_z=40), (-10, 10), 5, 2),
        FrequencyDependence((Triplet(), STDP(), STDP()), (1, 10)),
    ],
)
def test_json_gives_the_same_value_back(made):
    assert PairingExperiment.from_json(made.to_json()) == made
    outcome = made.run()
    again = PairingResult.from_json(outcome.to_json())
    assert again == outcome
    assert again.pairing.run() == outcome


def test_an_outcome_prints_as_a_table():
    printed = str(STDPWindow(STDP(), (-10, 0, 10)).run()).splitlines()
    assert printed[0].endswith("t_post - t_pre (ms)")
    assert [line.split() for line in printed[1:5]] == [
        ["delay", "closed", "measured"],
        ["-10", "-0.1213", "-0.1213"],
        ["0", "0.0000", "0.0000"],
        ["10", "0.1213", "0.1213"],
    ]
    with pytest.raises(KeyError, match="'w' is not a series here: there is delay, closed"):
        STDPWindow(STDP(), (10,)).run()["w"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: STDPWindow("STDP"), "'STDP' is not a rule with parameters"),
        (lambda: STDPWindow(pairs=0), "pairs is 0: it has to be above zero"),
        (lambda: STDPWindow(pairs=2.5), "pairs is 2.5: it has to be a whole number"),
        (lambda: STDPWindow(rate=-1), "rate is -1"),
        (lambda: STDPWindow(rate=2000), "rate 2000 Hz needs more than one pair in a step of 1 ms"),
        (lambda: STDPWindow(rate=1e-4), "60 pairs at 0.0001 Hz make more than 10,000,000 steps"),
        (lambda: STDPWindow(delays=(2.5,)), "delay 2.5 ms is not a whole number of steps of 1 ms"),
        (lambda: STDPWindow(delays=()), "there are 0 delays: give between 1 and 2,001"),
        (lambda: STDPWindow(delays="10"), "delays are '10': give numbers"),
        (lambda: STDPWindow(delays=(float("nan"),)), "one of the delays is nan"),
        (lambda: STDPWindow(dt=0), "dt is 0"),
        (
            lambda: STDPWindow().with_rules((STDP(), MSTDP())),
            "a window has one rule, and here are 2",
        ),
        (lambda: FrequencyDependence(rules=()), "needs at least one rule"),
        (lambda: FrequencyDependence(rates=(0,)), "rate is 0"),
        (lambda: FrequencyDependence(delay=-10), "delay is -10: it has to be above zero"),
        (lambda: PeriodicPairs("STDP", 10), "give a rule with parameters"),
        (lambda: PairingExperiment.from_dict([]), "has to be a JSON object"),
        (
            lambda: PairingExperiment.from_dict({"pairing": "bursts"}),
            "unknown pairing 'bursts': known are",
        ),
        (
            lambda: PairingExperiment.from_dict({"pairing": "window", "w0": 1}),
            "window has no 'w0': it has",
        ),
        (lambda: PairingExperiment.from_json("{"), "this is not JSON"),
        (lambda: PairingResult.from_dict({"format": 2}), "this is no outcome of format 1"),
        (lambda: PairingResult.from_dict({"format": 1}), 'an outcome needs "series" and "numbers"'),
        (lambda: PairingResult.from_json("{"), "this is not JSON"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(ValueError) as error:
        make()
    assert sentence in str(error.value)


@pytest.fixture
def leak():
    """A rule of one's own, which is forgotten again."""

    @dataclass(frozen=True)
    class Leak(Rule):
        series: ClassVar = {"x": "pre"}
        rate: float = knob(0.1, 0, 1, step=0.1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            return {"x": 0.9 * state["x"] + drive.pre}, k.rate * state["x"] * drive.post

    yield Leak
    del RULES["Leak"]


def test_a_rule_of_ones_own_is_paired_too(leak):
    outcome = STDPWindow(leak(), (-10, 5, 10)).run()
    assert outcome["measured"] == pytest.approx([0, 0.1 * 0.9**4, 0.1 * 0.9**9], abs=1e-12)
    assert PairingExperiment.from_json(STDPWindow(leak()).to_json()) == STDPWindow(leak())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "made",
    [STDPWindow(), STDPWindow(Triplet()), FrequencyDependence(), FrequencyDependence(delay=5)],
)
def test_each_has_a_figure_with_words(made, theme):
    picture = pairing_figure(made.run(), theme=theme)
    ground = TOKENS["ground"][theme == "dark"]
    assert to_hex(picture.get_facecolor()) == ground
    assert made.run().line in picture.alt


def test_the_windows_axis_says_the_sign_and_its_points_are_the_measured_ones():
    outcome = STDPWindow().run()
    (axes,) = pairing_figure(outcome).axes
    assert axes.get_xlabel() == r"$t_{\mathrm{post}} - t_{\mathrm{pre}}$ (ms)"
    points = next(line for line in axes.lines if line.get_marker() == "o")
    assert list(points.get_ydata()) == outcome["measured"]
    assert len(pairing_figure(STDPWindow().draft()).axes[0].lines) == len(axes.lines) - 1


def test_rules_differ_by_dash_and_marker_and_the_data_show_their_source():
    picture = pairing_figure(FrequencyDependence().run())
    for axes, delay in zip(picture.axes, (10.0, -10.0), strict=True):
        triplet, pair = [line for line in axes.lines if line.get_label() in ("Triplet", "STDP")]
        assert (triplet.get_linestyle(), pair.get_linestyle()) == ("-", "--")
        assert triplet.get_marker() != pair.get_marker()
        (data,) = axes.containers
        means = [mean for mean, _ in SJOSTROM_2001[delay]]
        assert list(data[0].get_ydata()) == means
    said = " ".join(text.get_text().replace("\n", " ") for text in picture.texts)
    assert "Nelson 2001" in said
    assert "not re-read" in said
    elsewhere = pairing_figure(FrequencyDependence(delay=5).run())
    assert not elsewhere.axes[0].containers


def test_the_command_line_runs_them(tmp_path, capsys):
    out, figure = tmp_path / "out.json", tmp_path / "fig.png"
    command = ["run", "window", "--rule", "mstdp", "--set", "tau_plus=30", "--set", "pairs=5"]
    assert main([*command, "--json", str(out), "--out", str(figure), "--dark"]) == 0
    wanted = STDPWindow(MSTDP(tau_plus=30), pairs=5).run()
    assert capsys.readouterr().out == f"{wanted}\n"
    assert PairingResult.from_dict(json.loads(out.read_text())) == wanted
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert main(["run", "triplet", "--set", "STDP.gamma=0.02"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{FrequencyDependence((Triplet(), replace(PAIR_RULE, gamma=0.02))).run()}\n"
    for refused, sentence in (
        (["--seeds", "3"], "--seeds belongs to a study"),
        (["--set", "tau=3"], "--set tau: window has pairs, rate, A_plus"),
        (["--json", "nowhere/out.json"], "there is no folder nowhere"),
        (["--rule", "stdp", "--rule", "mstdp"], "a window has one rule"),
    ):
        assert main(["run", "window", *refused]) == 2
        assert sentence in capsys.readouterr().err
