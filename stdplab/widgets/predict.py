"""A prediction: drawn by hand or chosen, committed, and only then compared with what happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import anywidget
import traitlets

from ..core.experiment import Experiment
from ..plots.series import grown, plain, quantity, tick_step
from . import judged, page

POINTS = 41  # of a drawn curve, from the beginning of the experiment to its end
How = Literal["draw", "choose", "say"]


class Predict(anywidget.AnyWidget):
    """Ask for what will happen before it is shown.

    Predict(experiment, rule)                     draw the weight's curve by hand
    Predict(experiment, rule, how="say")          say whether it rises, falls or stays
    Predict(experiment, rule, options={...})      choose among curves: label -> the rule or
                                                  experiment that makes it; one has to be right

    title        the question above it; one is made when left out
    series       the recorded series that is meant, "w" by default

    answer       POINTS values, or the label that was chosen; None before anything was drawn
    committed    whether it counts: from then on it cannot be changed, and the truth is shown
    score        from 0 to 1, None before it was committed; see `judged.curve`
    verdict      the score in a sentence
    """

    _esm = page.predict_script()
    _css = page.style()

    frame = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    committed = traitlets.Bool(False).tag(sync=True)
    truth = traitlets.Any(None, allow_none=True).tag(sync=True)
    verdict = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self,
        experiment: Experiment,
        rule: str,
        *,
        how: How = "draw",
        series: str = "w",
        options: Mapping[str, str | Experiment] | None = None,
        title: str = "",
    ) -> None:
        results = experiment.run()
        if rule not in results:
            raise ValueError(f"no rule {rule!r} to predict: there is {', '.join(results)}")
        self._name = f"{series} under {rule}"
        self.score: float | None = None
        self._truth = _points(results[rule][series].tolist())
        curves = {
            label: _points(_made(experiment, made, rule)[series].tolist())
            for label, made in (options or {}).items()
        }
        if how not in ("draw", "choose", "say"):
            raise ValueError(f'how is {how!r}: it is "draw", "choose" or "say"')
        self._how: How = "choose" if options else how
        self._labels = tuple(curves) if options else judged.SAYS if how == "say" else ()
        look = quantity(series)
        every = [value for curve in (self._truth, *curves.values()) for value in curve]
        limits = grown(look.limits, min(every), max(every))
        self._span = limits[1] - limits[0]
        self._right = self._rightly(curves)
        step = tick_step(experiment.protocol.duration)
        duration = experiment.protocol.duration
        super().__init__(
            frame={
                "how": self._how,
                "title": title or f"What will the {look.label.lower()} do under {rule}?",
                "points": POINTS,
                "duration": duration,
                "limits": limits,
                "bounds": [plain(limit) for limit in limits],
                "ticks": [plain(i * step) for i in range(int(duration / step + 1e-9) + 1)],
                "start": self._truth[0],
                "colour": look.colour,
                "symbol": series,
                "options": [[label, curves.get(label)] for label in self._labels],
            }
        )

    def _rightly(self, curves: Mapping[str, Sequence[float]]) -> str | None:
        if self._how == "say":
            return judged.way(self._truth, self._span)
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
            self.score, self.verdict = judged.curve(self.answer, self._truth)
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


def _made(experiment: Experiment, made: str | Experiment, rule: str) -> Any:
    if isinstance(made, Experiment):
        return made.run()[rule]
    results = experiment.run()
    if made not in results:
        raise ValueError(f"no rule {made!r} among the options: there is {', '.join(results)}")
    return results[made]


def _points(values: Sequence[float]) -> list[float]:
    """A series at POINTS moments, evenly from the first to the last."""
    last = len(values) - 1
    return [float(values[round(i * last / (POINTS - 1))]) for i in range(POINTS)]
