"""The pairing experiments: their numbers, the closed form, JSON, figures, the command line."""

import json
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest
from matplotlib.colors import to_hex

from stdplab import MSTDP, MSTDPET, STDP, Dopamine, Rule, Triplet, knob, simulate
from stdplab.cli import main
from stdplab.pairings import (
    FrequencyDependence,
    PairingExperiment,
    PairingResult,
    PeriodicPairs,
    STDPWindow,
)
from stdplab.pairings.amplitude_fit import PAIR_RULE, fit_amplitudes
from stdplab.pairings.exponential_fit import time_constant
from stdplab.pairings.sjostrom_2001 import RATES, SJOSTROM_2001
from stdplab.plots.pairings.pairing_plot import pairing_figure
from stdplab.plots.theme import TOKENS
from stdplab.stimuli import pairing as protocol
from tests.helpers.measured_window import measured_window as by_protocol

RULE_OF_EACH_KIND = (STDP(), MSTDP(nearest=True), MSTDPET(), Triplet(), Dopamine())
TRIPLET_CHANGES = {
    1: (0.000, 0.119, 0.228, 0.532, 0.763),
    -1: (-0.317, -0.332, -0.342, 0.174, 0.749),
}


@pytest.mark.parametrize("rule", RULE_OF_EACH_KIND, ids=lambda rule: rule.name)
@pytest.mark.parametrize(("delay", "rate"), [(10, 1), (-30, 20), (0, 40), (35, 40)])
def test_skipping_what_repeats_changes_nothing(rule, delay, rate):
    tail = 5000
    whole = protocol(delay, rate=rate)
    whole = replace(whole, duration=whole.duration + tail)
    plain = simulate(rule, whole, w0=0.0).final
    skipping = PeriodicPairs(rule, delay, 60, rate).change()
    assert skipping == pytest.approx(plain, rel=1e-11, abs=1e-12)


def test_a_slow_average_does_not_count_as_repeating():
    first, sixtieth = (
        PeriodicPairs(Dopamine(), 10, 1).change(),
        PeriodicPairs(Dopamine(), 10, 60).change() / 60,
    )
    assert sixtieth < 0.1 * first


@pytest.mark.parametrize("rule", [STDP(), MSTDP(gamma=0.3), MSTDPET(), MSTDPET(tau_z=200)])
def test_sixty_pairs_equal_the_closed_form_and_give_the_time_constants(rule):
    rule = replace(rule, A_plus=1.2, tau_plus=17.0, tau_minus=34.0)
    result = STDPWindow(rule).run()
    assert list(result.series) == ["delay", "closed", "measured"]
    assert result["measured"] == pytest.approx(result["closed"], rel=1e-9, abs=1e-12)
    assert result.numbers["tau_plus"] == pytest.approx(17.0, rel=1e-9)
    assert result.numbers["tau_minus"] == pytest.approx(34.0, rel=1e-9)
    if rule.name != "MSTDPET":
        at_once = result["measured"][result["delay"].index(0)]
        assert at_once == pytest.approx(0.2 * rule.gamma)  # gamma (A_plus + A_minus)


def test_the_window_is_the_one_that_simulate_measures():
    delays = (-40, -5, 0, 5, 40)
    expected = by_protocol(Triplet(), delays, pairs=60)
    assert STDPWindow(Triplet(), delays).run()["measured"] == pytest.approx(expected, rel=1e-11)


def test_where_traces_outlast_the_interval_the_measured_window_leaves_the_closed_form():
    result = STDPWindow(rate=20).run()
    apart = max(abs(a - b) for a, b in zip(result["closed"], result["measured"], strict=True))
    assert apart > 0.05
    assert "at most 0." in result.summary
    assert "tau_plus none, tau_minus none" in result.summary


def test_two_delays_on_a_side_give_no_time_constant_and_the_summary_says_why():
    summary = STDPWindow(delays=(-20, -10, 0, 10, 20, 30)).run().summary
    assert "tau_plus 20 ms, tau_minus none" in summary
    assert "needs at least 3 delays" in summary


@pytest.mark.parametrize("rule", [Triplet(), Dopamine()])
def test_a_rule_without_a_closed_form_is_compared_with_a_single_pair(rule):
    result = STDPWindow(rule, delays=(-10, 10)).preview()
    assert list(result.series) == ["delay", "single"]
    expected = by_protocol(rule, (-10, 10)) if rule.name == "Triplet" else result["single"]
    assert result["single"] == pytest.approx(expected, rel=1e-12)


def test_only_an_exponential_has_a_time_constant():
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
        assert series[name] == pytest.approx(TRIPLET_CHANGES[side], abs=0.001)
    assert series["rate"] == [0.1, 10, 20, 40, 50]


