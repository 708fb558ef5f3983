"""Competition, reduced: a fifth of the inputs, faster learning, seconds instead of minutes."""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch

from stdplab import MSTDPET, STDP
from stdplab.core.engines.batched_networks import BatchedSynapses
from stdplab.networks import Competition, Training, competition
from stdplab.networks.training import one_thread
from stdplab.neurons.conductance_based import ConductanceLIF

FAR = 250  # ms, at which a pair counts for nothing


def small_study(gamma=0.02, **changed):
    options = {key: changed.pop(key) for key in ("mu", "seed") if key in changed}
    rule = replace(Competition.from_paper("STDP").rule, gamma=gamma, **changed)
    return Competition(rule, inputs=200, seeds=4, **options)


def measured(study, epochs):
    """Each measure while it learns, shape (epochs, seeds)."""
    generator = torch.Generator().manual_seed(study.seed)
    with torch.inference_mode(), one_thread():
        network = study.make_network(generator)
        slices = [study.run_epoch(network, generator, learning=True) for _ in range(epochs)]
    return {name: torch.stack([part[name] for part in slices]) for name in slices[0]}


@pytest.fixture(scope="module")
def side_by_side():
    """Means of 4 networks in each of two epochs: of the rule, with weak depression, reversed."""
    plus, minus = (
        torch.tensor(values, dtype=torch.double).repeat_interleave(4)[:, None, None]
        for values in ((1.0, 1.0, -1.0), (-1.05, -0.9988, 1.05))
    )
    study = replace(small_study(A_plus=plus, A_minus=minus), seeds=12)
    rules = ("paper", "trapped", "opposite")
    by_network = measured(study, 2)
    return {
        rule: {name: values.view(2, 3, 4).mean(2)[:, i] for name, values in by_network.items()}
        for i, rule in enumerate(rules)
    }


def test_the_parameters_are_those_of_the_paper():
    assert Competition.from_paper("STDP").rule == STDP(1.0, -1.05, 20.0, 20.0, 0.005)
    assert Competition.from_paper("MSTDPET").rule == MSTDPET()
    neuron = ConductanceLIF()
    assert (neuron.rest, neuron.reset, neuron.threshold, neuron.tau) == (-70, -60, -54, 20)
    assert (neuron.E_ex, neuron.E_in, neuron.tau_g, neuron.g_max) == (0, -70, 5, 0.015)


