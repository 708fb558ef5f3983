"""Distal reward, reduced: forty seconds at ten times the learning rate, and its parts."""

import math
from dataclasses import replace

import pytest
import torch

from stdplab import MSTDPET
from stdplab.networks import DistalReward, Training, distal_reward, dopamine_network
from stdplab.networks.dopamine_network import MAX_WEIGHT
from stdplab.rules.dopamine import Dopamine

SEEDS = 24


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def column(*values):
    return torch.tensor(values).repeat_interleave(SEEDS)[:, None, None]


@pytest.fixture
def short(monkeypatch):
    """Epochs of 1.5 s, of networks that fire more."""
    monkeypatch.setattr(distal_reward, "EPOCH_MS", 1500)
    monkeypatch.setattr(dopamine_network, "START_WEIGHT", MAX_WEIGHT)


def fire_after_every_input(network):
    """Let every presynaptic spike make the neuron fire one step later, and nothing else."""
    network.synapses[0].w.fill_(1.0)
    network.neuron = replace(network.neuron, base_rate=0.0)


def fired(steps, seeds, *spikes):
    given = torch.zeros(steps, seeds, dopamine_network.N_INPUTS)
    for step, neuron in spikes:
        given[step, :, neuron] = 1
    return given


def test_only_a_long_trace_finds_the_rewarded_synapse_and_a_negative_rate_weakens_it(monkeypatch):
    """Three rules, 24 networks each. Over seeds 0 to 3 their targets ended at

    .37 to .54 (spread of networks .3, so .06 of the mean), .23 to .26 (.01), .11 to .16 (.03);
    the others of the first at .29 to .32 (.01).
    """
    monkeypatch.setattr(distal_reward, "EPOCH_MS", 4000)
    rule = MSTDPET(A_minus=-1.5, tau_z=column(1000.0, 100.0, 1000.0), gamma=column(0.6, 0.06, -0.6))
    training = Training(DistalReward(rule, seeds=3 * SEEDS, epochs=10))
    while not training.done:
        last = training.advance()
    long, short, negative = last["target"].view(3, SEEDS).mean(1)
    others = last["others"].view(3, SEEDS).mean(1)
    assert bool((training.untrained["target"] == 0.25).all())
    assert long > 0.35
    assert long > others[0] + 0.05
    assert short == pytest.approx(0.25, abs=0.04)
    assert negative < 0.2
    tested = training.test(epochs=10)
    assert torch.allclose(tested["target"], last["target"], atol=1e-6)  # frozen, but for a mean
    behaviour = tested["earned"].view(3, SEEDS).mean(1)
    assert behaviour[0] > behaviour[1] > 0.03  # .10 to .13 and .06 to .09


def test_a_pulse_comes_with_its_delay_for_the_first_spike_that_follows_neuron_0():
    study = DistalReward.from_paper("MSTDPET", seeds=2, delay_low=1500.0, delay_high=1500.0)
    network = study.make_network(generator())
    fire_after_every_input(network)
    pairs = network.run(fired(1000, 2, (100, 0), (104, 7), (300, 7)), learning=False)
    assert pairs.nonzero().tolist() == [[101, 0], [101, 1]]  # not 105, nor 301
    network.schedule_pulses(pairs, 1500.0, 1500.0)
    quiet = network._rewards(601)
    assert float(quiet.abs().max()) == 0
    came = network._rewards(400)
    age = torch.arange(400.0)
    assert torch.allclose(network.mean, (1 - math.exp(-1 / 30e3)) * 200 * torch.ones(2), rtol=0.2)
    expected = torch.exp(-age / 200)
    mean = [0.0]
    for value in expected[:-1]:
        mean.append(mean[-1] + (1 - math.exp(-1 / 30e3)) * (float(value) - mean[-1]))
    assert torch.allclose(came[:, 0], expected - torch.tensor(mean), atol=1e-5)


