"""The trial of a rule's first step before a run, so that a mistake in it gets a clear message.

What a step reads by name is checked as well: `CheckedState` is its state.
"""

from __future__ import annotations

from typing import Any

from ..drive import DriveAt
from ..support.errors import StepError
from ..support.short_repr import quoted
from .rule import Rule, State


class CheckedState(dict[str, Any]):
    """A state that lists its names when a step reads a name it does not have."""

    def __missing__(self, name: Any) -> Any:
        declared = ", ".join(sorted(self)) or "none"
        raise StepError(
            f'state has no {name!r}. Declare it in the rule: series = {{"x": "pre"}}. '
            f"Declared so far: {declared}."
        )


def trial_step(rule: Rule, state: State, drive: DriveAt, k: Any, dt: float) -> tuple[State, Any]:
    """The new state and weight change of one step; StepError when it returns anything else."""
    kind = type(rule)
    returned: Any = kind.step(CheckedState(state), drive, k, dt)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        what = "nothing" if returned is None else f"{quoted(returned)}, which is not a pair"
        raise StepError(
            f"{kind.__name__}.step returned {what}. End it with the new state and the weight "
            'change, for example return {"x": x}, dw'
        )
    new, declared = returned[0], set(rule.series)
    if not isinstance(new, dict) or set(new) != declared:
        names = ", ".join(sorted(new)) if isinstance(new, dict) else quoted(new)
        raise StepError(
            f"{kind.__name__}.step returned the state {names or '{}'}, but {kind.__name__}.series "
            f"declares {', '.join(sorted(declared)) or 'nothing'}. Make them equal, for example "
            'series = {"x": "pre"} and return {"x": x}, dw'
        )
    if isinstance(returned[1], list) or (isinstance(returned[1], tuple) and not returned[1]):
        raise StepError(
            f"{kind.__name__}.step returned {quoted(returned[1])} as the weight change. Return a "
            "number, or a tuple of terms whose sum is the change, for example (rise, -fall)"
        )
    return new, returned[1]
