"""A pairing experiment under sliders, with a figure and a line of numbers."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import ipywidgets
import traitlets

from ...core.support.short_repr import quoted
from ...pairings import PairingExperiment, PairingResult
from ...plots.alt_text_figure import AltTextFigure
from ..common.debounced_task import DebouncedTask
from ..common.figure_widget import FigureWidget
from .rule_menu import RuleMenu
from .sliders import Sliders

Draw = Callable[..., AltTextFigure]
SIDE_BY_SIDE = {"flex_flow": "row wrap", "align_items": "flex-start"}


class Explorer(ipywidgets.VBox):
    """Sliders for every parameter of a pairing experiment, and a figure of its result.

    While a slider moves, the figure shows a preview; once it rests, the whole result. The trait
    ``value`` is the experiment: it can be read, observed, and set to another experiment of the
    same type. ``result`` is the `PairingResult` in the figure.

    Parameters
    ----------
    value : PairingExperiment
        The experiment at first.
    draw : callable
        Returns the `AltTextFigure` of a `PairingResult`, such as `stdp_window_figure`.
    menu : bool
        Whether a menu offers every rule in place of the first one.

    Raises
    ------
    ValueError
        When `value` is not a pairing experiment, or cannot be run. An assignment to ``value``
        raises it too, and the experiment before stays.

    Examples
    --------
    >>> from stdplab.pairings import STDPWindow
    >>> from stdplab.plots import stdp_window_figure
    >>> from stdplab.widgets import Explorer
    >>> Explorer(STDPWindow(pairs=10), stdp_window_figure)
    Explorer(STDP, 10 pairs at 1 Hz: the measured window equals the closed form. \
Measured time constants: tau_plus 20 ms, tau_minus 20 ms.)
    """

    value: Any = traitlets.TraitType()

    def __init__(self, value: PairingExperiment, draw: Draw, *, menu: bool = False) -> None:
        if not isinstance(value, PairingExperiment):
            raise ValueError(
                f"{quoted(value)} is not a pairing experiment. Give one, such as STDPWindow()."
            )
        self.draw, self._start, self._from_learner = draw, value, False
        self._debounced = DebouncedTask(self._finish, self._show_error)
        self.result: PairingResult
        self.groups: list[Sliders] = []
        self._figure, self._status = FigureWidget(), ipywidgets.HTML()
        self._menu = RuleMenu(lambda rule: self._apply(lambda: self.value.with_rule(0, rule)))
        self._menu.layout.display = None if menu else "none"
        self._start_button = ipywidgets.Button(
            description="Back to the start",
            layout={"width": "auto", "margin": "8px 2px", "align_self": "flex-start"},
        )
        self._start_button.on_click(lambda _button: self._apply(self._start))
        left = {"flex": "1 1 440px", "min_width": "0", "max_width": "740px"}
        main = ipywidgets.VBox([self._figure, self._status, self._start_button], layout=left)
        self._column = ipywidgets.Box(layout={"flex": "1 1 300px", **SIDE_BY_SIDE})
        super().__init__([ipywidgets.Box([main, self._column], layout=SIDE_BY_SIDE)])
        self.value = value

    @traitlets.validate("value")
    def _validate_value(self, proposal: Any) -> Any:
        new, kind = proposal["value"], type(self._start)
        if not isinstance(new, kind):
            raise ValueError(
                f"{quoted(new)} is not a {kind.__name__}. This explorer shows only experiments of "
                "that type."
            )
        self._draw(new)  # an experiment that cannot be run is refused here
        return new

    @traitlets.observe("value")
    def _update_controls(self, _change: object = None) -> None:
        """Show the value on the controls; make new ones where its rules are of other kinds."""
        rules = self.value.all_rules()
        self._menu.show_rule(rules[0])
        shown = [*zip(self.value.names(), rules, strict=True), ("Protocol", self.value)]
        if [type(g.shown_value) for g in self.groups] == [type(value) for _, value in shown]:
            for group, (heading, value) in zip(self.groups, shown, strict=True):
                group.show_value(heading, value)
            return
        previous, self.groups = self.groups, [
            Sliders(heading, value, partial(self._on_slider, index))
            for index, (heading, value) in enumerate(shown)
        ]  # fmt: skip
        self._column.children = [self._menu, *self.groups]
        for group in previous:
            group.close()

    def _on_slider(self, index: int, name: str, new: Any) -> None:
        """Change the parameter whose slider a learner has moved."""
        changed = {name: new}
        self._apply(
            lambda: (
                replace(self.value, **changed)
                if index == len(self.value.all_rules())
                else self.value.with_rule(index, replace(self.value.all_rules()[index], **changed))
            )
        )

    def _apply(self, new: Any) -> None:
        """Apply a learner's change and preview it; where it is refused, reset the controls."""
        self._from_learner = self._debounced.has_event_loop
        try:
            self.value = new() if callable(new) else new
        except ValueError as error:
            self._show_error(error)
            self._update_controls()
        else:
            self._debounced.restart()
        finally:
            self._from_learner = False

    def _finish(self) -> Any:
        """Compute the whole result, one task at a time, then show it."""
        for task in self.value.tasks():
            task.change()
            yield
        self._draw(self.value)

    def _draw(self, value: PairingExperiment) -> None:
        """Compute and show a value; any exception of a user's rule becomes a ValueError."""
        try:
            result = value.preview() if self._from_learner else value.run()
            self._figure.draw(lambda: self.draw(result))
        except ValueError:
            raise
        except Exception as error:
            rules = ", ".join(rule.name for rule in value.all_rules())
            raise ValueError(f"{rules} cannot be run with these parameters: {error}") from error
        self.result = result
        self._show_status(result.summary)

    def _show_error(self, error: Exception) -> None:
        self._show_status(str(error), "color: var(--jp-error-color1, #b42318)")

    def _show_status(self, words: str, style: str = "") -> None:
        look = f"line-height: 1.5; margin: 4px 0; {style}"
        self._status.value = f'<div role="status" style="{look}">{html.escape(words)}</div>'

    def __repr__(self) -> str:
        return f"Explorer({self.value.run().summary})"

    def _ipython_display_(self) -> None:
        self._figure.display_with_fallback(self._repr_mimebundle_())
