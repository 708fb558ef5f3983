"""How a prediction is answered, and the curves that a learner can choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from ...core.experiment import Experiment
from ...core.support.short_repr import quoted
from .curve import ReferenceCurve

Mode = Literal["draw", "choose", "say"]
"""How a learner answers."""


def checked_mode(how: Mode, options: Mapping[str, Any] | None) -> Mode:
    """Return how the learner answers, "choose" where there are options; ValueError if unclear."""
    if how not in ("draw", "choose", "say"):
        raise ValueError(f"Unknown value how = {quoted(how)}. Available: draw, choose, say.")
    if how == "choose" and not options:
        raise ValueError(
            'how = "choose" needs options, label -> rule or experiment, such as '
            'options={"A": "STDP", "B": "MSTDP"}'
        )
    return "choose" if options else how


def correct_label(curves: Mapping[str, Sequence[float]], truth: Sequence[float]) -> str | None:
    """Return the label of the curve that equals the truth; None when there are no curves."""
    correct = [label for label, curve in curves.items() if curve == truth]
    if curves and len(correct) != 1:
        raise ValueError(
            f"Exactly one option must equal the simulated curve; {len(correct)} do. "
            f"Options: {', '.join(curves)}."
        )
    return correct[0] if correct else None


def reference_curve(
    subject: Experiment | ReferenceCurve,
    source: str | Experiment | ReferenceCurve,
    rule: str,
    series: str,
) -> ReferenceCurve:
    """Return the curve of ``source``: a curve itself, an experiment, or a rule of ``subject``."""
    if isinstance(source, ReferenceCurve):
        return source
    if isinstance(source, Experiment):
        return ReferenceCurve.from_experiment(source, rule, series)
    if not isinstance(subject, Experiment):
        raise ValueError(
            f"Option {quoted(source)} must be a ReferenceCurve or an Experiment, because the "
            "subject is a curve"
        )
    return ReferenceCurve.from_experiment(subject, source, series)
