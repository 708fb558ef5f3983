"""A prediction as an item of the course: the learner commits before the result is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from ...core.experiment import Experiment
from ...widgets.prediction.curve import ReferenceCurve


@dataclass(frozen=True)
class Prediction:
    """A prediction, shown by `Ask` as a `PredictionWidget` of `stdplab.widgets`.

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/mstdp". The answer is stored under it.
    prompt : str
        The question.
    target : Experiment or ReferenceCurve
        What is predicted: a series of an experiment under ``rule``, or any curve.
    rule : str
        Name of the rule in the experiment; not used with a `ReferenceCurve`.
    how : {"draw", "choose", "say"}
        "draw" the curve, "choose" among ``options``, or "say" which way it goes.
    series : str
        The recorded series that is predicted, "w" by default.
    options : mapping of str to str, Experiment or ReferenceCurve
        For "choose": label -> the curve, or the experiment or rule that makes it. Exactly one
        must be right.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.course import Prediction
    >>> item = Prediction("lesson1/way", "Which way?", presets.FLORIAN_2007, "STDP", how="say")
    >>> item.kind
    'prediction'
    """

    kind: ClassVar[str] = "prediction"

    key: str
    prompt: str
    target: Experiment | ReferenceCurve
    rule: str = ""
    how: Literal["draw", "choose", "say"] = "draw"
    series: str = "w"
    options: Mapping[str, str | Experiment | ReferenceCurve] | None = None