def window(steps):
    """The study's own change of a weight for post - pre = -far ... far steps, one network each."""
    far = FAR * steps
    study = Competition(STDP(1.0, -1.05, gamma=1e-4), inputs=1, seeds=2 * far + 1, steps=steps)
    network = study.make_network(torch.Generator())
    network.synapses[0].w.fill_(0.5)
    no = torch.zeros(2 * far + 1, 1, dtype=torch.double)
    for t in range(3 * far):
        post = (torch.arange(-far, far + 1) + far + far // 2 == t).double()[:, None]
        network.neuron = SimpleNamespace(step=lambda state, *_, post=post: (state, post))
        network.step_with_inhibition(no + (t == far + far // 2), no, learning=True)
    return network.synapses[0].w.flatten() - 0.5


@pytest.mark.parametrize("steps", [1, 2])
def test_no_pair_coincides_and_the_areas_keep_their_ratio(steps):
    change = window(steps)
    half = len(change) // 2
    before, after = change[:half], change[half:]  # what arrives in a step comes before its spike
    assert bool((before < 0).all())
    assert bool((after > 0).all())
    assert float(-before.sum() / after.sum()) == pytest.approx(1.05, abs=1e-4)
    assert float(after[0]) == pytest.approx(1e-4 * math.exp(-0.5 / steps / 20), rel=1e-6)


def test_a_spike_opens_the_conductance_by_the_weight_that_it_finds():
    study = Competition(STDP(0.0, -1.05, gamma=0.1), inputs=1, seeds=1)
    network = study.make_network(torch.Generator())
    network.synapses[0].w.fill_(0.5)
    one = torch.ones(1, 1, dtype=torch.double)
    network.synapses[0].step(0 * one, one, network.reward)  # the neuron has just fired
    network.step_with_inhibition(one, 0 * one, learning=True)
    assert network.potentials[0][1].item() == pytest.approx(0.5 * network.neuron.g_max)
    depressed = 0.5 - 0.1 * 1.05 * math.exp(-0.5 / 20)
    assert network.synapses[0].w.item() == pytest.approx(depressed)


@pytest.mark.parametrize(
    ("weights", "coefficient"),
    [([0.0] * 70 + [1.0] * 30, 1.0), ([k / 99 for k in range(100)], 5 / 9), ([0.4] * 100, 0.0)],
)
def test_the_coefficient_of_bimodality(weights, coefficient, monkeypatch):
    """Two points, an even spread and one point; of the even one the 100 values make .0001 less."""
    monkeypatch.setattr(competition, "EPOCH_S", 1)
    study = Competition.from_paper("STDP", inputs=100, seeds=1)
    generator = torch.Generator().manual_seed(0)
    network = study.make_network(generator)
    network.synapses[0].w.copy_(torch.tensor(weights)[None, :, None])
    measured = study.run_epoch(network, generator, learning=False)["coefficient"].item()
    assert measured == pytest.approx(coefficient, abs=2e-4)


def area(rule, times):
    """What whole steps and a rule with one side alone make of pairs ``times`` ms apart."""
    synapses = BatchedSynapses(rule, torch.zeros(len(times), 1, 1, dtype=torch.double))
    no = torch.zeros(len(times), 1, dtype=torch.double)
    for t in range(2 * FAR):
        post = (times + FAR == t).double()[:, None]
        synapses.step(no + (t == FAR), post, no[:, 0])
    return float(synapses.w.sum().abs())


def test_counting_coincident_pairs_as_causal_reverses_the_ratio():
    """With whole steps, and pairs at zero counted as causal, depression is weaker."""
    causal = area(STDP(1.0, 0.0, gamma=1.0), torch.arange(FAR))
    other = area(STDP(0.0, -1.05, gamma=1.0), torch.arange(1 - FAR, 0))
    assert other / causal == pytest.approx(0.9988, abs=1e-4)


def test_with_coincident_pairs_the_rate_runs_away_and_in_the_study_it_settles(side_by_side):
    """After 20 s seeds 0 and 1 fire at 99 and 98 Hz and slow down, else at 358 and 365 Hz.

    The standard deviation of one network is at most 8 Hz, of the mean of four 4 Hz.
    """
    paper, trapped = (side_by_side[rule]["output"] for rule in ("paper", "trapped"))
    assert paper[1] < 110
    assert paper[1] < 0.85 * paper[0]
    assert trapped[1] > 250
    assert trapped[1] > 1.1 * trapped[0]


def test_weights_split_only_under_the_rule_and_hard_bounds(side_by_side):
    """At first .20 lies near a bound; after 20 s .36 and .41 (seeds 0 and 1, spread .02).

    Soft bounds leave none there and the opposite rule .05, both after 10 s already.
    """
    assert side_by_side["paper"]["bimodality"][1] > 0.33
    assert side_by_side["opposite"]["bimodality"][0] < 0.1
    assert measured(small_study(mu=0.1), 1)["bimodality"].mean() < 0.02


def test_a_stopped_training_resumes_bit_for_bit(monkeypatch, tmp_path):
    monkeypatch.setattr(competition, "EPOCH_S", 1)
    whole = Training(replace(small_study(), seeds=2))
    stopped = Training(whole.study)
    stopped.advance()
    stopped = Training.load(stopped.save(tmp_path / "stopped.npz"))
    stopped.advance()
    for _ in range(2):
        whole.advance()
    for name, values in whole.network.tensors().items():
        assert torch.equal(values, stopped.network.tensors()[name]), name
    for name, values in whole.history.items():
        assert torch.equal(values, stopped.history[name]), name


def test_a_conductance_pulls_towards_its_reversal_potential():
    neuron = ConductanceLIF(threshold=1.0)
    state = neuron.initial_state(torch.zeros(1, 1, dtype=torch.double))
    assert state[0].item() == -70
    nothing = torch.zeros(1, 1, dtype=torch.double)
    for _ in range(400):  # an arrival at each step holds g at g_max / (1 - e^(-1/5))
        state, spikes = neuron.step(state, nothing + 100, 1.0, nothing)
    g = 1.5 / (1 - math.exp(-1 / 5))
    assert state[1].item() == pytest.approx(g, rel=1e-6)
    assert state[0].item() == pytest.approx(-70 / (1 + g), rel=1e-6)
    assert spikes.item() == 0
    fired, spikes = ConductanceLIF().step(state, nothing, 1.0, nothing)
    assert (spikes.item(), fired[0].item()) == (1, -60)
    state[2] = 5 * g
    shunted, _ = neuron.step(state, nothing + 100, 1.0, nothing)
    goal, before = -70 * (1 + 5 * g) / (1 + 6 * g), state[0].item()
    wanted = goal + (before - goal) * math.exp(-(1 + 6 * g) / 20)
    assert shunted[0].item() == pytest.approx(wanted, rel=1e-6)
    assert shunted[2].item() == pytest.approx(5 * g * math.exp(-1 / 5))


@pytest.mark.parametrize("steps", [1, 4])
def test_each_step_of_the_neuron_is_a_step_though_the_rule_takes_half_ones(monkeypatch, steps):
    """Conductances of as many spikes as arrive: 3 s, 1 percent of the mean from chance alone."""
    monkeypatch.setattr(competition, "EPOCH_S", 1)
    study = Competition.from_paper("STDP", seeds=1, steps=steps)
    generator = torch.Generator().manual_seed(0)
    network = study.make_network(generator)
    network.synapses[0].w.fill_(0.2)
    seen, step_with_inhibition = [], network.step_with_inhibition

    def recorder(*spikes, learning):
        out = step_with_inhibition(*spikes, learning=learning)
        seen.append(network.potentials[0][1:].flatten())
        return out

    network.step_with_inhibition = recorder
    with torch.inference_mode(), one_thread():
        for _ in range(3):
            study.run_epoch(network, generator, learning=False)
    assert len(seen) == 3000 * steps
    g_ex, g_in = torch.stack(seen[100 * steps :]).mean(0).tolist()
    keep = math.exp(-1 / 5 / steps)
    assert g_ex == pytest.approx(20 * 0.2 * 0.015 / steps / (1 - keep), rel=0.05)
    assert g_in == pytest.approx(2 * 0.05 * keep / steps / (1 - keep), rel=0.05)


def test_recorded_spikes_are_one_row_for_each_millisecond(monkeypatch):
    monkeypatch.setattr(competition, "EPOCH_S", 1)
    study = Competition.from_paper("STDP", seeds=1, steps=3, inputs=100)
    generator = torch.Generator().manual_seed(0)
    network = study.make_network(generator)
    network.recorder = []
    output = study.run_epoch(network, generator, learning=False)["output"].item()
    inputs, out = (torch.stack(group) for group in zip(*network.recorder, strict=True))
    assert inputs.shape == (1000, 100)
    assert inputs.double().mean().item() == pytest.approx(0.02, abs=0.002)
    assert out.sum().item() == output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rate": 0}, "rate must be .*above 0.*at most 1000 Hz.* 0 Hz"),
        ({"rate": 1001.0}, "rate must be .*at most 1000 Hz.* 1001 Hz"),
        ({"mu": -1}, "mu.*-1"),
        ({"inputs": 0}, "inputs must be a whole number from 1 to 100,000, got 0"),
        ({"steps": 0.5}, "steps must be a whole number from 1 to 20, got 0.5"),
    ],
)
def test_options_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        Competition.from_paper("STDP", **options)