@pytest.mark.parametrize(
    ("after", "earns"), [(0, False), (1, True), (10, True), (11, False)], ids=str
)
def test_within_ten_milliseconds_it_earns_across_blocks_and_checkpoints_too(after, earns):
    for block in (40, 7):  # so that pairs lie within a block, and across several
        network = DistalReward.from_paper("MSTDPET", seeds=1).make_network(generator())
        target, out = torch.zeros(40, 1), torch.zeros(40, 1)
        target[12], out[12 + after] = 1, 1
        found = []
        for both in zip(target.split(block), out.split(block), strict=True):
            found.append(network._rewarded_pairs(*both))
            held, network = (
                network.tensors(),
                DistalReward.from_paper("MSTDPET", seeds=1).make_network(generator()),
            )
            network.load(held)
        assert torch.cat(found).flatten().nonzero().tolist() == [[12 + after]] * earns


def test_delays_fill_one_to_three_seconds():
    study = DistalReward.from_paper("MSTDPET", seeds=400)
    network = study.make_network(generator())
    pairs = torch.zeros(1000, 400, dtype=torch.bool)
    pairs[999] = True
    network.schedule_pulses(pairs, study.delay_low, study.delay_high)
    waited = network.pending_pulses.nonzero()[:, 0] + 1
    assert float(network.pending_pulses.sum()) == 400
    assert 1000 <= int(waited.min()) < 1050
    assert 2950 < int(waited.max()) <= 3000
    assert float(waited.float().mean()) == pytest.approx(2000, abs=90)  # three times 577/20


@pytest.mark.usefixtures("short")
def test_the_dopamine_rule_subtracts_the_same_mean():
    """`DistalReward` and the rule `Dopamine` subtract the same running mean."""
    options = {"delay_low": 200.0, "delay_high": 400.0, "seeds": 16}
    runs = {
        name: DistalReward.from_paper(name, subtract=subtract, **options)
        for name, subtract in (("MSTDPET", "mean"), ("Dopamine", "nothing"))
    }
    weights = []
    for study in runs.values():
        network, chance = study.make_network(generator()), generator(1)
        for _ in range(2):
            study.run_epoch(network, chance, learning=True)
        weights.append(network.synapses[0].w)
    assert weights[0][:, 0].std() > 0.001  # it did learn
    assert torch.allclose(*weights, atol=1e-6)


@pytest.mark.usefixtures("short")
def test_it_resumes_bit_for_bit_with_pulses_pending(tmp_path):
    study = DistalReward.from_paper(
        "MSTDPET", seeds=12, epochs=3, delay_low=200.0, delay_high=2000.0
    )
    whole = Training(study)
    for _ in range(3):
        whole.advance()
    begun = Training(study)
    begun.advance()
    assert float(begun.network.pending_pulses.sum()) > 3
    resumed = Training.load(begun.save(tmp_path / "run.npz"))
    for _ in range(2):
        resumed.advance()
    assert float(whole.network.dopamine.max()) > 0
    for name, value in whole.network.tensors().items():
        assert torch.equal(value, resumed.network.tensors()[name]), name


def test_a_rule_takes_the_default_parameters_that_it_has():
    assert DistalReward.from_paper("MSTDPET").rule == MSTDPET(
        A_minus=-1.5, gamma=0.06, tau_z=1000.0
    )
    assert DistalReward.from_paper("Dopamine").rule == Dopamine(
        A_minus=-1.5, gamma=0.06, tau_z=1000.0, tau_m=30_000.0
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"subtract": "median"}, 'subtract must be "mean" or "nothing", got \'median\''),
        ({"delay_low": 0.0}, "delay_low must be at least 1 ms.* 0 and 3000 ms"),
        ({"delay_high": 500.0}, "delay_high at least delay_low.* 1000 and 500 ms"),
        ({"delay_low": "soon"}, "delay_low.*'soon'"),
    ],
)
def test_options_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        DistalReward.from_paper("MSTDPET", **options)
