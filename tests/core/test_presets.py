"""Each preset does what its words say."""

from math import exp

import pytest
import torch

from stdplab import presets

# Step by step: 0.5 exp(-5/20) of a pair, remembered for 31 to 50 ms with 25 ms to forget.
GAINED = 0.5 * exp(-5 / 20) / 25 * sum(exp(-after / 25) for after in range(31, 51))

FINALS = {
    "florian": (0.269036, 0.203302, 0.334199),
    "earlier-spikes": (0.26177, 0.21057, 0.31961),
    "late-reward": (0.2, 0.2 + GAINED),
}


@pytest.mark.parametrize("name", FINALS)
def test_final_weights_as_published_or_measured(name):
    finals = [run.final for run in presets.get(name).run().values()]
    assert finals == pytest.approx(FINALS[name], abs=5e-6)


def changes(name):
    experiment = presets.get(name)
    return {rule: run["w"] - experiment.w0 for rule, run in experiment.run().items()}


def test_anti_hebbian_is_the_mirror_image():
    turned = changes("anti-hebbian")
    for rule, change in changes("florian").items():
        torch.testing.assert_close(turned[rule], -change, rtol=0, atol=1e-12)


def test_symmetric_stdp_only_ever_strengthens():
    steps = changes("symmetric")["STDP"].diff()
    assert bool((steps >= 0).all())
    assert float(steps.sum()) > 0


def test_song_loses_a_little_over_balanced_pairs_and_stays_in_bounds():
    run = presets.SONG_2000.run()["STDP"]
    assert 0 <= float(run["w"].min()) <= float(run["w"].max()) <= 1
    assert run.rule.A_minus / run.rule.A_plus == -1.05


def test_triplets_gain_where_twenty_hertz_pairs_do():
    runs = presets.PFISTER_GERSTNER_2006.run()
    assert runs["Triplet"].final - 0.5 == pytest.approx(0.23, abs=0.006)  # as published
