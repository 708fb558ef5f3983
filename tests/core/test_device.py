"""The same numbers wherever tensors live: on the processor, and on an accelerator if there is one.

What a caller gives may lie on the processor all the same: weights, rewards, bounds, parameters.
"""

import pytest
import torch

from stdplab import MSTDPET, RULES, Drive, Hard, Multiplicative, Soft, presets, simulate
from stdplab.neurons.closed_loop import dale_bounds, simulate_closed_loop
from stdplab.neurons.integrate_and_fire import LIF, LinearPoisson

DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
DEMO = presets.FLORIAN_2007.protocol
N, M = 30, 20
SIGNS = torch.tensor([1.0, -1.0]).repeat(N // 2)
BOUNDS = [
    None,
    Hard(-0.5, 0.5),
    Soft(-0.5, 0.5, 0.3),
    Multiplicative(-0.5, 0.5),
    dale_bounds(SIGNS, 0.5),
    Soft(*vars(dale_bounds(SIGNS, 0.5)).values(), mu=0.3),
]

WORDS = ["none", "hard", "soft", "multiplicative", "signs", "soft signs"]

pytestmark = pytest.mark.parametrize("device", DEVICES)


def spikes(*shape, seed=0):
    return (torch.rand(shape, generator=torch.Generator().manual_seed(seed)) < 0.1).double()


def close(found, wanted, device):
    assert found.device.type == device
    torch.testing.assert_close(found.cpu(), wanted, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_one_synapse(device, rule):
    plain, placed = simulate(rule(), DEMO), simulate(rule(), DEMO, device=device)
    for name in plain:
        close(placed[name], plain[name], device)


@pytest.mark.parametrize("bounds", BOUNDS, ids=WORDS)
@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_population_kept_whole_and_only_where_it_ends(device, rule, bounds):
    drive = Drive(spikes(300, N), spikes(300, M, seed=1), torch.linspace(-1, 1, 300))
    w0 = 0.2 * SIGNS[:, None].expand(N, M)
    rule = rule(gamma=0.05)
    wanted = simulate(rule, drive, w0, bounds=bounds)
    close(simulate(rule, drive, w0, bounds=bounds, device=device)["w"], wanted["w"], device)
    ended = simulate(rule, drive, w0, bounds=bounds, device=device, record=())
    close(ended.final, wanted.final, device)
    on = simulate(rule, drive, wanted.final, bounds=bounds, device=device, start=ended)
    close(on.final, simulate(rule, drive, bounds=bounds, start=wanted).final, device)


def test_a_sweep_whose_parameters_lie_on_the_processor(device):
    taus = torch.linspace(5, 100, 40)
    wanted = simulate(MSTDPET(tau_z=taus), DEMO)["w"]
    close(simulate(MSTDPET(tau_z=taus), DEMO, device=device)["w"], wanted, device)


@pytest.mark.parametrize("bounds", BOUNDS, ids=WORDS)
@pytest.mark.parametrize("neuron", [LIF(threshold=-69.5), LinearPoisson()], ids=repr)
def test_a_closed_loop_fires_the_same_spikes(device, neuron, bounds):
    pre, w0 = spikes(200, 4, N), 0.2 * SIGNS[:, None].expand(N, M).double()
    options = {"reward": torch.linspace(-1, 1, 200).float(), "bounds": bounds}
    wanted = simulate_closed_loop(neuron, MSTDPET(gamma=0.05), pre, w0, **options)
    found = simulate_closed_loop(neuron, MSTDPET(gamma=0.05), pre.to(device), w0, **options)
    assert wanted.spikes.sum() > 100
    close(found.spikes, wanted.spikes, device)
    close(found.w, wanted.w, device)
