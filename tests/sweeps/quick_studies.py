"""Studies that train within a moment."""

import pytest

from stdplab.networks import DistalReward, distal_reward, dopamine_network


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Epochs of .6 s, of networks that fire more."""
    monkeypatch.setattr(distal_reward, "EPOCH_MS", 600)
    monkeypatch.setattr(dopamine_network, "START_WEIGHT", dopamine_network.MAX_WEIGHT / 2)
    monkeypatch.setattr(distal_reward, "INPUT_RATE_HZ", 10.0)


def study(**options):
    defaults = {"seeds": 12, "epochs": 2, "delay_low": 100.0, "delay_high": 300.0}
    return DistalReward.from_paper("MSTDPET", **{**defaults, **options})
