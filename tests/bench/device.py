"""The same calls on the processor and on an accelerator, where there is one."""

import statistics
import time

import torch

from stdplab import MSTDPET, Drive, Hard, presets, simulate
from stdplab.neurons.closed_loop import simulate_closed_loop
from stdplab.neurons.integrate_and_fire import LIF

DEMO = presets.FLORIAN_2007.protocol


def wall_ms(call, *, runs=3):
    """Median milliseconds until a call's numbers are there, after one that does not count."""
    taken = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        float(call().flatten()[0])
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken[1:])


def settings(count, device):
    """The demonstration under MSTDPET with as many eligibility time constants."""
    taus = torch.linspace(5, 100, count)
    return lambda: simulate(MSTDPET(tau_z=taus), DEMO, device=device, record=()).final


def population(n, device, bounds=None):
    """200 steps of forced spikes, in float32, nothing recorded but where it ends."""
    source = torch.Generator().manual_seed(0)
    pre, post = ((torch.rand(200, n, generator=source) < 0.05).float() for _ in range(2))
    drive = Drive(pre, post, torch.ones(200)).to(torch.float32, device)
    w0 = torch.full((n, n), 0.5, device=device)
    options = {"bounds": bounds, "dtype": torch.float32, "record": ()}
    return lambda: simulate(MSTDPET(gamma=1e-4), drive, w0, **options).final


def loop(batch, device):
    """100 steps of as many LIF populations, 100 -> 100, in closed loop with their synapses."""
    source = torch.Generator().manual_seed(1)
    pre = (torch.rand(100, batch, 100, generator=source) < 0.03).float().to(device)
    w0 = torch.ones(100, 100)
    return lambda: simulate_closed_loop(LIF(), MSTDPET(gamma=1e-3), pre, w0).w


CALLS = {
    "a million settings, final weights": lambda device: settings(1_000_000, device),
    "200 forced steps, N = 3000": lambda device: population(3000, device),
    "200 bounded steps, N = 3000": lambda device: population(3000, device, Hard(0.0, 1.0)),
    "LIF loop 100 -> 100, batch 64, 100 steps": lambda device: loop(64, device),
    "LIF loop 100 -> 100, batch 1024, 100 steps": lambda device: loop(1024, device),
}


def rows():
    """What, milliseconds on the accelerator, and the ratio to the processor's in the same run."""
    if not torch.cuda.is_available():
        return
    for what, made in CALLS.items():
        here, there = wall_ms(made("cpu")), wall_ms(made("cuda"))
        yield f"{what}, CUDA", there, f"1/{here / there:.1f} of the processor"


if __name__ == "__main__":
    torch.set_num_threads(1)
    for row in rows():
        print(*row, sep="  ")
