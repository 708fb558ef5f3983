"""An experiment is a value: equal, hashable, JSON in and out, and clear about bad JSON."""

import json
from dataclasses import replace

import pytest
import torch

from stdplab import MSTDP, MSTDPET, STDP, Experiment, Hard, Protocol, Soft, presets
from stdplab.core.controls import change, control_templates, controls, find, value

DEMO = presets.FLORIAN_2007


@pytest.mark.parametrize(
    "experiment",
    [
        *presets.PRESETS.values(),
        Experiment(Protocol(dt=0.1), (STDP(nearest=True), STDP(tau_plus=7)), w0=-1, lag=1),
        Experiment(Protocol(), (STDP(nearest=True, scheme=2, read_before=True),)),
        Experiment(Protocol(), (STDP(),), bounds=Soft(0, 1, mu_plus=0.4)),
        Experiment(Protocol(), (MSTDPET(A_plus=0),), bounds=Soft(0, 2, mu=0.5)),
        Experiment(Protocol(), (MSTDP(),), bounds=Hard(-1, 1)),
    ],
)
def test_json_gives_the_same_value_back(experiment):
    again = Experiment.from_json(experiment.to_json())
    assert again == experiment
    assert hash(again) == hash(experiment)
    assert again.to_json() == experiment.to_json()


def test_two_of_one_rule_get_two_names():
    experiment = Experiment(DEMO.protocol, (MSTDPET(), MSTDPET(tau_z=50)))
    results = experiment.run()
    assert list(results) == ["MSTDPET", "MSTDPET 2"]
    assert results["MSTDPET"].final != results["MSTDPET 2"].final


def broken(**changes):
    return json.dumps({**DEMO.to_dict(), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "This is not JSON"),
        (None, "This is not JSON"),
        ("[]", "an experiment must be a JSON object"),
        ("{}", "format None, but this stdplab reads format 1"),
        (broken(stdplab=99), "format 99, but this stdplab reads format 1"),
        (broken(protocol=3), "protocol must be a JSON object, not 3"),
        (broken(protocol={"spikes": []}), "protocol has no 'spikes'. Available: pre, post"),
        (broken(protocol={"pre": [900]}), "pre spike at 900 ms lies after the end"),
        (broken(rules={}), '"rules" must be a list of rules'),
        (broken(rules=[]), "give at least one rule"),
        (broken(rules=[{"rule": "BCM"}]), "unknown rule 'BCM'. Available: Dopamine"),
        (broken(rules=[{"rule": ["STDP"]}]), "unknown rule ['STDP']"),
        (broken(rules=[{"rule": "STDP", "tau_z": 3}]), "STDP has no 'tau_z'. Available: A_plus"),
        (
            broken(bounds={"bounds": "Rubber"}),
            "unknown bounds 'Rubber'. Available: Hard, Multiplicative, Soft",
        ),
        (broken(w0="heavy"), "w0 is 'heavy'"),
        (broken(lag=3), "lag is 3"),
        (broken(wo=0.9), "an experiment has no 'wo'. Available: stdplab, protocol, rules, w0"),
        (broken(w0=5, bounds={"bounds": "Hard"}), "w0 = 5 is outside the bounds [0, 1]"),
        (b"\xff", "This is not JSON"),
        ("[" * 100_000, "This is not JSON"),
    ],
)
def test_wrong_json_is_refused_with_what_is_wrong(text, message):
    with pytest.raises(ValueError) as error:
        Experiment.from_json(text)
    assert message in str(error.value)


def test_an_experiment_is_made_of_values():
    for rules in (STDP(), (STDP,), ()):
        with pytest.raises(ValueError, match="STDP"):
            Experiment(DEMO.protocol, rules)
    with pytest.raises(ValueError, match="'demo': it must be a Protocol"):
        Experiment("demo", (STDP(),))
    with pytest.raises(ValueError, match=r"MSTDPET\.tau_z is a tensor.*simulate\(\)"):
        Experiment(DEMO.protocol, (MSTDPET(tau_z=torch.tensor([5.0, 25.0])),))
    with pytest.raises(ValueError, match=r"\(0, 1\): it must be Hard"):
        Experiment(DEMO.protocol, (STDP(),), bounds=(0, 1))


def test_unknown_preset_lists_the_known_ones():
    for name in ("paper", []):
        with pytest.raises(ValueError, match=r"unknown preset .*Available: florian"):
            presets.get(name)


def test_every_parameter_has_one_control_which_sets_it_in_every_rule():
    keys = [control.key for control in controls(DEMO)]
    assert keys == [
        "A_plus", "A_minus", "tau_plus", "tau_minus", "gamma", "tau_z", "nearest",
        "scheme", "read_before", "axonal_delay", "dendritic_delay",
        "reward[0]", "onset[1]", "reward[1]", "lag", "w0",
    ]  # fmt: skip
    changed = change(DEMO, find(DEMO, "tau_plus"), 33)
    assert {rule.tau_plus for rule in changed.rules} == {33.0}
    assert changed == replace(DEMO, rules=tuple(replace(r, tau_plus=33) for r in DEMO.rules))


def test_a_parameter_in_which_rules_differ_has_a_control_for_each():
    experiment = Experiment(DEMO.protocol, (MSTDPET(), MSTDPET(tau_z=50)))
    keys = [control.key for control in controls(experiment)]
    assert {"MSTDPET.tau_z", "MSTDPET 2.tau_z"} <= set(keys)
    changed = change(experiment, find(experiment, "MSTDPET 2.tau_z"), 60)
    assert [rule.tau_z for rule in changed.rules] == [25, 60]
    assert {rule.tau_z for rule in change(experiment, find(experiment, "tau_z"), 9).rules} == {9}


def test_reward_controls_point_at_levels_and_switches():
    switch = find(DEMO, "onset[1]")
    assert (switch.low, switch.high, value(DEMO, switch)) == (1, 199, 100)
    assert change(DEMO, switch, 120).protocol.reward == ((0, 1), (120, -1))
    assert change(DEMO, find(DEMO, "reward[0]"), 0.5).protocol.reward == ((0, 0.5), (100, -1))
    with pytest.raises(ValueError, match=r"unknown control 'tau'\. Available: A_plus"):
        find(DEMO, "tau")


def test_templates_stand_for_the_reward_controls_of_any_number_of_segments():
    longer = replace(DEMO, protocol=replace(DEMO.protocol, reward=((0, 1), (50, 0), (80, 2))))
    assert control_templates(longer) == control_templates(DEMO)
    assert [c.key for c in control_templates(DEMO) if c.segment is not None] == [
        "onset[1]",
        "reward[0]",
    ]
    keys = [c.key for c in controls(longer) if c.segment is not None]
    assert keys == ["reward[0]", "onset[1]", "reward[1]", "onset[2]", "reward[2]"]
    last = find(longer, "onset[2]")
    assert (value(longer, last), last.segment, last.label, last.unit) == (80, 2, "Switch at", "ms")
    assert change(longer, find(longer, "reward[2]"), 0.5).protocol.reward[2] == (80, 0.5)


def test_a_byte_order_mark_before_pasted_json_is_passed_over():
    text = presets.FLORIAN_2007.to_json()
    assert Experiment.from_json(f"\ufeff{text}") == presets.FLORIAN_2007
