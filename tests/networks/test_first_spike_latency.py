"""First-spike latency, reduced: few networks, half the volleys."""

import pytest
import torch

from stdplab import STDP
from stdplab.networks import FirstSpikeLatency, Training
from stdplab.networks.first_spike_latency import VOLLEY_MS, LatencyNetwork


def trained(study):
    training = Training(study)
    while not training.done:
        training.advance()
    return training


@pytest.fixture(scope="module")
def training():
    return trained(FirstSpikeLatency.from_paper("STDP", seeds=6, epochs=20))


def test_the_spike_comes_earlier_and_stays_so_when_frozen(training):
    """Means of 6 networks, seeds 0 to 3: untrained 15 to 21 ms, then 6.2 to 7.6, frozen too.

    The one of the 24 that gained least gained 3.9 ms.
    """
    untrained, frozen = training.untrained["latency"], training.test()["latency"]
    assert untrained.mean() > 14
    assert training.history["latency"][-1].mean() < 9
    assert frozen.mean() < 9
    assert bool((frozen < untrained - 2).all())


def test_early_inputs_stay_strong_and_late_ones_do_not(training):
    """Both begin at .47 to .52; then they are .25 apart or more in each of 24 networks."""
    last = {name: values[-1] for name, values in training.history.items()}
    assert training.untrained["early"].mean() == pytest.approx(0.5, abs=0.05)
    assert training.untrained["late"].mean() == pytest.approx(0.5, abs=0.05)
    assert bool((last["early"] > last["late"] + 0.15).all())


def test_only_the_learned_volley_is_answered_early(training):
    """Other volleys are answered after 23.5 to 27.7 ms (seeds 0 to 3), its own after 7."""
    assert training.test(fresh=True)["latency"].mean() > 18


def test_with_the_signs_reversed_it_comes_later_until_it_fails():
    """Of 24 networks the one that lost least lost 16 ms."""
    turned = trained(FirstSpikeLatency(STDP(-1.0, 1.05, gamma=0.014), seeds=6, epochs=10))
    assert bool((turned.history["latency"][-1] > turned.untrained["latency"] + 10).all())


def test_the_first_spike_is_the_one_that_counts():
    """Strong weights: five spikes that leave at 7 ms arrive, and make one, at 8 ms."""
    study = FirstSpikeLatency.from_paper("STDP", seeds=2)
    network = LatencyNetwork(study, torch.Generator().manual_seed(0))
    network.synapses[0].w.fill_(4.0)
    times = torch.full((2, 100), -1.0)
    times[0, :5] = 7
    times[0, 5:10] = 20
    assert network.present(times, learning=False).tolist() == [8, VOLLEY_MS]


def test_the_jitter_moves_each_spike_within_the_volley():
    study, seen = FirstSpikeLatency.from_paper("STDP", seeds=2, jitter=5.0), []
    generator = torch.Generator().manual_seed(0)
    network = study.make_network(generator)

    def present(times, *, learning):
        assert learning
        seen.append(times.clone())
        return times[:, 0]

    network.present = present
    study.run_epoch(network, generator, learning=True)
    volleys = torch.stack(seen)
    assert volleys.shape == (5, 2, 100)
    assert volleys.min() >= 0
    assert volleys.max() <= VOLLEY_MS - 1
    inner = (network.latencies > 15) & (network.latencies < 35)
    moved = (volleys - network.latencies)[:, inner]
    assert float(moved.std()) == pytest.approx(5, abs=0.6)  # of some 400: three standard errors
    study = FirstSpikeLatency.from_paper("STDP", seeds=2, jitter=0.0)
    study.run_epoch(network, generator, learning=True)
    assert torch.equal(seen[-1], network.latencies)


def test_a_stopped_training_resumes_bit_for_bit(tmp_path):
    study = FirstSpikeLatency.from_paper("STDP", seeds=2, epochs=4)
    whole, stopped = trained(study), Training(study)
    for _ in range(2):
        stopped.advance()
    stopped = Training.load(stopped.save(tmp_path / "stopped.npz"))
    while not stopped.done:
        stopped.advance()
    for name, values in whole.network.tensors().items():
        assert torch.equal(values, stopped.network.tensors()[name]), name
    for name, values in whole.history.items():
        assert torch.equal(values, stopped.history[name]), name


def test_a_jitter_below_zero_is_refused():
    with pytest.raises(ValueError, match="jitter must be zero or more, got -1 ms"):
        FirstSpikeLatency.from_paper("STDP", jitter=-1.0)
