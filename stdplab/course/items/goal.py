"""Goals on a lab: something to reach by editing, checked on the lab's experiment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from ...core.experiment import Experiment
from ...core.support.short_repr import quoted
from .verdict import Verdict

GoalCondition = Callable[..., str | None]
"""A function of an experiment (or rule): what is still missing, as a sentence; None when met."""


@dataclass(frozen=True)
class Goal:
    """A target to reach on a lab, with conditions that are checked by the machine.

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/goal". The answer is stored under it.
    prompt : str
        What the learner is asked to do.
    conditions : tuple of callable
        Goal conditions, such as ``ends_at("STDP", 0.4, 0.01)``. Each takes the experiment and
        returns a sentence that says what is missing, or None when it is met.
    hints : tuple of str
        From the gentlest to the most explicit. Each press of *Hint* shows the next one.

    Raises
    ------
    ValueError
        When ``conditions`` is not a tuple of functions.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.course import Goal, ends_at
    >>> goal = Goal("lesson1/end", "End at 0.3 under STDP.", (ends_at("STDP", 0.3, 0.01),))
    >>> goal.judge(presets.FLORIAN_2007).message
    'Under STDP the final weight is 0.2690. The goal is 0.3 ± 0.01.'
    """

    kind: ClassVar[str] = "goal"
    target: ClassVar[type] = Experiment
    expected: ClassVar[str] = "the lab: ask(key, lab)"

    key: str
    prompt: str
    conditions: tuple[GoalCondition, ...]
    hints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        listed = isinstance(self.conditions, (tuple, list))
        if not listed or not all(map(callable, self.conditions)):
            raise ValueError(
                f"{self.key}: conditions must be a tuple of functions, such as "
                "(ends_at(...), unchanged(...)), or (ends_at(...),) for one alone. "
                f"Got {quoted(self.conditions)}."
            )

    def judge(self, target: object) -> Verdict:
        """Check every condition on an experiment.

        Parameters
        ----------
        target : Experiment
            The experiment that is on the lab now. Subclasses check other values.

        Returns
        -------
        Verdict
            Right when every condition is met; otherwise the message says what is missing.

        Raises
        ------
        ValueError
            When ``target`` is of another type, so that nothing can be checked.
        """
        if not isinstance(target, self.target):
            raise ValueError(
                f"This goal needs {_article(self.target.__name__)} to check, got "
                f"{type(target).__name__}. Pass {self.expected}."
            )
        missing = [text for condition in self.conditions if (text := condition(target))]
        message = " ".join(dict.fromkeys(missing))  # the same sentence only once
        return Verdict(not missing, message or "Reached.")


def rule_removed(rule: str) -> str:
    """The message for a rule that a condition needs and the board no longer has."""
    return f"{rule} is no longer on the board. Add it again, or press Reset."


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "AEIOU" else f"a {noun}"
