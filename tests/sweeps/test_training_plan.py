"""Network studies are swept with the same call."""

from dataclasses import replace

import pytest

from stdplab import sweep
from stdplab.networks import DistalReward, Report, Training, distal_reward, dopamine_network


@pytest.fixture
def study(monkeypatch):
    """Networks that learn for a fifth of a second."""
    monkeypatch.setattr(distal_reward, "STEPS", 200)
    monkeypatch.setattr(distal_reward, "RATE", 20.0)
    monkeypatch.setattr(dopamine_network, "START", dopamine_network.REACH / 2)
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
    report = Report.of(training)
    for condition in ("untrained", "online", "frozen"):
        wanted = float(getattr(report, condition)[study.success].mean())
        assert found.at(row, condition=condition) == wanted
    assert found.at(row, condition="online") != found.at(row, condition="untrained")
    assert sweep(study, grid, folder=tmp_path, told=lambda _: pytest.fail("all is there")) == found
    most = sweep(study, {"seed": (4,)}, lambda report: report.frozen["others"].max())
    assert most.dims == ("seed",)
    assert most.values.shape == (1,)


def test_bad_input_about_networks_gets_a_sentence(study):
    for arguments, sentence in (
        (({"rule.tau": (1,)},), "there is no rule.tau to scan: this study has"),
        (({"seed": (0,)}, "speed"), "distal does not measure 'speed': it has target"),
        (({"epochs": (1, 0)},), "epochs is 0"),
        (({"rule.tau_z": (1, -1)},), "MSTDPET.tau_z is -1: it has to be above zero"),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(study, *arguments)
