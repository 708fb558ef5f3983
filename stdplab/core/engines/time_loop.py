"""The loop over time: one for numbers and tensors, one in place for large populations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..bounds import Bounds, Hard
from ..drive import DriveAt
from ..learning_rule.rule import Rule, State
from ..learning_rule.step_check import trial_step
from ..support.lazy_torch import is_tensor
from ..support.numbers.tensor_input import is_constant
from ..tracing import NotTraceableError, Program, constants
from ..tracing.trace_rule import trace_for_run
from ..weight_change import total

if TYPE_CHECKING:
    import torch


class RunRecord(NamedTuple):
    """What a run keeps.

    Parameters
    ----------
    columns : dict of str to list
        The series that are recorded, and ``w`` among them, before the first step and after each.
    first, last : float or Tensor
        The first and the last weight.
    state : dict
        The last state.
    """

    columns: dict[str, list[Any]]
    first: Any
    last: Any
    state: State


class RunConfig(NamedTuple):
    """What stays the same over a run; ``recorded`` names the series to keep, None keeps all."""

    rule: Rule
    dt: float
    lag: int
    bounds: Bounds | None
    recorded: frozenset[str] | None

    @property
    def kept(self) -> tuple[str, ...]:
        """The names of what is recorded."""
        names = (*self.rule.series, "w")
        return names if self.recorded is None else tuple(n for n in names if n in self.recorded)


def run_time_loop(
    config: RunConfig, state: State, w: Any, drive_steps: Sequence[DriveAt]
) -> RunRecord:
    """Simulate all steps by the engine that fits."""
    if isinstance(w, float) and all(isinstance(value, float) for value in state.values()):
        try:
            program = trace_for_run(config.rule, config.bounds)
        except NotTraceableError:  # the step does more than a program can
            pass
        else:
            return _run_program(program, config, state, w, drive_steps)
    if _fits_in_place(config, state, w, drive_steps):
        try:
            return _run_in_place(config, state, w, drive_steps)
        except TypeError:  # the step needs tensors, perhaps only at a later moment
            pass
    return step_by_step(config, state, w, drive_steps)


def _run_program(
    program: Program, config: RunConfig, state: State, w: float, drive_steps: Sequence[DriveAt]
) -> RunRecord:
    """The same on plain numbers, by the function that the rule's program is made into."""
    rule, dt, lag, bounds, _ = config
    known = constants(rule, bounds, dt, lag)
    columns, end = program.record(known, drive_steps, {**state, "w": w}, config.kept)
    return RunRecord(columns, w, end.pop("w"), end)


def step_by_step(
    config: RunConfig, state: State, w: Any, drive_steps: Sequence[DriveAt]
) -> RunRecord:
    """The same, by the rule's own step on numbers, tensors or both, whatever broadcasts."""
    rule, dt, lag, bounds, _ = config
    step, k = rule.step, rule.step_constants(dt, lag)
    apply = bounds.apply if bounds else None
    first = w
    columns = {name: [w if name == "w" else state[name]] for name in config.kept}
    trial_step(rule, state, drive_steps[0], k, dt)
    for drive in drive_steps:
        state, dw = step(state, drive, k, dt)
        w = apply(w, dw) if apply else w + total(dw)
        for name, column in columns.items():
            column.append(w if name == "w" else state[name])
    return RunRecord(columns, first, w, state)


def _fits_in_place(config: RunConfig, state: State, w: Any, drive_steps: Sequence[DriveAt]) -> bool:
    """Whether this is one population with plain parameters that records no matrix over time.

    What is differentiated or mapped over runs on tensors: no gradient depends on the record.
    """
    rule, _, _, bounds, recorded = config
    if recorded is None or not is_tensor(w) or w.ndim != 2 or drive_steps[0].pre.ndim != 2:
        return False
    if not all(map(is_constant, (w, *state.values(), *drive_steps[0]))):
        return False
    matrices = {"w", *(name for name, series in rule.series.items() if series.axes == "synapse")}
    plain_parameters = not any(is_tensor(value) for value in vars(rule).values())
    plain_bounds = bounds is None or (type(bounds) is Hard and isinstance(bounds.low, float))
    return plain_parameters and plain_bounds and not recorded & matrices


def _run_in_place(
    config: RunConfig, state: State, w: torch.Tensor, drive_steps: Sequence[DriveAt]
) -> RunRecord:
    """The same for one population, by the engine that is fastest for it."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    from . import compiled  # noqa: PLC0415
    from .forced_spikes import ForcedSpikesEngine  # noqa: PLC0415
    from .in_place import InPlaceEngine  # noqa: PLC0415

    rule, dt, lag, bounds, _ = config
    large = w.numel() * len(drive_steps) >= compiled.BREAK_EVEN and w.device.type == "cpu"
    kind = (
        ForcedSpikesEngine
        if bounds is None
        else compiled.CompiledEngine
        if large
        else InPlaceEngine
    )
    # On copies: the caller's tensors stay, and another engine may start from them again.
    w, state = w.clone(), {name: value.clone() for name, value in state.items()}
    hard = cast("Hard | None", bounds)  # as `_fits_in_place` has checked
    engine = kind(rule, state, w, rule.step_constants(dt, lag), hard)
    columns = {name: [state[name].clone()] for name in config.kept}
    with torch.no_grad():
        for drive in drive_steps:
            engine.step(drive, dt)
            for name, column in columns.items():
                column.append(engine.value(name))
    engine.flush()
    return RunRecord(columns, w, w, {name: engine.value(name) for name in rule.series})
