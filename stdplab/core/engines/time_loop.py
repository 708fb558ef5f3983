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
from ..weight_change import total

if TYPE_CHECKING:
    import torch

Record = tuple[list[State], list[Any]]
"""The states and the weights over time, as `run_time_loop` returns them."""


class RunConfig(NamedTuple):
    """What stays the same over a run; ``recorded`` names the series to keep, None keeps all."""

    rule: Rule
    dt: float
    lag: int
    bounds: Bounds | None
    recorded: frozenset[str] | None


def run_time_loop(
    config: RunConfig, state: State, w: Any, drive_steps: Sequence[DriveAt]
) -> Record:
    """Simulate all steps; returns the recorded states and weights.

    Without a full record the lists hold the last state completely, and of the others what is
    recorded; weights that are not recorded are only the first and the last.
    """
    if _fits_in_place(config, state, w, drive_steps):
        try:
            return _run_in_place(config, state, w, drive_steps)
        except TypeError:  # the step needs tensors, perhaps only at a later moment
            pass
    return step_by_step(config, state, w, drive_steps)


def step_by_step(config: RunConfig, state: State, w: Any, drive_steps: Sequence[DriveAt]) -> Record:
    """The same, by the rule's own step on numbers, tensors or both, whatever broadcasts."""
    rule, dt, lag, bounds, recorded = config
    step, k = rule.step, rule.step_constants(dt, lag)
    apply = bounds.apply if bounds else None
    states, weights = [state], [w]
    trial_step(rule, state, drive_steps[0], k, dt)
    for drive in drive_steps:
        state, dw = step(state, drive, k, dt)
        w = apply(w, dw) if apply else w + total(dw)
        if recorded is None:
            states.append(state)
            weights.append(w)
            continue
        states.append({name: state[name] for name in rule.series if name in recorded})
        if "w" in recorded:
            weights.append(w)
    states[-1] = state
    return states, weights if recorded is None or "w" in recorded else [*weights, w]


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
) -> Record:
    """The same for one population, by the engine that is fastest for it."""
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    from . import compiled  # noqa: PLC0415
    from .forced_spikes import ForcedSpikesEngine  # noqa: PLC0415
    from .in_place import InPlaceEngine  # noqa: PLC0415

    rule, dt, lag, bounds, recorded = config
    vectors = [name for name in rule.series if name in (recorded or ())]
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
    states = [{name: state[name].clone() for name in vectors}]
    with torch.no_grad():
        for drive in drive_steps:
            engine.step(drive, dt)
            states.append({name: engine.value(name) for name in vectors})
    engine.flush()
    states[-1] = {name: engine.value(name) for name in rule.series}
    return states, [w, w]
