"""Goals on an explorer: a pairing experiment brought somewhere with its sliders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...pairings import FrequencyDependence, PairingExperiment, STDPWindow
from .goal import Condition, Goal

OTHER = "This is another experiment: give the lab of this notebook."


@dataclass(frozen=True)
class PairingGoal(Goal):
    """What the ``value`` of an explorer has to be; its ``conditions`` see a `PairingExperiment`."""

    subject: ClassVar[type] = PairingExperiment


def farther(factor: float, within: float = 0.02) -> Condition:
    """The measured window fades ``factor`` times as slowly at negative delays as at positive ones.

    within    as a share of the factor
    """

    def condition(window: PairingExperiment) -> str | None:
        if not isinstance(window, STDPWindow):
            return OTHER
        plus, minus = (window.run().numbers[name] for name in ("tau_plus", "tau_minus"))
        if plus is None or minus is None:
            return "One side has no time constant: bring both back, and the rate down to 1 Hz."
        if abs(minus / plus - factor) <= within * factor:
            return None
        return (
            f"Recovered are {plus:.4g} ms for potentiation and {minus:.4g} ms for depression: "
            f"the second is to be {factor:g} times the first."
        )

    return condition


def balanced(within: float = 0.02) -> Condition:
    """The two lobes of a pair rule's window have equal areas and opposite signs.

        A_plus tau_plus + A_minus tau_minus = 0

    within    as a share of the larger area
    """

    def condition(window: PairingExperiment) -> str | None:
        if not isinstance(window, STDPWindow):
            return OTHER
        rule = window.rule
        if "closed" not in window.draft().series:
            return f"{rule.name} is no pair rule, its window has no closed form: choose STDP."
        up, down = (getattr(rule, f"A_{s}") * getattr(rule, f"tau_{s}") for s in ("plus", "minus"))
        if not up > 0 > down:
            return "Keep A_plus above 0 and A_minus below."
        if abs(up + down) <= within * max(up, -down):
            return None
        more = "potentiation" if up > -down else "depression"
        return f"The area under {more} is the larger one: {up:.3g} up, {-down:.3g} down."

    return condition


def nears(rule: str, below: float) -> Condition:
    """A rule lies nearer than ``below`` to the measured changes, root mean square."""

    def condition(frequency: PairingExperiment) -> str | None:
        if not isinstance(frequency, FrequencyDependence):
            return OTHER
        numbers = frequency.run().numbers
        if rule not in numbers:
            return f"{rule} is not there any more: go back to the start."
        value = numbers[rule]
        if value is None:
            return "Bring delay and pairs back to 10 ms and 60, as they were measured."
        if value < below:
            return None
        return f"{rule} is {value:.3f} from the data; it is to be nearer than {below:g}."

    return condition
