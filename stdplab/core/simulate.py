"""The one verb: run a rule over a protocol and record everything."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .bounds import Hard
from .drive import Drive, DriveAt
from .engines import shapes
from .engines.time_loop import RunConfig, run
from .protocol import Protocol
from .result import Result
from .rule import Rule
from .support import validation
from .support.lazy_torch import is_tensor
from .support.short_repr import quoted

if TYPE_CHECKING:
    import torch


def simulate(
    rule: Rule,
    protocol: Protocol | Drive,
    w0: float | torch.Tensor = 0.2,
    *,
    lag: int = 0,
    bounds: Hard | None = None,
    dt: float | None = None,
    dtype: torch.dtype | None = None,
    device: torch.device | str | None = None,
    start: Result | None = None,
    record: Iterable[str] | None = None,
) -> Result:
    """Run ``rule`` step by step and return every quantity over time.

    rule       a rule with its parameters, for example MSTDPET(tau_z=40); parameters may be
               tensors of a batch's shape, which makes the run a sweep
    protocol   a Protocol (one synapse) or a Drive (any number)
    w0         weight before the first step: a number, or (..., n_pre, n_post)
    lag        0: the reward meets this step's pairing; 1: that of the step before
    bounds     Hard(low, high), Soft(low, high, mu) or another, or None for w + dw
    dt         step in ms; replaces a protocol's own, and is 1 for a Drive
    dtype      of tensors; float64 when left out
    start      the result that this run continues: its last weight and state come first
    record     the series to keep over time, all by default; the final ones are always kept

    Shapes are (steps + 1, ...) with index 0 before the first step.
    Raises ValueError with a sentence that says what to change.
    """
    _check(rule, protocol, lag, bounds, start)
    if isinstance(protocol, Protocol):
        protocol = dataclasses.replace(protocol, dt=dt) if dt is not None else protocol
        dt = protocol.dt
    else:
        dt = validation.positive(1.0 if dt is None else dt, "dt")
    wanted = None if record is None else _names(record, rule)
    if not is_tensor(w0):
        w0 = validation.number(w0, "w0")
    w, state = (start.weight, start.state) if start else (w0, None)
    if bounds and not start:
        bounds.check(w)
    at: Sequence[DriveAt]
    source: Protocol | Drive
    if isinstance(protocol, Protocol) and _plain(rule, w, dtype, device):
        at, source = protocol.moments(), protocol
        state = state or dict.fromkeys(rule.series, 0.0)
    else:
        import torch  # noqa: PLC0415 - see core.tensors

        drive = protocol.drive() if isinstance(protocol, Protocol) else protocol
        source = drive = drive.to(dtype or torch.float64, device)
        rule = shapes.placed(rule, drive)
        w = shapes.checked(w, drive)
        shape = shapes.full_shape(rule, drive, w)
        w = w.expand(shape)
        like: Any = {"dtype": drive.pre.dtype, "device": drive.pre.device}
        kept = state or shapes.first_state(rule, drive, shape)
        state = {name: torch.as_tensor(value, **like) for name, value in kept.items()}
        at = shapes.moments(drive)
    setting = RunConfig(rule, dt, lag, bounds, wanted)
    states, ws = run(setting, state, w, at)
    return Result(rule, dt, states, ws, source, wanted)


def _check(rule: Any, protocol: Any, lag: int, bounds: Any, start: Result | None) -> None:
    if not isinstance(rule, Rule):
        raise ValueError(
            f"{quoted(rule)} is not a rule with parameters: pass one, for example STDP()"
        )
    rule.check_declaration()
    if not isinstance(protocol, Protocol | Drive):
        raise ValueError(
            f"{quoted(protocol)} is neither a Protocol nor a Drive; an experiment has one, "
            "experiment.protocol, and runs by itself, experiment.run()"
        )
    if lag not in (0, 1):
        raise ValueError(f"lag is {lag!r}: use 0 (this step's pairing) or 1 (the step before)")
    if bounds is not None and not isinstance(bounds, Hard):
        raise ValueError(f"{bounds!r} is not Hard(low, high) or another of the bounds, or None")
    if start and set(start.state) != set(rule.series):
        raise ValueError(
            f"start is a run of {start.rule.name}, whose state does not fit {rule.name}: "
            "continue a run with the rule it was made with"
        )


def _names(record: Iterable[str], rule: Rule) -> frozenset[str]:
    """The series to keep; ValueError for one that there is not."""
    wanted, known = frozenset(record), ("w", *rule.series)
    if not wanted <= set(known):
        raise ValueError(
            f"record asks for {', '.join(sorted(wanted - set(known)))}, and {rule.name} has "
            f"{', '.join(known)}"
        )
    return wanted


def _plain(rule: Rule, w: Any, dtype: Any, device: Any) -> bool:
    """Whether one synapse may run on plain numbers, which is fastest."""
    defaults = device is None and str(dtype) in ("None", "torch.float64")
    return defaults and isinstance(w, float) and not shapes.tensors(rule)
