"""Network studies are swept with the same call."""

from dataclasses import replace

import pytest

from stdplab import sweep
from stdplab.networks import DistalReward, Report, Training, distal_reward, dopamine_network


@pytest.fixture
def study(monkeypatch):
    """Networks that learn for a fifth of a second."""
    monkeypatch.setattr(distal_reward, "EPOCH_MS", 200)
    monkeypatch.setattr(distal_reward, "INPUT_RATE_HZ", 20.0)
    monkeypatch.setattr(dopamine_network, "START_WEIGHT", dopamine_network.MAX_WEIGHT / 2)
    return DistalReward.from_paper("MSTDPET", seeds=4, epochs=1, delay_low=20.0, delay_high=60.0)


def test_networks_are_swept_with_the_same_call(study, tmp_path):
    grid = {"rule.tau_z": (100.0, 500.0), "seed": (0, 4), "subtract": ("mean", "nothing")}
    found = sweep(study, grid, folder=tmp_path)
    assert found.dims == ("rule.tau_z", "seed", "subtract", "condition")
    assert found.seed == study.seed
    row = {"rule.tau_z": 500.0, "seed": 4, "subtract": "nothing"}
    training = Training(
        replace(study, rule=replace(study.rule, tau_z=500.0), seed=4, subtract="nothing")
    )
    training.advance()
    report = Report.from_training(training)
    for condition in ("untrained", "online", "frozen"):
        wanted = float(getattr(report, condition)[study.main_measure].mean())
        assert found.at(row, condition=condition) == wanted
    assert found.at(row, condition="online") != found.at(row, condition="untrained")
    assert (
        sweep(study, grid, folder=tmp_path, on_progress=lambda _: pytest.fail("all is there"))
        == found
    )
    most = sweep(study, {"seed": (4,)}, lambda report: report.frozen["others"].max())
    assert most.dims == ("seed",)
    assert most.values.shape == (1,)


def test_bad_input_about_networks_is_refused(study):
    for arguments, message in (
        (
            ({"rule.tau": (1,)},),
            "'rule.tau' is not a parameter of this study. Available: .*rule.tau_z",
        ),
        (({"seed": (0,)}, "speed"), "distal has no measure 'speed'. Available: target"),
        (({"epochs": (1, 0)},), "epochs must be .*got 0"),
        (({"rule.tau_z": (1, -1)},), r"MSTDPET.tau_z.* -1\b"),
    ):
        with pytest.raises(ValueError, match=message):
            sweep(study, *arguments)