def test_the_triplet_rule_lies_near_the_data_and_no_pair_rule_does():
    at_all_rates = fit_amplitudes(rates=RATES)
    result = FrequencyDependence(rules=(Triplet(), PAIR_RULE, at_all_rates)).run()
    triplet, pair, best = result.numbers.values()
    assert triplet < 0.15
    assert 0.25 < best < pair
    for name, side in (("Triplet", 10.0), ("Triplet", -10.0)):
        for value, (mean, error) in zip(
            result[f"{name} {side:+g} ms"], SJOSTROM_2001[side], strict=True
        ):
            assert abs(value - mean) < 1.25 * error
    assert result["STDP -10 ms"][-1] < result["STDP -10 ms"][0] < 0  # it never turns
    assert result["STDP +10 ms"][-1] < 0 < SJOSTROM_2001[10.0][-1][0]
    # Fitted to every rate it potentiates at all of them, and loses the depression at low ones.
    flat = result["STDP 2 +10 ms"]
    assert max(flat) - min(flat) < 0.15
    assert abs(result["STDP 2 -10 ms"][0]) < 0.02


def test_the_pair_rule_is_fitted_at_the_low_rates():
    exact = fit_amplitudes()
    assert PAIR_RULE.A_plus == pytest.approx(exact.A_plus, abs=0.025)
    assert PAIR_RULE.A_minus == pytest.approx(exact.A_minus, abs=0.025)
    fit = FrequencyDependence(rules=(exact,), rates=(0.1, 10)).run()
    assert [fit["STDP +10 ms"][i] for i in (0, 1)] == pytest.approx([0.05, 0.05], abs=0.02)


def test_another_protocol_than_the_measured_one_is_not_compared_with_the_data():
    assert FrequencyDependence(delay=15).run().numbers == {"Triplet": None, "STDP": None}
    assert "distance" not in FrequencyDependence(pairs=30).run().summary


@pytest.mark.parametrize(
    "experiment",
    [
        STDPWindow(MSTDPET(tau_z=40), (-10, 10), 5, 2),
        FrequencyDependence((Triplet(), STDP(), STDP()), (1, 10)),
    ],
)
def test_json_gives_the_same_value_back(experiment):
    assert PairingExperiment.from_json(experiment.to_json()) == experiment
    result = experiment.run()
    again = PairingResult.from_json(result.to_json())
    assert again == result
    assert again.experiment.run() == result


def test_a_result_prints_as_a_table():
    printed = str(STDPWindow(STDP(), (-10, 0, 10)).run()).splitlines()
    assert printed[0].endswith("t_post - t_pre (ms)")
    assert [line.split() for line in printed[1:5]] == [
        ["delay", "closed", "measured"],
        ["-10", "-0.1213", "-0.1213"],
        ["0", "0.0000", "0.0000"],
        ["10", "0.1213", "0.1213"],
    ]
    with pytest.raises(KeyError, match=r"'w'.*delay, closed, measured"):
        STDPWindow(STDP(), (10,)).run()["w"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: STDPWindow("STDP"), "'STDP'"),
        (lambda: STDPWindow(pairs=0), "pairs is 0"),
        (lambda: STDPWindow(pairs=2.5), "pairs is 2.5: it must be a whole number"),
        (lambda: STDPWindow(rate=-1), "rate is -1"),
        (lambda: STDPWindow(rate=2000), "rate 2000 Hz needs more than one pair in a step of 1 ms"),
        (lambda: STDPWindow(rate=1e-4), "60 pairs at 0.0001 Hz take more than 10,000,000 steps"),
        (lambda: STDPWindow(delays=(2.5,)), "delay 2.5 ms is not a whole number of steps of 1 ms"),
        (lambda: STDPWindow(delays=()), "delays has 0 values: give between 1 and 2,001"),
        (lambda: STDPWindow(delays="10"), "delays are '10': give several numbers"),
        (lambda: STDPWindow(delays=(float("nan"),)), "one of the delays is nan"),
        (lambda: STDPWindow(dt=0), "dt is 0"),
        (
            lambda: STDPWindow().with_rules((STDP(), MSTDP())),
            "exactly one rule, got 2",
        ),
        (lambda: FrequencyDependence(rules=()), "at least one rule"),
        (lambda: FrequencyDependence(rates=(0,)), "rate is 0"),
        (lambda: FrequencyDependence(delay=-10), "delay is -10"),
        (lambda: PeriodicPairs("STDP", 10), "give a rule with parameters"),
        (lambda: PairingExperiment.from_dict([]), "must be a JSON object, got []"),
        (
            lambda: STDPWindow.from_dict(FrequencyDependence().to_dict()),
            "Unknown pairing experiment 'triplet'. Available: window",
        ),
        (
            lambda: PairingExperiment.from_dict({"pairing": "bursts"}),
            "'bursts'. Available: triplet, window",
        ),
        (
            lambda: PairingExperiment.from_dict({"pairing": "window", "w0": 1}),
            "no field 'w0'. Available: rules, delays, pairs",
        ),
        (lambda: PairingExperiment.from_json("{"), "This is not JSON"),
        (lambda: PairingResult.from_dict({"format": 2}), "Not a pairing result of format 1"),
        (lambda: PairingResult.from_dict({"format": 1}), 'needs "series" and "numbers"'),
        (lambda: PairingResult.from_json("{"), "This is not JSON"),
    ],
)
def test_wrong_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(ValueError) as error:
        make()
    assert sentence.lower() in str(error.value).lower()


