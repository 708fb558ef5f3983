"""A rule's first step, tried before a run: a slip in it is said in words.

What a step reads by name is named too: `Constants` is its ``k``, and `Held` its state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .support.errors import StepError
from .support.short_repr import quoted

if TYPE_CHECKING:
    from .drive import DriveAt
    from .rule import Rule, State


class Held(dict[str, Any]):
    """A state that says what it holds when it is asked for something else."""

    def __missing__(self, name: Any) -> Any:
        held = ", ".join(sorted(self)) or "nothing"
        raise StepError(
            f"state[{name!r}] is not there, the state holds {held}: declare what the rule "
            'remembers, for example series = {"x": "pre"}'
        )


def tried(rule: Rule, state: State, drive: DriveAt, k: Any, dt: float) -> tuple[State, Any]:
    """What one step returns; StepError when that is no new state and change of the weight."""
    kind = type(rule)
    returned: Any = kind.step(Held(state), drive, k, dt)
    if not isinstance(returned, (tuple, list)) or len(returned) != 2:
        what = "nothing" if returned is None else "no pair of values"
        raise StepError(
            f"{kind.__name__}.step returned {what}: end it with the new state and the change of "
            'the weight, for example return {"x": x}, dw'
        )
    new, declared = returned[0], set(rule.series)
    if not isinstance(new, dict) or set(new) != declared:
        first = ", ".join(sorted(new)) if isinstance(new, dict) else quoted(new)
        raise StepError(
            f"{kind.__name__}.step returned {first or 'nothing'} and {kind.__name__}.series "
            f"declares {', '.join(sorted(declared)) or 'nothing'}: make them the same, for "
            'example series = {"x": "pre"} and return {"x": x}, dw'
        )
    return new, returned[1]
