"""The one verb: run a rule over a protocol and record its quantities over time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import time_grid
from .bounds import Bounds
from .drive import Drive, DriveAt
from .engines import shapes
from .engines.time_loop import RunConfig, run_time_loop
from .learning_rule.rule import Rule
from .protocol import Protocol
from .result import Result
from .support.lazy_torch import is_tensor
from .support.numbers import validation
from .support.numbers.array_as_tensor import array_as_tensor
from .support.numbers.tensor_input import check_dtype
from .support.short_repr import quoted

if TYPE_CHECKING:
    import numpy as np
    import torch


def simulate(
    rule: Rule,
    protocol: Protocol | Drive,
    w0: float | torch.Tensor | np.ndarray = 0.2,
    *,
    lag: int = 0,
    bounds: Bounds | None = None,
    dt: float | None = None,
    dtype: torch.dtype | None = None,
    device: torch.device | str | None = None,
    start: Result | None = None,
    record: Iterable[str] | None = None,
) -> Result:
    """Run ``rule`` step by step and return every quantity over time.

    In each step the rule gives a change dw from its state, the spikes and the reward. Then

        w <- w + dw             without bounds
        w <- apply(w, dw)       with bounds

    Parameters
    ----------
    rule : Rule
        A rule with its parameters, for example ``MSTDPET(tau_z=40)``. Parameters may be tensors
        of a batch's shape; each element is then one setting.
    protocol : Protocol or Drive
        A Protocol for one synapse, or a Drive for any number of them.
    w0 : float, Tensor or array
        The weight before the first step: a number, or shape (..., n_pre, n_post).
    lag : int
        0: the reward meets the pairing of the same step. 1: that of the step before.
    bounds : Bounds or None
        `Hard`, `Soft` or `Multiplicative` bounds of the weight; None for w + dw.
    dt : float or None
        The time step, ms. It replaces a protocol's own step; for a Drive None means 1.
    dtype : torch.dtype or None
        The floating point dtype of tensors; float64 when None.
    device : torch.device, str or None
        The device of tensors; the CPU when None.
    start : Result or None
        A run of the same rule to continue: its last weight and state are the first ones here.
    record : str, iterable of str or None
        The series to keep over time, one name or several; all when None. The last values are
        always kept.

    Returns
    -------
    Result
        The series, of shape (steps + 1, ...); index 0 is before the first step.

    Raises
    ------
    ValueError
        When an argument has the wrong type, shape or value; the message says what to change.

    Examples
    --------
    >>> from stdplab import MSTDPET, Protocol, simulate
    >>> protocol = Protocol(pre=(10,), post=(15,), reward=((0, 1.0),))
    >>> simulate(MSTDPET(tau_z=40), protocol)
    Result(MSTDPET, 200 steps, w 0.2000 -> 0.3562)
    """
    _check(rule, protocol, lag, bounds, start)
    check_dtype(dtype)
    if isinstance(protocol, Protocol):
        protocol = dataclasses.replace(protocol, dt=dt) if dt is not None else protocol
        dt = protocol.dt
    else:
        dt = time_grid.time_of(1, validation.positive(1.0 if dt is None else dt, "dt", "ms"))
    recorded = None if record is None else _check_record(record, rule)
    w0 = array_as_tensor(w0, "w0")
    if not is_tensor(w0):
        w0 = validation.number(w0, "w0")
    w, state = (start.weight, start.state) if start else (w0, None)
    if bounds:
        bounds.check(w, "the last weight of start" if start else "w0")
    steps: Sequence[DriveAt]
    source: Protocol | Drive
    if isinstance(protocol, Protocol) and _runs_on_floats(rule, w, dtype, device):
        steps, source = protocol.drive_steps(), protocol
        state = state or dict.fromkeys(rule.series, 0.0)
    else:
        import torch  # noqa: PLC0415 - see core.support.lazy_torch

        drive = protocol.drive() if isinstance(protocol, Protocol) else protocol
        source = drive = drive.to(dtype or torch.float64, device)
        if isinstance(protocol, Drive):
            rule.check_drive(drive)
        rule = shapes.to_drive_layout(rule, drive)
        w = shapes.as_weight_tensor(w, drive)
        shape = shapes.weight_shape(rule, drive, w)
        w = w.expand(shape)
        state = (
            shapes.continued_state(rule, drive, state, shape)
            if state is not None
            else shapes.zero_state(rule, drive, shape)
        )
        steps = shapes.drive_steps(drive)
    setting = RunConfig(rule, dt, lag, bounds, recorded)
    return Result(rule, dt, run_time_loop(setting, state, w, steps), source)


def _check(rule: Any, protocol: Any, lag: int, bounds: Any, start: Result | None) -> None:
    """Raise ValueError for an argument of the wrong type."""
    if not isinstance(rule, Rule):
        raise ValueError(
            f"{quoted(rule)} is not a rule with its parameters. Pass one such as STDP()."
        )
    rule.check_declaration()
    if not isinstance(protocol, Protocol | Drive):
        raise ValueError(
            f"simulate() needs a Protocol or a Drive, got {quoted(protocol)}. "
            "For an Experiment call experiment.run() or pass experiment.protocol."
        )
    if lag not in (0, 1):
        raise ValueError(
            f"lag is {quoted(lag)}: use 0 (this step's pairing) or 1 (the step before)"
        )
    if bounds is not None and not isinstance(bounds, Bounds):
        raise ValueError(
            f"bounds is {quoted(bounds)}: it must be Hard(low, high), Soft(low, high, mu), "
            "Multiplicative(low, high) or None"
        )
    if start is not None and not isinstance(start, Result):
        raise ValueError(f"start is {quoted(start)}: give the Result of a run, or None")
    if start and set(start.state) != set(rule.series):
        raise ValueError(
            f"start is a run of {start.rule.name}, whose state does not fit {rule.name}. "
            "Continue a run with the rule it was made with."
        )


def _check_record(record: Iterable[str], rule: Rule) -> frozenset[str]:
    """The series to keep; ValueError for one that the rule does not have."""
    names = frozenset([record] if isinstance(record, str) else record)
    available = ("w", *rule.series)
    if not names <= set(available):
        raise ValueError(
            f"record names {', '.join(sorted(names - set(available)))}, which {rule.name} does not "
            f"have. Available: {', '.join(available)}."
        )
    return names


def _runs_on_floats(rule: Rule, w: Any, dtype: Any, device: Any) -> bool:
    """Whether one synapse can run on plain floats, which is fastest."""
    defaults = device is None and str(dtype) in ("None", "torch.float64")
    return defaults and isinstance(w, float) and not shapes.tensor_parameters(rule)
