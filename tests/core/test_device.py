"""The numbers do not depend on the device: CPU, and GPU where there is one.

Arguments may be on the CPU all the same: weights, rewards, bounds and parameters.
"""

import pytest
import torch

from stdplab import MSTDPET, RULES, Drive, Hard, Multiplicative, Soft, presets, simulate
from stdplab.neurons import LIF, LinearPoisson, dale_bounds, simulate_closed_loop

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

BOUND_IDS = ["none", "hard", "soft", "multiplicative", "signs", "soft signs"]

pytestmark = pytest.mark.parametrize("device", DEVICES)


def spikes(*shape, seed=0):
    return (torch.rand(shape, generator=torch.Generator().manual_seed(seed)) < 0.1).double()


def assert_close(actual, expected, device):
    assert actual.device.type == device
    torch.testing.assert_close(actual.cpu(), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_one_synapse(device, rule):
    plain, on_device = simulate(rule(), DEMO), simulate(rule(), DEMO, device=device)
    for name in plain:
        assert_close(on_device[name], plain[name], device)


@pytest.mark.parametrize("bounds", BOUNDS, ids=BOUND_IDS)
@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_population_recorded_over_time_or_at_its_end(device, rule, bounds):
    drive = Drive(spikes(300, N), spikes(300, M, seed=1), torch.linspace(-1, 1, 300))
    w0 = 0.2 * SIGNS[:, None].expand(N, M)
    rule = rule(gamma=0.05)
    expected = simulate(rule, drive, w0, bounds=bounds)
    assert_close(
        simulate(rule, drive, w0, bounds=bounds, device=device)["w"], expected["w"], device
    )
    last_only = simulate(rule, drive, w0, bounds=bounds, device=device, record=())
    assert_close(last_only.final, expected.final, device)
    continued = simulate(rule, drive, expected.final, bounds=bounds, device=device, start=last_only)
    assert_close(
        continued.final, simulate(rule, drive, bounds=bounds, start=expected).final, device
    )


def test_a_batch_whose_parameters_are_on_the_cpu(device):
    taus = torch.linspace(5, 100, 40)
    expected = simulate(MSTDPET(tau_z=taus), DEMO)["w"]
    assert_close(simulate(MSTDPET(tau_z=taus), DEMO, device=device)["w"], expected, device)


@pytest.mark.parametrize("bounds", BOUNDS, ids=BOUND_IDS)
@pytest.mark.parametrize("neuron", [LIF(threshold=-69.5), LinearPoisson()], ids=repr)
def test_a_closed_loop_fires_the_same_spikes(device, neuron, bounds):
    pre, w0 = spikes(200, 4, N), 0.2 * SIGNS[:, None].expand(N, M).double()
    options = {"reward": torch.linspace(-1, 1, 200).float(), "bounds": bounds}
    expected = simulate_closed_loop(neuron, MSTDPET(gamma=0.05), pre, w0, **options)
    actual = simulate_closed_loop(neuron, MSTDPET(gamma=0.05), pre.to(device), w0, **options)
    assert expected.spikes.sum() > 100
    assert_close(actual.spikes, expected.spikes, device)
    assert_close(actual.w, expected.w, device)
