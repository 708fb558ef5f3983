"""Items of the course in a notebook: asked, checked, hinted at, and kept in the side file."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import ipywidgets
from traitlets import TraitError

from ..core import share_token
from ..core.experiment import Experiment
from ..pairings import PairingExperiment
from ..widgets.prediction.prediction import PredictionWidget
from .answers.store import Answers
from .content import find
from .items.item import Item
from .items.prediction import Prediction
from .items.questions import Choice, Numeric

GOOD = 0.5  # of a drawn prediction: nearer than half way from a level line to the truth

QUESTION = "margin: 8px 0; font-size: 15px; font-weight: 600; line-height: 1.35"
"""As a prediction's question looks."""


class Ask(ipywidgets.VBox):
    """One item with its input, *Check* and *Hint*, and what was answered to it before.

    item       what is asked
    subject    what a goal is checked on: a lab, board or explorer, or a rule for a code exercise
    answers    where it is kept; the side file in the working folder when left out

    message    what was said last
    """

    def __init__(self, item: Item, subject: Any = None, answers: Answers | None = None) -> None:
        self.item, self.subject, self.answers = item, subject, answers or Answers()
        held = self.answers.get(item.key) or {}
        tries = held.get("tries", 0)
        self._tries, self._hints = tries if isinstance(tries, int) else 0, 0
        self._trouble = ""
        self._line = ipywidgets.HTML(layout={"min_height": "2em"})
        prompt = ipywidgets.HTML(f'<p style="{QUESTION}">{html.escape(item.prompt)}</p>')
        if isinstance(item, Prediction):
            self._input: Any = PredictionWidget(
                item.subject, item.rule, how=item.how, series=item.series,
                options=item.options, title=item.prompt,
            )  # fmt: skip
            self._restore(held)
            self._input.observe(lambda _: self._keep_prediction(), "committed")
            super().__init__([self._input, self._line])
            self.add_class("stdplab-ask")
            return
        self._input = _input(item, held.get("answer"))
        buttons = [_button("Check", self.check, "primary")]
        if getattr(item, "hints", ()):
            buttons.append(_button("Hint", self.hint))
        own = [self._input] if self._input else []
        super().__init__([prompt, *own, ipywidgets.HBox(buttons), self._line])
        self.add_class("stdplab-ask")
        if held.get("done"):
            mark = "right" if held.get("right") else "not right yet"
            self._say(f"Answered before, {mark}.")

    @property
    def message(self) -> str:
        """What was said last."""
        return html.unescape(str(self._line.value))

    def check(self) -> None:
        """Judge the answer, say what there is to say, and keep it."""
        answer = self._input.value if self._input else self._subject()
        try:
            assert not isinstance(self.item, Prediction)  # its input judges by itself
            verdict = self.item.judge(answer)
        except ValueError as error:
            self._say(str(error))
            return
        self._tries += 1
        self._keep(answer, right=verdict.right, tries=self._tries)
        self._say(("✓ " if verdict.right else "") + verdict.message)

    def hint(self) -> None:
        """Say the next hint."""
        hints = getattr(self.item, "hints", ())
        self._say(hints[min(self._hints, len(hints) - 1)])
        self._hints += 1

    def _restore(self, held: Mapping[str, Any]) -> None:
        """Put a prediction back that was committed; one that is none any more is asked anew."""
        if held.get("done"):
            try:
                self._input.restore(held.get("answer"))
            except (TraitError, ValueError):
                self._say("What was kept of this answer cannot be read: predict again.")

    def _subject(self) -> Any:
        """What a lab shows, or an explorer; else what was given."""
        shown = getattr(self.subject, "value", self.subject)
        return getattr(self.subject, "experiment", shown)

    def _keep_prediction(self) -> None:
        if self._input.committed:
            right = self._input.score >= GOOD
            self._keep(self._input.answer, right=right, score=round(self._input.score, 3))
            self._say("")

    def _keep(self, answer: Any, **more: Any) -> None:
        try:
            kept = _kept(answer)
            self.answers.put(self.item.key, kind=self.item.kind, answer=kept, done=True, **more)
        except (OSError, ValueError) as error:  # a full disk, a long answer: told, and still there
            self._trouble = f" Not kept: {error}."
        else:
            self._trouble = f" {self.answers.notice}" if self.answers.notice else ""

    def _say(self, words: str) -> None:
        self._line.value = html.escape(words + self._trouble)

    def __repr__(self) -> str:
        options = self.item.options if isinstance(self.item, Choice) else ()
        return "\n  \u25cb ".join((f"{self.item.key}  {self.item.prompt}", *options))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Say the whole question where no widget lives; ipywidgets would cut it short."""
        shown = super()._repr_mimebundle_(**kwargs)
        shown["text/plain"] = repr(self)
        return shown


def ask(key: str, subject: Any = None) -> Ask:
    """Ask what the course asks under ``key``, such as "03/lag"; a goal needs the lab it is about.

    >>> from stdplab.course.question_widget import ask
    >>> ask("03/never")
    Traceback (most recent call last):
    ValueError: nothing is asked under '03/never': there is ...
    """
    return Ask(find(key), subject)


def _kept(answer: Any) -> Any:
    """An answer as the side file keeps it."""
    if isinstance(answer, Experiment):
        return share_token.token(answer)
    if isinstance(answer, PairingExperiment):
        return answer.to_json()
    return answer if isinstance(answer, (str, int, float, list)) else repr(answer)[:200]


def _input(item: Item, before: Any) -> Any:
    if isinstance(item, Choice):
        value = before if isinstance(before, str) and before in item.options else None
        return ipywidgets.RadioButtons(
            options=tuple(item.options), value=value, layout={"width": "auto"}
        )
    if isinstance(item, Numeric):
        return ipywidgets.Text(
            value=str(before or ""), placeholder=f"a number {f'in {item.unit}' * bool(item.unit)}",
            continuous_update=False,
        )  # fmt: skip
    return None


def _button(words: str, act: Any, style: str = "") -> ipywidgets.Button:
    button = ipywidgets.Button(description=words, button_style=style, layout={"width": "auto"})
    button.on_click(lambda _: act())
    return button
