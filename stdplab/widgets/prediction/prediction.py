"""A prediction: drawn by hand or chosen, committed, and only then compared with what happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import anywidget
import traitlets

from ...core.experiment import Experiment
from ..js import linker
from . import scoring
from .curve import ReferenceCurve

POINTS = 41  # of a drawn curve, from the beginning of the experiment to its end
How = Literal["draw", "choose", "say"]


class PredictionWidget(anywidget.AnyWidget):
    """Ask for what will happen before it is shown.

    Predict(experiment, rule)                     draw the weight's curve by hand
    Predict(experiment, rule, how="say")          say whether it rises, falls or stays
    Predict(experiment, rule, options={...})      choose among curves: label -> the rule or
                                                  experiment that makes it; one has to be right
    Predict(known)                                the same for any curve, a `ReferenceCurve`

    title        the question above it; one is made when left out
    series       the recorded series that is meant, "w" by default

    answer       POINTS values, or the label that was chosen; None before anything was drawn
    committed    whether it counts: from then on it cannot be changed, and the truth is shown
    score        from 0 to 1, None before it was committed; see `judged.curve`
    verdict      the score in a sentence
    """

    _esm = linker.prediction_script()
    _css = linker.style()

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
        how: How = "draw",
        series: str = "w",
        options: Mapping[str, str | Experiment | ReferenceCurve] | None = None,
        title: str = "",
    ) -> None:
        known = _known(subject, subject, rule, series)
        others = {
            label: _known(subject, made, rule, series) for label, made in (options or {}).items()
        }
        if how not in ("draw", "choose", "say"):
            raise ValueError(f'how is {how!r}: it is "draw", "choose" or "say"')
        if how == "choose" and not options:
            raise ValueError("give options to choose among: words -> the experiment or its rule")
        self._how: How = "choose" if options else how
        self._labels = tuple(others) if options else scoring.SAYS if how == "say" else ()
        self._name = known.label or known.symbol
        self.score: float | None = None
        self._truth = known.points(POINTS)
        curves = {label: other.points(POINTS) for label, other in others.items()}
        frame = known.frame(*others.values())
        self._right = self._rightly(curves, frame["limits"])
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

    def _rightly(self, curves: Mapping[str, Sequence[float]], limits: Any) -> str | None:
        if self._how == "say":
            return scoring.way(self._truth, limits[1] - limits[0])
        right = [label for label, curve in curves.items() if curve == self._truth]
        if curves and len(right) != 1:
            raise ValueError(
                f"{len(right)} of the options show what happens: give options of which one does"
            )
        return right[0] if right else None

    @traitlets.validate("answer")
    def _checked(self, proposal: Any) -> Any:
        answer = proposal["value"]
        if self.committed:
            return self.answer  # what counts cannot be changed any more
        if answer is None or self._fits(answer):
            return answer
        wanted = f"one of {', '.join(self._labels)}" if self._labels else f"{POINTS} numbers"
        raise traitlets.TraitError(f"that is no answer: give {wanted}")

    def _fits(self, answer: Any) -> bool:
        if self._labels:
            return answer in self._labels
        if not isinstance(answer, Sequence) or isinstance(answer, str) or len(answer) != POINTS:
            return False
        return all(type(v) in (int, float) and abs(v) < float("inf") for v in answer)

    @traitlets.validate("committed")
    def _commits(self, proposal: Any) -> bool:
        return bool(self.committed or (proposal["value"] and self.answer is not None))

    @traitlets.observe("committed")
    def _judge(self, _change: Any) -> None:
        if self._labels:
            self.score = float(self.answer == self._right)
            happens = f"it {self._right}" if self._how == "say" else self._right
            said = "Right" if self.score else f"You said: {self.answer}. What happens"
            self.verdict = f"{said}: {happens}."
        else:
            self.score, self.verdict = scoring.curve(self.answer, self._truth, self.frame["symbol"])
        self.truth = self._truth

    def commit(self) -> None:
        """Let the answer count, as the button does; ValueError while there is none."""
        if self.answer is None:
            raise ValueError("nothing is predicted yet: draw or choose first")
        self.committed = True

    def restore(self, answer: Any) -> None:
        """Put back an answer that was committed another day."""
        self.answer = answer
        self.commit()

    def __repr__(self) -> str:
        state = "open" if self.score is None else f"committed, score {self.score:.2f}"
        return f"Predict({self._name}, {state})"


def _known(
    subject: Experiment | ReferenceCurve,
    made: str | Experiment | ReferenceCurve,
    rule: str,
    series: str,
) -> ReferenceCurve:
    """The curve that is meant: one that is known, or a series under a rule."""
    if isinstance(made, ReferenceCurve):
        return made
    if isinstance(made, Experiment):
        return ReferenceCurve.of(made, rule, series)
    if not isinstance(subject, Experiment):
        raise ValueError(f"the option {made!r} has to be a Known curve, as the subject is")
    return ReferenceCurve.of(subject, made, series)
