"""Two knobs and a measure from menus, a heatmap that fills, and a board with the chosen setting."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ...core.experiment import Experiment
from ...sweeps import Sweep, SweepRunner, at
from ..board.board import Board
from . import heatmap_axes
from .fill_controls import SIDE_BY_SIDE, SweepProgress
from .heatmap import Heatmap
from .menus import SweepMenus


class Sweeper(ipywidgets.VBox):
    """A sweep of the board's experiment over two of its knobs.

    board      the `Board`; what is edited there is swept anew, a cell that is taken goes there
    menus      the `SweepMenus`, filling the `SweepProgress` of the map
    up, along  the names of the two knobs
    measure    "w", "z", "peak z"; see `stdplab.sweep`
    sweep      the `Sweep` as far as it is done

    Raises ValueError for names that the experiment lacks, and for knobs that do not go together.
    """

    def __init__(
        self,
        experiment: Experiment,
        up: str | None,
        along: str | None,
        measure: str,
        rule: str,
        **board: Any,
    ) -> None:
        self.board, self.map = Board(experiment, **board), Heatmap()
        self.filling = SweepProgress(self.map)
        self._marking = False
        self._swept: tuple[Any, ...] = ()
        self.menus = SweepMenus(
            experiment, self._begin, rule=rule, measure=measure, up=up, along=along
        )
        self.board.observe(self._follow, "experiment")
        self.map.observe(self._load, "cell")
        left = ipywidgets.VBox(
            [self.menus, self.filling, self.map],
            layout={"flex": "1 1 400px", "min_width": "0", "max_width": "560px"},
        )
        self.board.layout = ipywidgets.Layout(flex="1 1 520px", min_width="0")
        super().__init__([ipywidgets.Box([left, self.board], layout=SIDE_BY_SIDE)])
        self._start()

    @property
    def experiment(self) -> Experiment:
        """What the board shows."""
        return self.board.experiment

    @property
    def up(self) -> str:
        """The knob that grows upwards."""
        return self.menus.chosen("up")

    @property
    def along(self) -> str:
        """The knob that grows to the right."""
        return self.menus.chosen("along")

    @property
    def measure(self) -> str:
        """What the colour means."""
        return self.menus.chosen("measure")

    @property
    def rule(self) -> str:
        """Whose it is."""
        return self.menus.chosen("rule")

    @property
    def running(self) -> SweepRunner:
        """The sweep under way, or done."""
        return self.filling.running

    @property
    def sweep(self) -> Sweep:
        """What is done so far."""
        return self.running.sweep

    @property
    def message(self) -> str:
        """The line beside the bar."""
        return self.filling.message

    def choose(self, **names: str) -> None:
        """Turn menus from Python: rule, measure, up, along; ValueError lists what there is."""
        self.menus.choose(**names)

    def toggle(self) -> None:
        """Cancel, keeping what is done; or go on with it."""
        self.filling.toggle()

    def _follow(self, _change: object) -> None:
        """The board has changed: mark its cell, and sweep anew what is not swept yet."""
        self.menus.arrange(self.board.experiment)
        if self._swept and self._what() == self._swept:
            self._mark()
        else:
            self._begin()

    def _what(self) -> tuple[Any, ...]:
        """What decides the picture, as `SweepRunner` takes it."""
        laid = heatmap_axes.laid(self.board.experiment, self.rule, (self.up, self.along))
        return *laid, self.measure

    def _begin(self) -> None:
        """Sweep from the start; knobs that do not go together are told, and the picture stays."""
        try:
            self._start()
        except ValueError as error:
            self._swept, self.map.cell = (), None
            self.filling.tell(error)

    def _start(self) -> None:
        swept = self._what()
        running = SweepRunner(*swept)
        self._swept = swept
        self._mark()
        self.filling.start(running, self.menus.words)

    def _mark(self) -> None:
        """Mark the cell that the board shows, where it shows one."""
        experiment = self.board.experiment
        cell = []
        for name, own in self._swept[1].items():
            now = heatmap_axes.now(experiment, name)
            cell.append(min(range(len(own)), key=lambda i: abs(own[i] - now)))
        self._marking = True
        try:
            self.map.cell = cell
        finally:
            self._marking = False

    def _load(self, event: Any) -> None:
        """A cell was taken: its setting goes on the board."""
        if self._marking or event.new is None or not self._swept:
            return
        grid = self._swept[1]
        if not all(0 <= i < len(own) for own, i in zip(grid.values(), event.new, strict=True)):
            return  # a cell of the picture before this one
        setting = {name: own[i] for (name, own), i in zip(grid.items(), event.new, strict=True)}
        with self.board.refusing():
            self.board.experiment = at(self.board.experiment, setting)

    def close(self) -> None:
        """Close the board and what is around it."""
        if hasattr(self, "menus"):  # else it was refused
            for part in (self.filling, self.board, self.map):
                part.close()
        super().close()

    def __repr__(self) -> str:
        return f"Sweeper({self.rule}, {self.sweep!r})"

    def _ipython_display_(self) -> None:
        self.map.show_as(self._repr_mimebundle_())