@pytest.fixture
def leak():
    """A user-defined rule."""

    @dataclass(frozen=True)
    class Leak(Rule):
        series: ClassVar = {"x": "pre"}
        rate: float = knob(0.1, 0, 1, step=0.1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            return {"x": 0.9 * state["x"] + drive.pre}, k.rate * state["x"] * drive.post

    return Leak


def test_a_user_defined_rule_is_paired_too(leak):
    result = STDPWindow(leak(), (-10, 5, 10)).run()
    assert result["measured"] == pytest.approx([0, 0.1 * 0.9**4, 0.1 * 0.9**9], abs=1e-12)
    assert PairingExperiment.from_json(STDPWindow(leak()).to_json()) == STDPWindow(leak())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "experiment",
    [STDPWindow(), STDPWindow(Triplet()), FrequencyDependence(), FrequencyDependence(delay=5)],
)
def test_each_has_a_figure_with_alt_text(experiment, theme):
    fig = pairing_figure(experiment.run(), theme=theme)
    ground = TOKENS["ground"][theme == "dark"]
    assert to_hex(fig.get_facecolor()) == ground
    assert experiment.run().summary in fig.alt


def test_the_axis_of_the_window_states_the_sign_and_its_points_are_measured():
    result = STDPWindow().run()
    (axes,) = pairing_figure(result).axes
    assert axes.get_xlabel() == r"$t_{\mathrm{post}} - t_{\mathrm{pre}}$ (ms)"
    points = next(line for line in axes.lines if line.get_marker() == "o")
    assert list(points.get_ydata()) == result["measured"]
    assert len(pairing_figure(STDPWindow().preview()).axes[0].lines) == len(axes.lines) - 1


def test_rules_differ_by_dash_and_marker_and_the_data_have_a_source():
    fig = pairing_figure(FrequencyDependence().run())
    for axes, delay in zip(fig.axes, (10.0, -10.0), strict=True):
        triplet, pair = [line for line in axes.lines if line.get_label() in ("Triplet", "STDP")]
        assert (triplet.get_linestyle(), pair.get_linestyle()) == ("-", "--")
        assert triplet.get_marker() != pair.get_marker()
        (data,) = axes.containers
        means = [mean for mean, _ in SJOSTROM_2001[delay]]
        assert list(data[0].get_ydata()) == means
    said = " ".join(text.get_text().replace("\n", " ") for text in fig.texts)
    assert "Nelson 2001" in said
    assert "10.1016/S0896-6273(01)00542-6" in said
    elsewhere = pairing_figure(FrequencyDependence(delay=5).run())
    assert not elsewhere.axes[0].containers


def test_the_command_line_runs_them(tmp_path, capsys):
    out, figure = tmp_path / "out.json", tmp_path / "fig.png"
    command = ["run", "window", "--rule", "mstdp", "--set", "tau_plus=30", "--set", "pairs=5"]
    assert main([*command, "--json", str(out), "--out", str(figure), "--dark"]) == 0
    expected = STDPWindow(MSTDP(tau_plus=30), pairs=5).run()
    assert capsys.readouterr().out == f"{expected}\n"
    assert PairingResult.from_dict(json.loads(out.read_text())) == expected
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert main(["run", "triplet", "--set", "STDP.gamma=0.02"]) == 0
    printed = capsys.readouterr().out
    assert printed == f"{FrequencyDependence((Triplet(), replace(PAIR_RULE, gamma=0.02))).run()}\n"
    for refused, sentence in (
        (["--seeds", "3"], "--seeds applies to studies only"),
        (["--set", "tau=3"], "window has no parameter 'tau'. Available: pairs, rate, A_plus"),
        (["--json", "nowhere/out.json"], "There is no folder nowhere"),
        (["--rule", "stdp", "--rule", "mstdp"], "exactly one rule, got 2"),
    ):
        assert main(["run", "window", *refused]) == 2
        assert sentence in capsys.readouterr().err
