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
from ..common import containers, static_fallback
from . import limits
from .assets import BOARD_STUB_JS, board_assets
from .kernel_sync import JSON_STRING, SyncedExperiment
from .link import Link
from .notebook_key import notebook_key
from .view_model import preset_traits
from .visibility import resolve_visibility

KERNEL_ID = secrets.token_hex(8)
"""Distinguishes boards of this kernel from those that the page kept from an earlier one."""
BOARD_COUNT = itertools.count()
"""Numbers the boards of a kernel in the order in which they were made."""


class Board(SyncedExperiment):
    """An experiment as an editable figure.

    A learner drags spikes, reward levels and sliders; the page runs each rule's traced program,
    so an edit is drawn at once. A rule that cannot be traced is computed in the kernel, and the
    board says why.

    These traits can be read, set and observed: ``experiment``, the `Experiment` on the board;
    ``results``, rule name -> `Result`, computed when read or observed; ``convention``;
    ``preset``, the name of the preset chosen last, or ""; ``message``, why the last edit was
    refused, or "".

    Parameters
    ----------
    experiment : Experiment
        What the board shows at first.
    presets : mapping of str to Experiment, optional
        The menu of presets, by name.
    convention : {"folded", "unit"}
        "folded" draws traces and eligibility multiplied by gamma; "unit" as in Florian 2007.
    show : iterable of str, optional
        The parts and panels to show: "toolbar", "raster", "reward", "plots", "time", "window",
        "controls", "table", or keys of panels such as "w MSTDP". All parts by default.
    hide : iterable of str
        Keys of controls to leave out, such as "tau_z"; or "convention".
    lock : iterable of str
        What learners cannot change: keys of controls, or "pre", "post", "reward".
    **kwargs
        Traits of any ipywidget, such as ``layout``.

    Raises
    ------
    ValueError
        When an experiment is not an `Experiment` or is too large for a board, when a name in
        `show`, `hide` or `lock` is unknown, or when a run fails. An assignment to ``experiment``
        raises it too, and the board keeps the experiment before.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.widgets import Board
    >>> board = Board(presets.FLORIAN_2007)
    >>> board
    Board(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)
    >>> board.set("tau_z", 50)
    >>> f"{board.results['MSTDPET'].final:.4f}"
    '0.3417'
    """

    _esm = BOARD_STUB_JS

    convention = traitlets.Enum(("folded", "unit"), "folded").tag(sync=True)

    _presets = traitlets.Dict().tag(**JSON_STRING)  # name -> experiment and the key of its view
    _views = traitlets.Dict().tag(**JSON_STRING)  # by key: most presets share one
    choice = traitlets.Dict().tag(**JSON_STRING)  # parts, panels, hidden and locked controls
    _version = traitlets.Unicode(__version__).tag(sync=True)  # for exports and tokens
    _still = traitlets.Unicode().tag(sync=True)  # key of the static figures that a live board hides
    _start = traitlets.Unicode().tag(sync=True)  # key of the experiment at first
    _life = traitlets.Unicode(KERNEL_ID).tag(sync=True)  # the kernel that made it
    _notebook = traitlets.Unicode().tag(sync=True)  # its key, if the kernel knows it
    _born = traitlets.Int().tag(sync=True)  # how many boards the kernel made before
    _seen = traitlets.Int().tag(sync=True)  # how often a page has told a reactive notebook of edits
    _drawing = anywidget.WidgetTrait().tag(sync=True)  # the shared code

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
        containers.register()
        limits.check_presets(len(presets))
        for one in (experiment, *presets.values()):
            limits.check_size(one)
        super().__init__(
            presets,
            experiment=experiment,
            convention=convention,
            preset=next((n for n, preset in presets.items() if preset == experiment), ""),
            choice=resolve_visibility(experiment, show, hide, lock),
            _still=static_fallback.static_key(experiment.to_json()),
            _start=static_fallback.static_key(experiment.to_json()),
            _born=next(BOARD_COUNT),
            _notebook=notebook_key(),
            _drawing=board_assets(),
            **preset_traits(presets),
            **kwargs,
        )

    def reset(self) -> None:
        """Show the chosen preset again, as the page's Reset button does."""
        if self.preset:
            self.experiment = self.presets[self.preset]

    def set(self, key: str, new: Any) -> None:
        """Set one control to a new value.

        Parameters
        ----------
        key : str
            The control, such as "tau_z", "MSTDP.gamma", "reward[0]", "onset[1]", "w0" or "lag".
        new : float, bool or int
            Its value, in the control's unit: ms for times and time constants.

        Raises
        ------
        ValueError
            When the control is unknown or the value is not valid. The experiment stays as it was.
        """
        with self._lock:
            self.experiment = change(self.experiment, find(self.experiment, key), new)

    def link(self, key: str, widget: Any) -> Any:
        """Link the ``value`` of any widget with a control of the board, in both directions.

        A slider with a coarse ``step`` shows the nearest step and does not round the control. A
        value that is not valid is put back, and ``message`` says why. A choice without an option
        for the value is blank, or shows the nearest where it cannot be. The link ends when the
        board or the widget is closed.

        Parameters
        ----------
        key : str
            The control, as in `set`.
        widget : ipywidgets.Widget
            Any widget with a ``value``.

        Returns
        -------
        ipywidgets.Widget
            The widget, so that one line makes, links and shows it.

        Raises
        ------
        ValueError
            When the control is unknown.

        Examples
        --------
        >>> import ipywidgets
        >>> from stdplab import presets
        >>> board = Board(presets.FLORIAN_2007)
        >>> slider = board.link("tau_z", ipywidgets.FloatSlider(min=5, max=100))
        >>> slider.value = 40
        >>> board.experiment.rules[2].tau_z
        40.0
        """
        Link(self, key, widget)
        return widget

    def __repr__(self) -> str:
        return f"Board({static_fallback.summary(self.results)})"

    def _ipython_display_(self) -> None:
        self.display_with_fallback(self._repr_mimebundle_())

    def display_with_fallback(self, live: static_fallback.Bundle) -> None:
        """Display a live widget, and after it a static figure for saved notebooks.

        Parameters
        ----------
        live : dict or tuple of dict
            The MIME bundle of the board, or of a widget that contains it.
        """
        self._still = static_fallback.static_key(self.experiment.to_json())
        static_fallback.show_live(live)
        self.show_copy(self.choice["panels"] or [])

    def copied(self) -> tuple[Board, list[str]]:
        """The board, which shows its static copy, and its panels.

        Returns
        -------
        tuple of Board and list of str
            The panels are empty when the copy shows all of them.
        """
        return self, self.choice["panels"] or []

    def show_copy(self, panels: list[str]) -> None:
        """Display a static figure for saved notebooks.

        Parameters
        ----------
        panels : list of str
            The panels to draw; all when empty.
        """
        self._still = static_fallback.static_key(self.experiment.to_json())
        convention = cast("Convention", self.convention)  # the trait allows no other
        drawn = figure(self.results, convention=convention, show=panels or None)
        static_fallback.show_copy(drawn.mimebundle(), self._still)
