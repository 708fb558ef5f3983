"""Closed loop: presynaptic spikes drive neurons through synapses that learn from both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from ..core.bounds import Bounds
from ..core.drive import Drive, DriveAt
from ..core.engines import shapes
from ..core.learning_rule.rule import Rule, State
from ..core.learning_rule.step_check import trial_step
from ..core.weight_change import total
from .forced_spikes import ForcedSpikes
from .integrate_and_fire import LIF
from .linear_poisson import LinearPoisson

Neuron = LIF | LinearPoisson | ForcedSpikes
RewardFunction = Callable[[torch.Tensor], torch.Tensor | float]


@dataclass(frozen=True, eq=False)
class ClosedLoopResult:
    """The result of a closed-loop simulation.

    Parameters
    ----------
    spikes : Tensor, shape (T, *batch, n_post)
        Output spikes, 0 or 1.
    potential : Tensor, shape (T, *batch, n_post)
        State of the neurons after each step: mV for `LIF`.
    reward : Tensor, shape (T, *batch)
        Reward in each step.
    w : Tensor, shape (*batch, n_pre, n_post)
        Final weights.
    state : dict of str to Tensor
        Final traces of the rule, by name.
    """

    spikes: torch.Tensor
    potential: torch.Tensor
    reward: torch.Tensor
    w: torch.Tensor
    state: State


def simulate_closed_loop(
    neuron: Neuron,
    rule: Rule,
    pre: torch.Tensor,
    w0: torch.Tensor,
    *,
    reward: torch.Tensor | RewardFunction | float = 1.0,
    lag: int = 1,
    bounds: Bounds | None = None,
    dt: float = 1.0,
    seed: int = 0,
    learning: bool = True,
    state: State | None = None,
) -> ClosedLoopResult:
    """Simulate neurons and the synapses that drive them, step by step.

    Within a step come first the arriving spikes, then the neurons, then the rule.

    Parameters
    ----------
    neuron : LIF, LinearPoisson or ForcedSpikes
        The model of every postsynaptic neuron.
    rule : Rule
        The learning rule of every synapse.
    pre : Tensor, shape (T, *batch, n_pre)
        Presynaptic spikes, 0 or 1. A spike arrives one step later (axonal delay).
    w0 : Tensor, shape (n_pre, n_post) or (*batch, n_pre, n_post)
        Initial weights, in mV for `LIF`. The tensor is not modified.
    reward : float, Tensor of shape (T,) or (T, *batch), or callable
        A callable gets the output spikes of a step, shape (*batch, n_post), and returns the
        reward of the next step, shape (*batch) or one number.
    lag : int
        1 as in Florian 2007: the reward meets the pairing of the step before. 0: of this step.
    bounds : Bounds, optional
        Weight bounds; none by default.
    dt : float
        Time step in ms.
    seed : int
        Seed of the random numbers of `LinearPoisson`; it gives the same run on every machine.
    learning : bool
        False freezes the weights: the control condition of a claim about learning.
    state : dict of str to Tensor, optional
        Traces to continue from, such as ``ClosedLoopResult.state``; zero by default.

    Returns
    -------
    ClosedLoopResult
        Spikes, potentials and rewards of all steps, final weights and traces.

    Raises
    ------
    ValueError
        When the shapes of ``w0`` and ``pre`` do not fit, ``w0`` holds integers, or ``pre`` has no
        steps.

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468.

    Examples
    --------
    >>> from stdplab import MSTDPET
    >>> pre = torch.ones(100, 2)
    >>> w0 = torch.full((2, 1), 1.0)
    >>> result = simulate_closed_loop(LIF(), MSTDPET(), pre, w0, learning=False)
    >>> int(result.spikes.sum()), tuple(result.w.shape)
    (9, (2, 1))
    """
    if pre.ndim < 2 or w0.ndim < 2 or w0.shape[-2] != pre.shape[-1]:
        raise ValueError(
            f"w0 has shape {tuple(w0.shape)} and pre has shape {tuple(pre.shape)}: they must be "
            "(..., n_pre, n_post) and (T, *batch, n_pre) with the same n_pre"
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
    reward_series = reward.to(pre) if isinstance(reward, torch.Tensor) else None
    r = pre.new_zeros(batch) if callable(reward) else torch.full(batch, 0.0).to(post)
    if isinstance(reward, (int, float)):
        r = r + reward
    drive = Drive(pre, post.expand(pre.shape[0], *post.shape), pre.new_zeros(pre.shape[:-1]))
    rule.check_drive(drive)
    k = shapes.to_drive_layout(rule, drive).step_constants(dt, lag)
    state = state or shapes.zero_state(rule, drive, tuple(w.shape))
    trial_step(rule, state, shapes.drive_steps(drive)[0], k, dt)
    generator = torch.Generator().manual_seed(seed)
    v, last_pre = neuron.initial_state(post), torch.zeros_like(pre[0])
    spikes, potentials, rewards = [], [], []
    with torch.no_grad():
        for t, pre_spikes in enumerate(pre):
            synaptic_input = (last_pre[..., None, :] @ w).squeeze(-2)
            uniform = torch.rand(post.shape, generator=generator, dtype=post.dtype).to(post.device)
            v, post = neuron.step(v, synaptic_input, dt, uniform)
            r = reward_series[t].expand(batch) if reward_series is not None else r
            at = DriveAt(pre_spikes[..., :, None], post[..., None, :], r[..., None, None])
            state, dw = rule.step(state, at, k, dt)
            if learning:
                w = bounds.apply(w, dw) if bounds else w + total(dw)
            spikes.append(post)
            potentials.append(v)
            rewards.append(r)
            last_pre = pre_spikes
            if callable(reward):
                r = torch.as_tensor(reward(post)).to(post).expand(batch)
    return ClosedLoopResult(
        torch.stack(spikes), torch.stack(potentials), torch.stack(rewards), w, state
    )
