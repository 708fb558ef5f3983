"""A prediction as an item of the course: what is asked before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from ...core.experiment import Experiment
from ...widgets.prediction.curve import ReferenceCurve


@dataclass(frozen=True)
class Prediction:
    """What a `PredictionWidget` of `stdplab.widgets` is made with, and the key it is kept under.

    subject    an experiment, and the rule in it that is meant; or a `ReferenceCurve` curve
    how        "draw" the curve, "say" which way it goes, or "choose" among ``options``
    """

    kind: ClassVar[str] = "prediction"

    key: str
    prompt: str
    subject: Experiment | ReferenceCurve
    rule: str = ""
    how: Literal["draw", "choose", "say"] = "draw"
    series: str = "w"
    options: Mapping[str, str | Experiment | ReferenceCurve] | None = None
