"""The board: the panels of an experiment, computed and edited in the page."""

from __future__ import annotations

import itertools
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

import anywidget
import traitlets

from .. import __version__
from ..core.controls import apart, change, find
from ..core.experiment import Experiment
from ..plots.figure import figure
from ..plots.layout import Convention
from . import crowd, pictured
from .computed import Computed, packed
from .drawing import DRAWN, drawing
from .link import Link
from .shown import shown
from .view import offered, untraced, view

# As one string each: the wire takes a string as it is, and walks through everything else.
WHOLE = {
    "sync": True,
    "to_json": lambda value, _board: json.dumps(value),
    "from_json": lambda text, _board: json.loads(text),
}

LIFE = secrets.token_hex(8)
"""Tells boards of this kernel from those that the page kept from an earlier one."""
BORN = itertools.count()
"""Tells a kernel's newer boards from its older ones."""


class Board(Computed, anywidget.AnyWidget):
    """An experiment as a figure that is its own editor.

    experiment    the `Experiment` on the board; set it, or observe what a learner makes of it
    results       its results by rule name, computed by `simulate` when asked for or observed
    message       why the last edit was refused, or ""
    convention    "folded": traces and eligibility times gamma; "unit": as in Florian 2007
    preset        the name of the preset last chosen from ``presets``, or ""

    A teacher chooses what is there: ``show`` names parts and panels (see `shown.PARTS`; all
    without), ``hide`` controls that the column leaves out, ``lock`` what cannot be changed in
    the page: a control's key, or "pre", "post", "reward".

    The traits are values and stay silent when set to an equal one, so links cannot loop.
    The page runs each rule's traced program, so an edit is drawn within the frame; a rule
    that cannot be traced is computed here, and the board says why.
    """

    _esm = DRAWN

    experiment = traitlets.Instance(Experiment)
    message = traitlets.Unicode().tag(sync=True)
    convention = traitlets.Enum(("folded", "unit"), "folded").tag(sync=True)
    preset = traitlets.Unicode().tag(sync=True)

    _experiment = traitlets.Dict().tag(sync=True)  # the JSON form, written by either side
    _view = traitlets.Dict().tag(**WHOLE)  # what no edit changes
    _programs = traitlets.Dict().tag(**WHOLE)  # by the keys that views name
    _presets = traitlets.Dict().tag(**WHOLE)  # name -> experiment and the key of its view
    _views = traitlets.Dict().tag(**WHOLE)  # by key: most presets share one
    choice = traitlets.Dict().tag(**WHOLE)  # parts, panels, hidden and locked controls
    _version = traitlets.Unicode(__version__).tag(sync=True)  # for what a learner carries off
    _series = traitlets.Dict().tag(sync=True)  # what only the kernel can compute
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
        self._apart = frozenset[str]()
        self._edited_there = False  # whether the page has made the experiment at hand
        self._told = False  # whether a message with an experiment is being taken
        self.presets = dict(presets or {})
        for preset in self.presets.values():
            crowd.check(preset)
        super().__init__(
            experiment=experiment,
            convention=convention,
            preset=next((n for n, preset in self.presets.items() if preset == experiment), ""),
            choice=shown(experiment, show, hide, lock),
            _still=pictured.key(experiment.to_json()),
            _start=pictured.key(experiment.to_json()),
            _born=next(BORN),
            _drawing=drawing(),
            **offered(self.presets),
            **kwargs,
        )
        self.on_msg(self._hear)

    @traitlets.validate("experiment")
    def _try(self, proposal: Any) -> Experiment:
        """Run an experiment before it becomes the board's: one that fails leaves no trace.

        One that the page has made and computed by itself is run when its results are asked for.
        """
        experiment: Experiment = proposal.value
        crowd.check(experiment)
        with self._lock:
            if not self._edited_there or self.watched or untraced(view(experiment)[0]):
                self.run(experiment)
        return experiment

    @traitlets.observe("experiment")
    def _take(self, _change: object) -> None:
        with self._lock, self.hold_sync():
            experiment = self.experiment
            # A preset begins anew, as its view in the page does.
            kept = frozenset() if experiment in self.presets.values() else self._apart
            self._apart = kept | apart(experiment)
            shown, programs = view(experiment, self._apart)
            self._programs = {**self._programs, **programs}
            self._experiment = experiment.to_dict()
            self._view = shown
            if names := untraced(shown):
                self._series = packed(self.results, names)
            elif self.watched:
                self.settle()

    @traitlets.observe("_experiment")
    def _edited(self, event: Any) -> None:
        """Take an edit from the page, or refuse it and put the old state back."""
        with self.refusing():
            self._edited_there = True
            try:
                self.experiment = Experiment.from_dict(event.new)
            finally:
                self._edited_there = False
        self._experiment = self.experiment.to_dict()  # as Python has it: snapped and sorted

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take a message of the page."""
        with self._lock:
            self._told = "_experiment" in sync_data
            try:
                super().set_state(sync_data)
            finally:
                self._told = False

    def _hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """Messages of the page, past the edits that wait their turn.

        last    the last edit of a gesture
        open    an experiment with rules that the page has no programs for
        """
        if not isinstance(content, dict):
            return
        if "last" in content:
            self.set_state({"_experiment": content["last"]})
        if "open" in content:
            with self.refusing():
                self.experiment = Experiment.from_dict(content["open"])

    @traitlets.observe("preset")
    def _choose(self, event: Any) -> None:
        # With an edit of the page comes the name of the preset that it began from.
        if event.new in self.presets and not self._told:
            self.experiment = self.presets[event.new]

    def reset(self) -> None:
        """Go back to the chosen preset; the page's button does the same."""
        if self.preset:
            self.experiment = self.presets[self.preset]

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Make an edit: a refused one leaves the experiment and says why in ``message``."""
        with self._lock:
            try:
                yield
                self.message = ""
            except ValueError as error:
                self._experiment = self.experiment.to_dict()
                # Last, since putting the state back clears it.
                self.message = f"{error}. The board keeps what it had."

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
        return f"Board({pictured.summary(self.results)})"

    def _ipython_display_(self) -> None:
        self.show_as(self._repr_mimebundle_())

    def show_as(self, live: pictured.Bundle) -> None:
        """Show what holds this board, or the board itself, and its figure for saved notebooks."""
        self._still = pictured.key(self.experiment.to_json())
        convention = cast("Convention", self.convention)  # as the trait has checked
        drawn = figure(self.results, convention=convention, show=self.choice["panels"] or None)
        pictured.show(live, drawn.bundle(), self._still)
