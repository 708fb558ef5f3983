"""Goals on an explorer: a pairing experiment that is to meet conditions by its sliders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...core.support.short_repr import number_text
from ...pairings import FrequencyDependence, PairingExperiment, STDPWindow
from .goal import Goal, GoalCondition

WRONG_LAB = "This goal belongs to another experiment. Pass the lab of this notebook."


@dataclass(frozen=True)
class PairingGoal(Goal):
    """A goal on an explorer: its conditions take the explorer's pairing experiment.

    Parameters
    ----------
    key : str
        Notebook and item, such as "02/goal". The answer is stored under it.
    prompt : str
        What the learner is asked to do.
    conditions : tuple of callable
        Goal conditions. Each takes a `PairingExperiment` and returns a sentence that says what
        is missing, or None when it is met.
    hints : tuple of str
        From the gentlest to the most explicit.
    """

    target: ClassVar[type] = PairingExperiment


def window_ratio(factor: float, tolerance: float = 0.02) -> GoalCondition:
    """Require a measured window whose negative side decays ``factor`` times as slowly.

        tau_minus = factor * tau_plus,  as fitted to the measured window

    ``tolerance`` is a share of the factor.
    """

    def condition(window: PairingExperiment) -> str | None:
        if not isinstance(window, STDPWindow):
            return WRONG_LAB
        plus, minus = (window.run().numbers[name] for name in ("tau_plus", "tau_minus"))
        if plus is None or minus is None:
            return (
                "One side of the window has no time constant. Set both amplitudes to values "
                "other than 0, and the rate to 1 Hz."
            )
        if abs(minus / plus - factor) <= tolerance * factor:
            return None
        return (
            f"The fitted time constants are {plus:.4g} ms for potentiation and {minus:.4g} ms for "
            f"depression. The second must be {number_text(factor)} times the first."
        )

    return condition


def balanced_areas(tolerance: float = 0.02) -> GoalCondition:
    """Require that the two lobes of a pair rule's window have equal and opposite areas.

        A_plus tau_plus + A_minus tau_minus = 0

    ``tolerance`` is a share of the larger area.
    """

    def condition(window: PairingExperiment) -> str | None:
        if not isinstance(window, STDPWindow):
            return WRONG_LAB
        rule = window.rule
        if "closed" not in window.preview().series:
            return f"{rule.name} is not a pair rule, so its window has no closed form. Choose STDP."
        up, down = (getattr(rule, f"A_{s}") * getattr(rule, f"tau_{s}") for s in ("plus", "minus"))
        if not up > 0 > down:
            return "Keep A_plus above 0 and A_minus below 0."
        if abs(up + down) <= tolerance * max(up, -down):
            return None
        larger = "potentiation" if up > -down else "depression"
        return (
            f"The areas differ: {up:.3g} ms under potentiation and {-down:.3g} ms under "
            f"depression. The area under {larger} is too large."
        )

    return condition


def misfit_below(rule: str, maximum: float) -> GoalCondition:
    """Require that a rule's root mean square distance from the data is below ``maximum``."""

    def condition(frequency: PairingExperiment) -> str | None:
        if not isinstance(frequency, FrequencyDependence):
            return WRONG_LAB
        numbers = frequency.run().numbers
        if rule not in numbers:
            return f"{rule} is no longer in this lab. Press Back to the start."
        misfit = numbers[rule]
        if misfit is None:
            return "The data were measured at a delay of 10 ms with 60 pairs. Set both back."
        if misfit < maximum:
            return None
        return (
            f"The root mean square distance of {rule} from the data is {misfit:.3f}. "
            f"It must be below {number_text(maximum)}."
        )

    return condition
