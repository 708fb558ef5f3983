"""The board: the panels of an experiment, computed and edited in the page."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, cast

import anywidget
import traitlets

from ...core.controls import change, find
from ...core.experiment import Experiment
from ...core.support.version import __version__
from ...plots.experiment_figure import figure
from ...plots.panel_layout import Convention
from ..common import static_fallback
from . import limits
from .assets import DRAWN, drawing
from .kernel_sync import WHOLE, SyncedExperiment
from .link import Link
from .view_model import offered
from .visibility import shown

LIFE = secrets.token_hex(8)
"""Tells boards of this kernel from those that the page kept from an earlier one."""
BORN = itertools.count()
"""Tells a kernel's newer boards from its older ones."""


class Board(SyncedExperiment):
    """An experiment as a figure that is its own editor.

    experiment    the `Experiment` on the board; set it, or observe what a learner makes of it
    results       its results by rule name, computed by `simulate` when asked for or observed
    message       why the last edit was refused, or ""
    convention    "folded": traces and eligibility times gamma; "unit": as in Florian 2007
    preset        the name of the preset last chosen from ``presets``, or ""

    A teacher chooses what is there: ``show`` names parts and panels (see `shown.PARTS`; all
    without), ``hide`` controls that the column leaves out, ``lock`` what cannot be changed in
    the page: a control's key, or "pre", "post", "reward".

    The page runs each rule's traced program, so an edit is drawn within the frame; a rule
    that cannot be traced is computed here, and the board says why.
    """

    _esm = DRAWN

    convention = traitlets.Enum(("folded", "unit"), "folded").tag(sync=True)

    _presets = traitlets.Dict().tag(**WHOLE)  # name -> experiment and the key of its view
    _views = traitlets.Dict().tag(**WHOLE)  # by key: most presets share one
    choice = traitlets.Dict().tag(**WHOLE)  # parts, panels, hidden and locked controls
    _version = traitlets.Unicode(__version__).tag(sync=True)  # for what a learner carries off
    _still = traitlets.Unicode().tag(sync=True)  # the saved figures that a live board hides
    _start = traitlets.Unicode().tag(sync=True)  # the experiment that the board began with
    _life = traitlets.Unicode(LIFE).tag(sync=True)  # of which kernel it is
    _born = traitlets.Int().tag(sync=True)  # how many boards the kernel had made before
    _drawing = anywidget.WidgetTrait().tag(sync=True)  # what draws it

    def __init__(
        self,
        experiment: Experiment,
        *,
        presets: Mapping[str, Experiment] | None = None,
        convention: Convention = "folded",
        show: Iterable[str] | None = None,
        hide: Iterable[str] = (),
        lock: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        presets = presets or {}
        for shows in (experiment, *presets.values()):
            limits.check(shows)
        super().__init__(
            presets,
            experiment=experiment,
            convention=convention,
            preset=next((n for n, preset in presets.items() if preset == experiment), ""),
            choice=shown(experiment, show, hide, lock),
            _still=static_fallback.key(experiment.to_json()),
            _start=static_fallback.key(experiment.to_json()),
            _born=next(BORN),
            _drawing=drawing(),
            **offered(presets),
            **kwargs,
        )

    def reset(self) -> None:
        """Go back to the chosen preset; the page's button does the same."""
        if self.preset:
            self.experiment = self.presets[self.preset]

    def set(self, key: str, new: Any) -> None:
        """Turn the control called ``key`` ("tau_z", "reward[0]", "w0"); see `link`."""
        with self._lock:
            self.experiment = change(self.experiment, find(self.experiment, key), new)

    def link(self, key: str, widget: Any) -> Any:
        """Tie the ``value`` of any widget to the control called ``key``, both ways.

        Returns the widget, so a slider is made, linked and shown in one line:

            board.link("tau_z", FloatSlider(min=5, max=100, description="τ_z"))

        A slider with a coarse ``step`` shows the nearest one and does not round the control.
        A refused value is put back and the board says why. Raises ValueError for an
        unknown control. The tie ends when either side is closed.
        """
        Link(self, key, widget)
        return widget

    def __repr__(self) -> str:
        return f"Board({static_fallback.summary(self.results)})"

    def _ipython_display_(self) -> None:
        self.show_as(self._repr_mimebundle_())

    def show_as(self, live: static_fallback.Bundle) -> None:
        """Show what holds this board, or the board itself, and its figure for saved notebooks."""
        self._still = static_fallback.key(self.experiment.to_json())
        convention = cast("Convention", self.convention)  # as the trait has checked
        drawn = figure(self.results, convention=convention, show=self.choice["panels"] or None)
        static_fallback.show(live, drawn.bundle(), self._still)
