"""Many settings and many synapses: per-step cost against what the memory allows."""

import statistics

import torch

from stdplab import MSTDPET, Drive, presets, simulate
from stdplab.core.engines import shapes
from stdplab.core.engines.compiled import STEPS, CompiledEngine
from stdplab.core.engines.in_place import InPlaceEngine
from stdplab.neurons.closed_loop import simulate_closed_loop
from stdplab.neurons.integrate_and_fire import LIF

from .clock import cpu_ms, median_ms

DEMO = presets.FLORIAN_2007.protocol


def floor_ms(n):
    """One in-place pass over as much as a step touches: weights and eligibilities, read, written.

    That is 16 bytes for each of n x n synapses in float32, at the best bandwidth for that size.
    """
    both = torch.ones(2 * n, n)
    passes = [lambda: both.mul_(1.0), lambda: both.add_(0.0)]
    return min(median_ms(one) for one in passes)


def drive(n, steps):
    """Poisson spikes on both sides, reward throughout; float32."""
    source = torch.Generator().manual_seed(0)
    pre, post = ((torch.rand(steps, n, generator=source) < 0.05).float() for _ in range(2))
    return Drive(pre, post, torch.ones(steps))


def forced(n, steps):
    """One run on forced spikes with nothing recorded but where it ends."""
    given, w0 = drive(n, steps), torch.full((n, n), 0.5)
    return lambda: simulate(MSTDPET(gamma=1e-4), given, w0, dtype=torch.float32, record=())


def per_step_ms(kind, n, steps=60):
    """A step of the engine ``kind``: the median over passes of four steps, but the first few."""
    given, rule = drive(n, steps), MSTDPET(gamma=1e-4)
    w = torch.full((n, n), 0.5)
    state = shapes.zero_state(rule, given, (n, n))
    engine = kind(rule, state, w, rule.step_constants(1.0, 0))
    taken = [cpu_ms(lambda at=at: engine.step(at, 1.0)) for at in shapes.drive_steps(given)]
    passes = [sum(taken[i : i + STEPS]) / STEPS for i in range(2 * STEPS, steps, STEPS)]
    return statistics.median(passes)


def sweep(settings):
    """The demonstration under MSTDPET with as many eligibility time constants."""
    taus = torch.linspace(5, 100, settings, dtype=torch.float64)
    return lambda: simulate(MSTDPET(tau_z=taus), DEMO)["w"]


def loop(batch, steps=100, n=100):
    """A LIF population in closed loop with its plastic synapses."""
    source = torch.Generator().manual_seed(1)
    pre = (torch.rand(steps, batch, n, generator=source) < 0.03).float()
    w0 = torch.full((n, n), 1.0)
    return lambda: simulate_closed_loop(LIF(), MSTDPET(gamma=1e-3), pre, w0)


def rows():
    """What, milliseconds, and the ratio to a row of the same run."""
    ms = median_ms(sweep(10_000), runs=5)
    yield "10,000 settings, whole trajectories", ms, f"{10_000 / ms:.0f},000 settings/s"
    for n in (1000, 3000):
        floor = floor_ms(n)
        yield f"memory floor of a step, N = {n}", floor, ""
        for how, kind in (("in place", InPlaceEngine), ("compiled", CompiledEngine)):
            step = per_step_ms(kind, n)
            yield f"a step {how}, N = {n}", step, f"{step / floor:.2f} x floor"
        ms = median_ms(forced(n, 200), runs=3)
        yield f"200 forced steps, N = {n}", ms, f"{ms / 200 / floor:.2f} x floor a step"
    batch, single = (median_ms(loop(b), runs=5) for b in (64, 1))
    share = min(single / batch, 1)
    yield "LIF loop 100 -> 100, batch 64, a network-step", batch / 6400, f"overhead {share:.0%}"
