"""A pairing experiment under sliders: each parameter of its rules, a picture, a line of numbers."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import ipywidgets
import traitlets

from ...pairings import PairingExperiment, PairingResult
from ...plots.experiment_figure import AltTextFigure
from ..common.debounced_task import DebouncedTask
from ..common.figure_widget import FigureWidget
from .rule_menu import RuleMenu
from .sliders import Sliders

Draw = Callable[..., AltTextFigure]
SIDE_BY_SIDE = {"flex_flow": "row wrap", "align_items": "flex-start"}


class Explorer(ipywidgets.VBox):
    """Sliders for everything that a pairing experiment declares, and what comes of it.

    value     the experiment, frozen: set another of its kind and the sliders follow; observe it
    outcome   what the picture shows: a draft while a slider moves, all of it once it rests
    draw      outcome -> `AltTextFigure`
    menu      offer every rule of `RULES` in the place of the first one

    A move is answered before the next one is heard, and a front end keeps only its latest, so
    nothing queues. Raises ValueError for what is no such experiment; the one before stays.
    """

    value: Any = traitlets.TraitType()

    def __init__(self, value: PairingExperiment, draw: Draw, *, menu: bool = False) -> None:
        if not isinstance(value, PairingExperiment):
            raise ValueError(f"{value!r} is no pairing experiment: give one, such as Window()")
        self.draw, self._start, self._hand = draw, value, False
        self._rest = DebouncedTask(self._finish, self._tell)
        self.outcome: PairingResult
        self.groups: list[Sliders] = []
        self._picture, self._line = FigureWidget(), ipywidgets.HTML()
        self._menu = RuleMenu(lambda rule: self._take(lambda: self.value.with_rule(0, rule)))
        self._menu.layout.display = None if menu else "none"
        self._back = ipywidgets.Button(
            description="Back to the start",
            layout={"width": "auto", "margin": "8px 2px", "align_self": "flex-start"},
        )
        self._back.on_click(lambda _button: self._take(self._start))
        left = {"flex": "1 1 440px", "min_width": "0", "max_width": "740px"}
        shown = ipywidgets.VBox([self._picture, self._line, self._back], layout=left)
        self._column = ipywidgets.Box(layout={"flex": "1 1 300px", **SIDE_BY_SIDE})
        super().__init__([ipywidgets.Box([shown, self._column], layout=SIDE_BY_SIDE)])
        self.value = value

    @traitlets.validate("value")
    def _check(self, proposal: Any) -> Any:
        new, kind = proposal["value"], type(self._start)
        if not isinstance(new, kind):
            raise ValueError(f"{new!r} is no {kind.__name__}: this explorer shows one, changed")
        self._draw(new)  # what cannot be shown is refused before it is taken
        return new

    @traitlets.observe("value")
    def _arrange(self, _change: object = None) -> None:
        """The controls that the rules of the value have, showing it."""
        rules = self.value.every_rule()
        self._menu.follow(rules[0])
        wanted = [*zip(self.value.names(), rules, strict=True), ("Protocol", self.value)]
        if [type(g.shown) for g in self.groups] == [type(shown) for _, shown in wanted]:
            for group, (heading, shown) in zip(self.groups, wanted, strict=True):
                group.follow(heading, shown)
            return
        gone, self.groups = self.groups, [
            Sliders(heading, shown, partial(self._turned, index))
            for index, (heading, shown) in enumerate(wanted)
        ]  # fmt: skip
        self._column.children = [self._menu, *self.groups]
        for group in gone:
            group.close()

    def _turned(self, index: int, name: str, new: Any) -> None:
        """A hand has moved a slider."""
        changed = {name: new}
        self._take(
            lambda: (
                replace(self.value, **changed)
                if index == len(self.value.every_rule())
                else self.value.with_rule(index, replace(self.value.every_rule()[index], **changed))
            )
        )

    def _take(self, new: Any) -> None:
        """What a hand has done: shown as a draft at once; or refused, and the controls go back."""
        self._hand = self._rest.possible
        try:
            self.value = new() if callable(new) else new
        except ValueError as error:
            self._tell(error)
            self._arrange()
        else:
            self._rest.begin()
        finally:
            self._hand = False

    def _finish(self) -> Any:
        """Compute everything, piece by piece, then show it."""
        for part in self.value.parts():
            part.change()
            yield
        self._draw(self.value)

    def _draw(self, value: PairingExperiment) -> None:
        """Compute and show; whatever a rule of one's own raises becomes a sentence."""
        try:
            outcome = value.draft() if self._hand else value.run()
            self._picture.draw(lambda: self.draw(outcome))
        except ValueError:
            raise
        except Exception as error:
            rules = ", ".join(rule.name for rule in value.every_rule())
            raise ValueError(f"{rules} cannot be run with these numbers: {error}") from error
        self.outcome = outcome
        self._say(outcome.line)

    def _tell(self, error: Exception) -> None:
        self._say(str(error), "color: var(--jp-error-color1, #b42318)")

    def _say(self, words: str, style: str = "") -> None:
        look = f"line-height: 1.5; margin: 4px 0; {style}"
        self._line.value = f'<div role="status" style="{look}">{html.escape(words)}</div>'

    def __repr__(self) -> str:
        return f"Explorer({self.value.run().line})"

    def _ipython_display_(self) -> None:
        self._picture.show_as(self._repr_mimebundle_())
