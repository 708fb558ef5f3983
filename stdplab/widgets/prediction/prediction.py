"""A prediction, drawn or chosen, which is compared with what happens once it is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import anywidget
import traitlets

from ...core.experiment import Experiment
from ...core.support.short_repr import quoted
from ..js import linker
from . import choices, scoring
from .choices import Mode
from .curve import ReferenceCurve

POINTS = 41  # of a drawn curve, evenly spaced over the axis


class PredictionWidget(anywidget.AnyWidget):
    """Ask what will happen before it is shown.

        PredictionWidget(experiment, rule)                   draw the weight's curve
        PredictionWidget(experiment, rule, how="say")        say whether it rises, falls or stays
        PredictionWidget(experiment, rule, options={...})    choose one of several curves
        PredictionWidget(curve)                              the same for any `ReferenceCurve`

    The trait ``answer`` is a list of 41 numbers, or the chosen label; None at first. Once
    ``committed`` is true, the answer is final and the true curve is shown. Then ``score`` is a
    number from 0 to 1, None before, and ``verdict`` explains it in a sentence. A drawn curve has
    the score

        score = max(0, 1 - mean |drawn - truth| / mean |start - truth|)

    Parameters
    ----------
    subject : Experiment or ReferenceCurve
        What is predicted.
    rule : str
        The name of the experiment's rule; not used with a curve.
    how : {"draw", "say", "choose"}
        How the learner answers; with `options` always "choose".
    series : str
        The recorded series, such as "w", "x" or "z"; not used with a curve.
    options : mapping of str to str, Experiment or ReferenceCurve, optional
        Label -> the rule, experiment or curve that it shows. Exactly one must equal the true
        curve.
    title : str
        The question above the figure; made from the series by default.

    Raises
    ------
    ValueError
        When the rule or `how` is unknown, "choose" has no options, or not exactly one option is
        correct.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.widgets import PredictionWidget
    >>> prediction = PredictionWidget(presets.FLORIAN_2007, "STDP", how="say")
    >>> prediction.answer = "rises"
    >>> prediction.commit()
    >>> prediction.verdict
    'Right: it rises.'
    """

    _esm = linker.prediction_script()
    _style = traitlets.Unicode(linker.style()).tag(sync=True)

    frame = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    committed = traitlets.Bool(False).tag(sync=True)
    truth = traitlets.Any(None, allow_none=True).tag(sync=True)
    verdict = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        subject: Experiment | ReferenceCurve,
        rule: str = "",
        *,
        how: Mode = "draw",
        series: str = "w",
        options: Mapping[str, str | Experiment | ReferenceCurve] | None = None,
        title: str = "",
    ) -> None:
        reference = choices.reference_curve(subject, subject, rule, series)
        others = {
            label: choices.reference_curve(subject, source, rule, series)
            for label, source in (options or {}).items()
        }
        self._how = choices.checked_mode(how, options)
        self._labels = tuple(others) if options else scoring.DIRECTIONS if how == "say" else ()
        self._name = reference.label or reference.symbol
        self.score: float | None = None
        self._truth = reference.points(POINTS)
        curves = {label: other.points(POINTS) for label, other in others.items()}
        frame = reference.frame(*others.values())
        low, high = frame["limits"]
        self._correct = (
            scoring.direction(self._truth, high - low)
            if self._how == "say"
            else choices.correct_label(curves, self._truth)
        )
        super().__init__(
            frame=frame
            | {
                "how": self._how,
                "title": title or f"What will {self._name} do?",
                "points": POINTS,
                "start": self._truth[0],
                "options": [[label, curves.get(label)] for label in self._labels],
            }
        )

    @traitlets.validate("answer")
    def _validate_answer(self, proposal: Any) -> Any:
        answer = proposal["value"]
        if self.committed:
            return self.answer  # a committed answer is final
        if answer is None or self._is_answer(answer):
            return answer
        expected = (
            f"one of {', '.join(self._labels)}" if self._labels else f"{POINTS} finite numbers"
        )
        raise traitlets.TraitError(f"{quoted(answer)} is not an answer. Give {expected}.")

    def _is_answer(self, answer: Any) -> bool:
        if self._labels:
            return answer in self._labels
        if not isinstance(answer, Sequence) or isinstance(answer, str) or len(answer) != POINTS:
            return False
        return all(type(v) in (int, float) and abs(v) < float("inf") for v in answer)

    @traitlets.validate("committed")
    def _validate_committed(self, proposal: Any) -> bool:
        return bool(self.committed or (proposal["value"] and self.answer is not None))

    @traitlets.observe("committed")
    def _on_committed(self, _change: Any) -> None:
        if self._labels:
            self.score = float(self.answer == self._correct)
            truth = f"it {self._correct}" if self._how == "say" else self._correct
            start = "Right" if self.score else f"You said: {self.answer}. What happens"
            self.verdict = f"{start}: {truth}."
        else:
            self.score, self.verdict = scoring.score_curve(
                self.answer, self._truth, self.frame["symbol"]
            )
        self.truth = self._truth

    def commit(self) -> None:
        """Make the answer final, as the Commit button does.

        Raises
        ------
        ValueError
            When there is no answer yet.
        """
        if self.answer is None:
            raise ValueError(
                "There is no answer to commit. Draw a curve or choose an option first."
            )
        self.committed = True

    def restore(self, answer: Any) -> None:
        """Set and commit a stored answer.

        Parameters
        ----------
        answer : list of float or str
            What ``answer`` was when it was committed.

        Raises
        ------
        ValueError
            When it is None; a `traitlets.TraitError` when it does not fit the question.
        """
        self.answer = answer
        self.commit()

    def __repr__(self) -> str:
        state = "open" if self.score is None else f"committed, score {self.score:.2f}"
        return f"PredictionWidget({self._name}, {state})"
