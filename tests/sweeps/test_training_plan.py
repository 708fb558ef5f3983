"""Network studies are swept with the same call: side by side, together, with their controls."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from stdplab import MSTDPET, Sweep, sweep
from stdplab.networks import Report, Training
from stdplab.sweeps import SweepRunner
from stdplab.sweeps.plans import training_plan

from .quick_studies import quick, study  # noqa: F401 - quick is a fixture for all tests


def trained(which):
    training = Training(which)
    while not training.done:
        training.advance()
    return Report.from_training(training)


def test_numbers_of_the_rule_stand_side_by_side_in_one_training():
    epochs = []
    grid = {"rule.gamma": (0.0, 60.0, -0.0), "rule.tau_z": (500.0, 500.0, 1000.0)}
    found = sweep(
        study(), grid, "others", together=True,
        on_progress=lambda runner: epochs.append((runner.share_done, runner.done)),
    )  # fmt: skip
    assert epochs == [(0.5, 0), (1.0, 0), (1.0, 3)]  # two epochs, then the numbers
    assert found.dims == ("rule.gamma", "condition")
    assert found.together == {"rule.tau_z": (500.0, 500.0, 1000.0)}
    untrained, frozen = (found.at(condition=name) for name in ("untrained", "frozen"))
    assert untrained.values.tolist() == [0.5] * 3
    assert not untrained.spread.any()
    assert frozen.values[[0, 2]].tolist() == [0.5, 0.5]  # no rate: nothing is learned
    assert frozen.values[1] != 0.5
    assert np.flatnonzero(frozen.spread).tolist() == [1]


def test_each_setting_has_its_own_networks_of_the_one_training():
    seeds, taus, gammas = 4, (200.0, 800.0), (6.0, 30.0, 60.0)
    found = sweep(study(seeds=seeds), {"rule.tau_z": taus, "rule.gamma": gammas})
    for name, value in found.at({"rule.tau_z": 800.0, "condition": "frozen"}).coords.items():
        assert (name, value) == ("rule.gamma", gammas)
    columns = np.array([(tau, gamma) for tau in taus for gamma in gammas for _ in range(seeds)])
    rule = replace(
        study().rule,
        **{
            name: torch.tensor(column, dtype=torch.float32)[:, None, None]
            for name, column in zip(("tau_z", "gamma"), columns.T, strict=True)
        },
    )
    report = trained(replace(study(seeds=24), rule=rule))
    for i, condition in enumerate(training_plan.CONDITIONS):
        networks = report.conditions[condition]["target"].reshape(2, 3, seeds)
        np.testing.assert_allclose(found.values[..., i], networks.mean(-1), atol=1e-6)
        np.testing.assert_allclose(found.spread[..., i], networks.std(-1, correction=0), atol=1e-6)


def test_each_value_of_the_study_is_a_training_of_its_own(tmp_path):
    grid = {"subtract": ("mean", "nothing"), "seed": (0, 4), "rule.tau_z": (500.0,)}
    given = study(seeds=4)
    found = sweep(given, grid, given.measures, folder=tmp_path)
    assert found.dims == ("subtract", "seed", "rule.tau_z", "measure", "condition")
    assert found.seed == given.seed
    one = {"rule.tau_z": 500.0, "seed": 4, "subtract": "nothing"}
    report = trained(
        replace(given, rule=replace(given.rule, tau_z=500.0), seed=4, subtract="nothing")
    )
    for measure in given.measures:
        for condition in training_plan.CONDITIONS:
            wanted = report.conditions[condition][measure]
            part = found.at(seed=4, measure=measure, condition=condition)
            assert part.at({k: one[k] for k in ("subtract", "rule.tau_z")}) == float(wanted.mean())
            assert part.spread[1, 0] == float(wanted.std(correction=0))
    assert found.at(one, measure="others", condition="online") != found.at(
        {**one, "subtract": "mean"}, measure="others", condition="online"
    )
    again = sweep(
        given, grid, given.measures, folder=tmp_path, on_progress=lambda _: pytest.fail("all there")
    )
    assert again == found
    assert Sweep.from_json(found.to_json()) == found


def test_texts_and_numbers_walk_together():
    grid = {"delay_low": (100.0, 400.0), "delay_high": (300.0, 400.0)}  # 400 alone is too much
    found = sweep(study(seeds=2, epochs=1), grid, together=True)
    assert found.together == {"delay_high": (300.0, 400.0)}
    assert Sweep.from_json(found.to_json()) == found
    with pytest.raises(ValueError, match="delay"):
        sweep(study(seeds=2, epochs=1), grid)


def test_a_training_has_a_limited_number_of_networks(monkeypatch):
    monkeypatch.setattr(training_plan, "TILE_NETWORKS", 36)
    grid = {"rule.gamma": range(1, 6), "rule.tau_z": (100.0, 200.0)}
    assert SweepRunner(study(seeds=12), grid).plan.tiles == 10 // 2
    assert SweepRunner(study(seeds=100), grid).plan.tiles == 10
    assert SweepRunner(study(seeds=1), grid).plan.tiles == 1


def test_a_function_of_a_report_gets_each_setting_alone():
    most = sweep(
        study(seeds=4, epochs=1),
        {"rule.gamma": (0.0, 60.0)},
        lambda report: report.frozen["others"].max() + report.study.seeds,
    )
    assert most.dims == ("rule.gamma",)
    assert most.spread is None
    assert most.values[0] == 4.5
    assert most.values[1] != 4.5


def test_a_rule_that_cannot_run_side_by_side_says_so():
    class Branching(MSTDPET):
        def constants(self, dt):
            return super().constants(dt if self.gamma > 0 else 2 * dt)

    with pytest.raises(ValueError, match="Branching cannot run many settings side by side"):
        sweep(replace(study(epochs=1), rule=Branching()), {"rule.gamma": (0.1, 0.2)})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ({"rule.tau": (1,)},),
            "'rule.tau' is not a parameter of this study. Available: epochs, seeds.*rule.tau_z",
        ),
        (({"tau_z": (1.0,)},), "'tau_z' is not a parameter of this study"),
        (({"seed": (0,)}, "speed"), "distal has no measure 'speed'. Available: target, others"),
        (({"seed": (0,)}, ("target", "speed")), "has no measure 'speed'"),
        (({"seed": (0,)}, ()), "has no measure ''"),
        (({"epochs": (1, 0)},), "epochs must be .*got 0"),
        (({"rule.tau_z": (1, -1)},), r"MSTDPET.tau_z.* -1\b"),
        (({"subtract": ("mean", "median")},), "subtract must be .*'median'"),
        (({"rule.tau_z": ()},), "rule.tau_z has no values"),
    ],
)
@pytest.mark.parametrize("together", [False, True])
def test_bad_input_about_networks_is_refused(arguments, message, together):
    with pytest.raises(ValueError, match=message):
        sweep(study(), *arguments, together=together)


def test_parameters_that_change_together_need_equally_many_values():
    grid = {"rule.tau_z": (1.0, 2.0), "rule.gamma": (1.0,)}
    with pytest.raises(ValueError, match=r"same number of values.*rule.tau_z: 2, rule.gamma: 1"):
        sweep(study(), grid, together=True)
