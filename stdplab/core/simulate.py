"""The one verb: run a rule over a protocol and record everything."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch

from . import clock
from .bounds import Hard
from .drive import Drive, DriveAt
from .protocol import Protocol
from .result import Result
from .rule import Rule, State, knobs


def simulate(
    rule: Rule,
    protocol: Protocol | Drive,
    w0: float | torch.Tensor = 0.2,
    *,
    lag: int = 0,
    bounds: Hard | None = None,
    dt: float | None = None,
    dtype: torch.dtype = torch.float64,
    device: torch.device | str | None = None,
) -> Result:
    """Run ``rule`` step by step and return every quantity over time.

    rule       a rule with its parameters, for example MSTDPET(tau_z=40)
    protocol   a Protocol (one synapse) or a Drive (any number)
    w0         weight before the first step: a number, or (..., n_pre, n_post)
    lag        0: the reward meets this step's pairing; 1: that of the step before
    bounds     Hard(low, high), Soft(low, high, mu), or None for w + dw
    dt         step in ms; replaces a protocol's own, and is 1 for a Drive

    Shapes are (steps + 1, ...) with index 0 before the first step.
    Raises ValueError with a sentence that says what to change.
    """
    if not isinstance(rule, Rule):
        raise ValueError(f"{rule!r} is not a rule with parameters: pass one, for example STDP()")
    if lag not in (0, 1):
        raise ValueError(f"lag is {lag!r}: use 0 (this step's pairing) or 1 (the step before)")
    if isinstance(protocol, Protocol):
        if dt is not None:
            protocol = dataclasses.replace(protocol, dt=dt)
        dt, drive = protocol.dt, protocol.drive()
    elif isinstance(protocol, Drive):
        dt, drive = clock.positive(1.0 if dt is None else dt, "dt"), protocol
    else:
        raise ValueError(f"{protocol!r} is neither a Protocol nor a Drive")
    if not isinstance(w0, torch.Tensor):
        w0 = clock.number(w0, "w0")
    plain = isinstance(protocol, Protocol) and device is None and dtype == torch.float64
    if plain and isinstance(w0, float) and not _tensors(rule):
        at = list(map(DriveAt, *protocol.columns()))  # type: ignore[union-attr]  # plain: a Protocol
        state: State = dict.fromkeys(rule.series, 0.0)
    else:
        drive = drive.to(dtype, device)
        rule = _move(rule, drive)
        w0, state, at = _spread(rule, drive, w0)
    return Result(rule, dt, *_run(rule, state, w0, at, dt, lag, bounds), drive)


def _run(
    rule: Rule, state: State, w: Any, at: list[DriveAt], dt: float, lag: int, bounds: Hard | None
) -> tuple[list[State], list[Any]]:
    """The loop itself, the same for numbers and tensors: all states and all weights."""
    step, k = rule.step, rule.hoist(dt, lag)
    apply = bounds.apply if bounds else None
    states, ws = [state], [w]
    for drive in at:
        state, dw = step(state, drive, k, dt)
        w = apply(w, dw) if apply else w + dw
        states.append(state)
        ws.append(w)
    return states, ws


def _tensors(rule: Rule) -> list[str]:
    """The names of the parameters that are tensors, which makes the run a sweep."""
    return [name for name in knobs(rule) if isinstance(getattr(rule, name), torch.Tensor)]


def _move(rule: Rule, drive: Drive) -> Rule:
    """Tensor parameters as the drive's dtype, on its device, with axes for the synapses."""
    moved = {}
    for name in _tensors(rule):
        value = getattr(rule, name).to(drive.pre)
        moved[name] = value if drive.single else value[..., None, None]
    return dataclasses.replace(rule, **moved) if moved else rule


def _spread(
    rule: Rule, drive: Drive, w0: float | torch.Tensor
) -> tuple[torch.Tensor, State, list[DriveAt]]:
    """The first weight, the first state and the drive of each step, shaped to broadcast."""
    parameters = [getattr(rule, name).shape for name in _tensors(rule)]
    w = torch.as_tensor(w0, dtype=drive.pre.dtype, device=drive.pre.device)
    pre, post, reward = drive.pre, drive.post, drive.reward
    if not drive.single:
        pre, post = pre[..., :, None], post[..., None, :]
        reward = reward[..., None, None]
    try:
        shape = torch.broadcast_shapes(w.shape, pre.shape[1:], post.shape[1:], *parameters)
    except RuntimeError:
        raise ValueError(
            f"w0 has shape {tuple(w.shape)}, which does not fit the drive: wanted a number or "
            f"(..., {drive.pre.shape[-1]}, {drive.post.shape[-1]})"
        ) from None
    ends = {"pre": (1, 0), "post": (0, 1), "network": (0, 0), "synapse": (1, 1)}
    state: State = {}
    for name, axes in rule.series.items():
        kept = shape
        if not drive.single:
            kept = (
                *shape[:-2],
                *(n if keep else 1 for n, keep in zip(shape[-2:], ends[axes], strict=True)),
            )
        state[name] = pre.new_zeros(kept)
    return w.expand(shape).clone(), state, list(map(DriveAt, pre, post, reward))
