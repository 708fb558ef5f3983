"""The loop over time: one for numbers and tensors, one in place for large populations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..bounds import Hard
from ..drive import DriveAt
from ..rule import Rule, State
from ..step_check import tried
from ..support.lazy_torch import is_tensor

if TYPE_CHECKING:
    import torch

Record = tuple[list[State], list[Any]]


class RunConfig(NamedTuple):
    """What stays the same over a run; ``wanted`` None records everything."""

    rule: Rule
    dt: float
    lag: int
    bounds: Hard | None
    wanted: frozenset[str] | None


def run(setting: RunConfig, state: State, w: Any, at: Sequence[DriveAt]) -> Record:
    """All states and all weights, or the first, the last and what is wanted of the others."""
    if _suits(setting, w, at):
        try:
            return _in_place(setting, state, w, at)
        except TypeError:  # a step that needs tensors, at whatever moment it does
            pass
    return step_by_step(setting, state, w, at)


def step_by_step(setting: RunConfig, state: State, w: Any, at: Sequence[DriveAt]) -> Record:
    """The rule's own step on numbers, tensors or both, whatever broadcasts."""
    rule, dt, lag, bounds, wanted = setting
    step, k = rule.step, rule.hoist(dt, lag)
    apply = bounds.apply if bounds else None
    states, ws = [state], [w]
    tried(rule, state, at[0], k, dt)
    for drive in at:
        state, dw = step(state, drive, k, dt)
        w = apply(w, dw) if apply else w + dw
        if wanted is None:
            states.append(state)
            ws.append(w)
            continue
        states.append({name: state[name] for name in rule.series if name in wanted})
        if "w" in wanted:
            ws.append(w)
    states[-1] = state
    return states, ws if wanted is None or "w" in wanted else [*ws, w]


def _suits(setting: RunConfig, w: Any, at: Sequence[DriveAt]) -> bool:
    """Whether only final matrices are asked for, of one population on plain parameters."""
    rule, _, _, bounds, wanted = setting
    if wanted is None or not is_tensor(w) or w.ndim != 2 or at[0].pre.ndim != 2:
        return False
    matrices = {"w", *(name for name, axes in rule.series.items() if axes == "synapse")}
    numbers = not any(is_tensor(value) for value in vars(rule).values())
    bounded = bounds is None or (type(bounds) is Hard and isinstance(bounds.low, float))
    return numbers and bounded and not wanted & matrices


def _in_place(setting: RunConfig, state: State, w: torch.Tensor, at: Sequence[DriveAt]) -> Record:
    import torch  # noqa: PLC0415 - see core.tensors

    from . import compiled  # noqa: PLC0415
    from .forced_spikes import Forced  # noqa: PLC0415
    from .in_place import InPlace  # noqa: PLC0415

    rule, dt, lag, bounds, wanted = setting
    kept = [name for name in rule.series if name in (wanted or ())]
    large = w.numel() * len(at) >= compiled.PAYS and w.device.type == "cpu"
    kind = Forced if bounds is None else compiled.Compiled if large else InPlace
    # On copies: the caller's stay as they are, and another way may start from them again.
    w, state = w.clone(), {name: value.clone() for name, value in state.items()}
    engine = kind(rule, state, w, rule.hoist(dt, lag), bounds)
    states = [{name: state[name].clone() for name in kept}]
    with torch.no_grad():
        for drive in at:
            engine.step(drive, dt)
            states.append({name: engine.value(name) for name in kept})
    engine.flush()
    states[-1] = {name: engine.value(name) for name in rule.series}
    return states, [w, w]
