"""A heatmap over two controls of an experiment, with menus, beside the experiment's board."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ...core.experiment import Experiment
from ...sweeps import Sweep, SweepRunner, experiment_at
from ..board.board import Board
from . import heatmap_axes
from .fill_controls import SIDE_BY_SIDE, SweepProgress
from .heatmap import Heatmap
from .menus import SweepMenus


class Sweeper(ipywidgets.VBox):
    """A sweep of a board's experiment over two of its controls, as a heatmap.

    An edit on the board starts a new sweep; a chosen cell puts its setting on the board. The
    sweep runs in the background, can be paused, and shows how far it is in ``message``. The
    widgets are ``board``, ``heatmap``, ``menus`` and ``progress``.

    Parameters
    ----------
    experiment : Experiment
        The experiment at first.
    y, x : str or None
        The controls of the vertical and horizontal axis, as in `stdplab.sweep`, such as "tau_z".
        With None, "tau_z" and "gamma", or others where the rule lacks these.
    measure : str
        What the colour shows: "w" for the final weight, or "z", "peak z"; see `stdplab.sweep`.
    rule : str
        The name of the rule that is measured.
    **board
        Options of `Board`.

    Raises
    ------
    ValueError
        When a name is unknown, or the two controls cannot be swept together.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.widgets import Sweeper
    >>> Sweeper(presets.FLORIAN_2007, "tau_z", "gamma", "w", "MSTDPET")
    Sweeper(MSTDPET, Sweep(w by tau_z, gamma: 2,040 of 2,040, 0.2 to 0.9353))
    """

    def __init__(
        self,
        experiment: Experiment,
        y: str | None,
        x: str | None,
        measure: str,
        rule: str,
        **board: Any,
    ) -> None:
        self.board, self.heatmap = Board(experiment, **board), Heatmap()
        self.progress = SweepProgress(self.heatmap)
        self._marking = False
        self._plan: tuple[Any, ...] = ()
        self.menus = SweepMenus(experiment, self._restart, rule=rule, measure=measure, y=y, x=x)
        self.board.observe(self._on_experiment, "experiment")
        self.heatmap.observe(self._on_cell, "cell")
        left = ipywidgets.VBox(
            [self.menus, self.progress, self.heatmap],
            layout={"flex": "1 1 400px", "min_width": "0", "max_width": "560px"},
        )
        self.board.layout = ipywidgets.Layout(flex="1 1 520px", min_width="0")
        super().__init__([ipywidgets.Box([left, self.board], layout=SIDE_BY_SIDE)])
        self._start()

    @property
    def experiment(self) -> Experiment:
        """The experiment on the board."""
        return self.board.experiment

    @property
    def y(self) -> str:
        """The key of the control on the vertical axis."""
        return self.menus.chosen("y")

    @property
    def x(self) -> str:
        """The key of the control on the horizontal axis."""
        return self.menus.chosen("x")

    @property
    def measure(self) -> str:
        """What the colour shows."""
        return self.menus.chosen("measure")

    @property
    def rule(self) -> str:
        """The name of the rule that is measured."""
        return self.menus.chosen("rule")

    @property
    def runner(self) -> SweepRunner:
        """The `SweepRunner` of the present sweep."""
        return self.progress.runner

    @property
    def sweep(self) -> Sweep:
        """The `Sweep` as far as it is computed; nan elsewhere."""
        return self.runner.sweep

    @property
    def message(self) -> str:
        """The line beside the bar."""
        return self.progress.message

    def choose(self, **names: str) -> None:
        """Set menus from Python.

        Parameters
        ----------
        **names : str
            The choices for "rule", "measure", "y" and "x".

        Raises
        ------
        ValueError
            When a menu or a choice is unknown.
        """
        self.menus.choose(**names)

    def toggle(self) -> None:
        """Pause the sweep, keeping what is done; or continue it."""
        self.progress.toggle()

    def _on_experiment(self, _change: object) -> None:
        """Follow a change on the board: mark its cell, and start another sweep where needed."""
        self.menus.update(self.board.experiment)
        if self._plan and self._make_plan() == self._plan:
            self._mark_cell()
        else:
            self._restart()

    def _make_plan(self) -> tuple[Any, ...]:
        """Return the arguments of `SweepRunner`, on which the heatmap depends."""
        names = (self.y, self.x)
        base, grid = heatmap_axes.base_and_grid(self.board.experiment, self.rule, names)
        return base, grid, self.measure

    def _restart(self) -> None:
        """Start another sweep; where it is not possible say why and keep the heatmap."""
        try:
            self._start()
        except ValueError as error:
            self._plan, self.heatmap.cell = (), None
            self.progress.show_error(error)

    def _start(self) -> None:
        plan = self._make_plan()
        runner = SweepRunner(*plan)
        self._plan = plan
        self._mark_cell()
        self.progress.start(runner, self.menus.labels)

    def _mark_cell(self) -> None:
        """Mark the cell nearest to the board's setting."""
        experiment = self.board.experiment
        cell = []
        for name, values in self._plan[1].items():
            current = heatmap_axes.current_value(experiment, name)
            cell.append(min(range(len(values)), key=lambda i: abs(values[i] - current)))
        self._marking = True
        try:
            self.heatmap.cell = cell
        finally:
            self._marking = False

    def _on_cell(self, event: Any) -> None:
        """Put the setting of the chosen cell on the board."""
        if self._marking or event.new is None or not self._plan:
            return
        grid = self._plan[1]
        indices = dict(zip(grid, event.new, strict=True))
        if not all(0 <= i < len(grid[name]) for name, i in indices.items()):
            return  # a cell of an earlier heatmap
        setting = {name: grid[name][i] for name, i in indices.items()}
        with self.board.reporting_errors():
            self.board.experiment = experiment_at(self.board.experiment, setting)

    def close(self) -> None:
        """Close the board, the heatmap and the controls."""
        if hasattr(self, "menus"):  # false after a failed constructor
            for widget in (self.progress, self.board, self.heatmap):
                widget.close()
        super().close()

    def __repr__(self) -> str:
        return f"Sweeper({self.rule}, {self.sweep!r})"

    def _ipython_display_(self) -> None:
        self.heatmap.display_with_fallback(self._repr_mimebundle_())
