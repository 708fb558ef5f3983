"""XOR from reward alone, reduced: few networks and short, but red when the rule is wrong."""

import pytest
import torch

from stdplab import MSTDP, MSTDPET
from stdplab.networks import Training, Xor
from stdplab.networks.xor_network import PATTERN_MS


def trained(study, **known):
    training = Training(study, **known)
    while not training.done:
        training.advance()
    return training


def test_from_paper_uses_the_published_learning_rates():
    assert Xor.from_paper("MSTDPET").rule == MSTDPET(gamma=0.625)
    assert Xor.from_paper("MSTDP", code="temporal").rule == MSTDP(gamma=0.01)


@pytest.mark.parametrize("code", ["rate", "temporal"])
def test_the_four_patterns_are_shown_as_the_code_says(code):
    study = Xor.from_paper("MSTDP", code=code, seeds=3)
    generator = torch.Generator().manual_seed(1)
    network = study.make_network(generator)
    pattern = torch.tensor([0, 1, 3])
    shown = study._input_spikes(pattern, network.trains, generator)
    assert shown.shape == (PATTERN_MS, 3, 60 if code == "rate" else 2)
    if code == "rate":
        hz = shown.mean(0) * 1000
        assert hz[0].max() == 0
        assert hz[1, :30].max() == 0
        assert hz[1, 30:].mean() == pytest.approx(40, abs=5)
        assert hz[2].mean() == pytest.approx(40, abs=4)
    else:
        assert bool((shown.sum(0) == 50).all())
        assert torch.equal(shown[:, 0, 0], shown[:, 0, 1])  # 00: one train twice
        assert not torch.equal(shown[:, 1, 0], shown[:, 1, 1])
        assert torch.equal(shown[:, 2, 0], network.trains[2, 1])


def test_weights_keep_their_sign_and_their_bounds():
    training = trained(Xor.from_paper("MSTDPET", epochs=2, seeds=4), untrained={})
    held = training.network.tensors()
    inhibitory = [*range(15, 30), *range(45, 60)]
    first = held["w0"]
    assert bool((first[:, inhibitory] <= 0).all())
    assert bool((first[:, inhibitory] >= -5).all())
    assert bool((held["w1"] >= 0).all())
    assert bool((held["w1"] <= 5).all())


def test_networks_learn_from_reward_and_not_from_its_opposite():
    """12 networks each, 15 epochs: with the paper's rule many solve it; untrained or mirrored, few.

    From seeds 0 to 3 the trained share was .72, .25, .32 and .43, the mirrored one always 0.
    """
    gamma = torch.tensor([0.625, -0.625]).repeat_interleave(12)[:, None, None]
    run = trained(Xor(MSTDPET(gamma=gamma), epochs=15, seeds=24))
    right, mirrored = run.test()["solved"].view(2, 12).mean(1)
    assert run.untrained["solved"].mean() < 0.15
    assert right > 0.3
    assert mirrored < 0.1


def test_an_unknown_code_is_refused():
    with pytest.raises(ValueError, match='code must be "rate" or "temporal", got \'morse\''):
        Xor.from_paper("MSTDP", code="morse")
