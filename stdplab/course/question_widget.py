"""Items of the course in a notebook: asked, checked, hinted at and stored in the answers file."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import ipywidgets
from traitlets import TraitError

from ..widgets.common.kernel_note import KernelNote
from ..widgets.prediction.prediction import PredictionWidget
from .answer_input import answer_input, as_stored, button
from .answers.store import Answers
from .content import find
from .items.choice import Choice
from .items.item import Item
from .items.prediction import Prediction

RIGHT_SCORE = 0.5
"""The least score of a prediction that counts as right: half as far off as a level line."""

STOPPED = (
    "The kernel has stopped, so nothing can be checked. Run this cell again (after a restart, the "
    "cells above it too), then answer. Answers that you checked before are kept."
)
"""What a page says below a question once its kernel has stopped."""

PROMPT_STYLE = "margin: 8px 0; font-size: 15px; font-weight: 600; line-height: 1.35"
"""The style of a prompt, the same as in a `PredictionWidget`."""


class Ask(ipywidgets.VBox):
    """One item with its input, the buttons *Check* and *Hint*, and the earlier answer.

    Parameters
    ----------
    item : Choice, Numeric, Prediction or Goal
        What is asked.
    target : optional
        What a goal is checked on: a lab, board, explorer or trainer; for a `RuleTask` a rule.
    answers : Answers, optional
        Where the answer is stored. By default, the answers file in the working folder.

    Examples
    --------
    >>> from stdplab.course import Ask, Numeric
    >>> Ask(Numeric("lesson1/delay", "How late is post, in ms?", lambda: 5.0, 0.5, unit="ms"))
    lesson1/delay  How late is post, in ms?
    """

    def __init__(self, item: Item, target: Any = None, answers: Answers | None = None) -> None:
        self.item, self.target, self.answers = item, target, answers or Answers()
        stored = self.answers.get(item.key) or {}
        tries = stored.get("tries", 0)
        self._tries, self._hints_shown = tries if isinstance(tries, int) else 0, 0
        self._storage_note = ""
        self._message = ipywidgets.HTML(layout={"min_height": "2em"})
        if isinstance(item, Prediction):
            self._input: Any = PredictionWidget(
                item.target, item.rule, how=item.how, series=item.series,
                options=item.options, title=item.prompt,
            )  # fmt: skip
            self._restore(stored)
            self._input.observe(lambda _: self._store_prediction(), "committed")
            super().__init__([self._input, self._message, KernelNote(STOPPED)])
            self.add_class("stdplab-ask")
            return
        self._input = answer_input(item, stored.get("answer"))
        prompt = ipywidgets.HTML(f'<p style="{PROMPT_STYLE}">{html.escape(item.prompt)}</p>')
        buttons = [button("Check", self.check, "primary")]
        if getattr(item, "hints", ()):
            buttons.append(button("Hint", self.hint))
        inputs = [self._input] if self._input else []
        shown = [prompt, *inputs, ipywidgets.HBox(buttons), self._message, KernelNote(STOPPED)]
        super().__init__(shown)
        self.add_class("stdplab-ask")
        if stored.get("done"):
            self._show(f"Answered before: {'right' if stored.get('right') else 'not right yet'}.")

    @property
    def message(self) -> str:
        """The message that is shown now."""
        return html.unescape(str(self._message.value))

    def check(self) -> None:
        """Check the answer, show the verdict and store both. *Check* calls it."""
        answer = self._input.value if self._input else self._checked_value()
        try:
            assert not isinstance(self.item, Prediction)  # a prediction has its own verdict
            verdict = self.item.judge(answer)
        except ValueError as error:
            self._show(str(error))
            return
        self._tries += 1
        self._store(answer, right=verdict.right, tries=self._tries)
        self._show(("✓ " if verdict.right else "") + verdict.message)

    def hint(self) -> None:
        """Show the next hint. *Hint* calls it."""
        hints = getattr(self.item, "hints", ())
        self._show(hints[min(self._hints_shown, len(hints) - 1)])
        self._hints_shown += 1

    def _restore(self, stored: Mapping[str, Any]) -> None:
        """Show a committed prediction again; ask anew when the stored one cannot be read."""
        if stored.get("done"):
            try:
                self._input.restore(stored.get("answer"))
            except (TraitError, ValueError):
                self._show("Your stored prediction cannot be read. Please predict again.")

    def _checked_value(self) -> Any:
        """The experiment of a lab, the value of an explorer, or the target itself."""
        value = getattr(self.target, "value", self.target)
        return getattr(self.target, "experiment", value)

    def _store_prediction(self) -> None:
        if self._input.committed:
            right = self._input.score >= RIGHT_SCORE
            self._store(self._input.answer, right=right, score=round(self._input.score, 3))
            self._show("")

    def _store(self, answer: Any, *, right: bool, **fields: Any) -> None:
        """Store an answer. What was right once stays right; the latest answer stands beside it."""
        given = fields | {"answer": as_stored(answer), "right": right}
        try:
            stored = self.answers.get(self.item.key) or {}
            if stored.get("right") is True:
                given["latest"] = given["answer"]
                if not right:
                    given |= {"answer": stored.get("answer"), "right": True}
            self.answers.put(self.item.key, kind=self.item.kind, done=True, **given)
        except (OSError, ValueError) as error:  # a full disk, a long answer: shown, and still kept
            self._storage_note = f" Not stored: {error}."
        else:
            self._storage_note = f" {self.answers.notice}" if self.answers.notice else ""

    def _show(self, message: str) -> None:
        self._message.value = html.escape(message + self._storage_note)

    def __repr__(self) -> str:
        options = self.item.options if isinstance(self.item, Choice) else ()
        return "\n  \u25cb ".join((f"{self.item.key}  {self.item.prompt}", *options))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Give the whole question as text for pages without widgets; ipywidgets shortens it."""
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/plain"] = repr(self)
        return bundle


def ask(key: str, target: Any = None) -> Ask:
    """Ask an item of the course.

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/lag".
    target : optional
        What a goal is checked on: the lab that it is about, or a rule for a code exercise.

    Returns
    -------
    Ask
        The widget.

    Raises
    ------
    ValueError
        When the course has no item with this key.

    Examples
    --------
    >>> from stdplab.course import ask
    >>> ask("03/never")
    Traceback (most recent call last):
    ValueError: There is no item '03/never'. Available: 03/mstdp, ...
    """
    return Ask(find(key), target)
