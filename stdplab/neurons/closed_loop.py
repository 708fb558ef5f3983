"""Closed loop: presynaptic spikes drive neurons through synapses that learn from both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from ..core.bounds import Hard
from ..core.drive import Drive, DriveAt
from ..core.engines import shapes
from ..core.rule import Rule, State
from ..core.step_check import tried
from ..core.support import validation
from .integrate_and_fire import Neuron

Reward = Callable[[torch.Tensor], torch.Tensor | float]


@dataclass(frozen=True, eq=False)
class ClosedLoopResult:
    """A run of a closed loop.

    spikes      (T, *batch, n_post), 0 or 1
    potential   (T, *batch, n_post), the neurons' state after each step
    reward      (T, *batch)
    w, state    the last weights (*batch, n_pre, n_post) and the rule's last state
    """

    spikes: torch.Tensor
    potential: torch.Tensor
    reward: torch.Tensor
    w: torch.Tensor
    state: State


def dale_bounds(signs: torch.Tensor, reach: float) -> Hard:
    """Bounds by presynaptic neuron: [0, reach] where its sign is +1, [-reach, 0] where -1."""
    if not bool((signs.abs() == 1).all()) or signs.ndim != 1:
        raise ValueError("signs has to be a vector of +1 and -1, one for each presynaptic neuron")
    top = validation.positive(reach, "reach") * signs.double()[:, None]
    return Hard(top.clamp(max=0), top.clamp(min=0))


def simulate_closed_loop(
    neuron: Neuron,
    rule: Rule,
    pre: torch.Tensor,
    w0: torch.Tensor,
    *,
    reward: torch.Tensor | Reward | float = 1.0,
    lag: int = 1,
    bounds: Hard | None = None,
    dt: float = 1.0,
    seed: int = 0,
    learning: bool = True,
    state: State | None = None,
) -> ClosedLoopResult:
    """Run ``neuron`` and ``rule`` together, one step after the other.

    pre        (T, *batch, n_pre), 0 or 1; a spike arrives one step later (axonal delay)
    w0         (n_pre, n_post) or (*batch, n_pre, n_post); it is left as it is
    reward     a number, a tensor (T,) or (T, *batch), or a function of a step's output spikes
               (*batch, n_post), whose value arrives with the next step
    lag        1, as in Florian 2007, lets a reward meet the pairing of the step before
    learning   False freezes the weights: the twin to compare a claim with
    seed       of the chance in `LinearPoisson`; the same run on every machine

    Within a step: arrived spikes, then the neurons, then the rule.
    Raises ValueError with a sentence that says what to change.
    """
    if pre.ndim < 2 or w0.ndim < 2 or w0.shape[-2] != pre.shape[-1]:
        raise ValueError(
            f"w0 has shape {tuple(w0.shape)} and pre {tuple(pre.shape)}: "
            "wanted (..., n_pre, n_post) and (T, *batch, n_pre)"
        )
    if not w0.is_floating_point():
        raise ValueError(f"w0 has dtype {w0.dtype}: give weights as floating point numbers")
    if not len(pre):
        raise ValueError("pre has no steps: give at least one")
    pre, w0 = pre.to(w0.dtype), w0.to(pre.device)
    batch = torch.broadcast_shapes(pre.shape[1:-1], w0.shape[:-2])
    pre = pre.expand(pre.shape[0], *batch, pre.shape[-1])
    w = w0.expand(*batch, *w0.shape[-2:]).clone()
    post = pre.new_zeros(*batch, w.shape[-1])
    given = reward.to(pre) if isinstance(reward, torch.Tensor) else None
    now = pre.new_zeros(batch) if callable(reward) else torch.full(batch, 0.0).to(post)
    if isinstance(reward, (int, float)):
        now = now + reward
    drive = Drive(pre, post.expand(pre.shape[0], *post.shape), pre.new_zeros(pre.shape[:-1]))
    k = shapes.placed(rule, drive).hoist(dt, lag)
    state = state or shapes.first_state(rule, drive, tuple(w.shape))
    tried(rule, state, shapes.moments(drive)[0], k, dt)
    source = torch.Generator().manual_seed(seed)
    v, before = neuron.start(post), torch.zeros_like(pre[0])
    spikes, potentials, rewards = [], [], []
    with torch.no_grad():
        for t, fired in enumerate(pre):
            arrived = (before[..., None, :] @ w).squeeze(-2)
            chance = torch.rand(post.shape, generator=source, dtype=post.dtype).to(post.device)
            v, post = neuron.step(v, arrived, dt, chance)
            now = given[t].expand(batch) if given is not None else now
            at = DriveAt(fired[..., :, None], post[..., None, :], now[..., None, None])
            state, dw = rule.step(state, at, k, dt)
            if learning:
                w = bounds.apply(w, dw) if bounds else w + dw
            spikes.append(post)
            potentials.append(v)
            rewards.append(now)
            before = fired
            if callable(reward):
                now = torch.as_tensor(reward(post)).to(post).expand(batch)
    return ClosedLoopResult(
        torch.stack(spikes), torch.stack(potentials), torch.stack(rewards), w, state
    )
