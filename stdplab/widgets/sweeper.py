"""Two knobs and a measure from menus, a heatmap that fills, and a board with the chosen setting."""

from __future__ import annotations

import html
import time
from collections.abc import Iterator
from typing import Any

import ipywidgets

from ..core.controls import find, value
from ..core.experiment import Experiment
from ..plots.heatmap import worded
from ..sweeps import Running, Sweep, at
from . import knobbed
from .board import Board
from .heatmap import HeatMap
from .rest import Rest

REDRAWN = 0.3  # s between two pictures while it fills
SIDE_BY_SIDE = {"flex_flow": "row wrap", "align_items": "flex-start"}
MENU = {"width": "min(340px, 98%)"}


class Sweeper(ipywidgets.VBox):
    """A sweep of the board's experiment over two of its knobs.

    board      the `Board`; what is edited there is swept anew, a cell that is taken goes there
    up, along  the names of the two knobs
    measure    "w", "z", "peak z"; see `stdplab.sweep`
    sweep      the `Sweep` as far as it is done
    """

    def __init__(
        self, experiment: Experiment, up: str, along: str, measure: str, rule: str, **board: Any
    ) -> None:
        self.board, self.map = Board(experiment, **board), HeatMap()
        self._rest = Rest(self._fill, self._tell)
        self._arranging = self._marking = self._busy = False
        words = {"description_width": "84px"}
        self._menus = {
            name: ipywidgets.Dropdown(description=label, layout=MENU, style=words)
            for name, label in (
                ("rule", "Rule"), ("measure", "Measure"), ("up", "Upwards"), ("along", "Along"),
            )
        }  # fmt: skip
        self._stop = ipywidgets.Button(description="Cancel", layout={"width": "auto"})
        self._stop.on_click(lambda _button: self.toggle())
        self._bar = ipywidgets.IntProgress(
            0, 0, 1, layout={"width": "160px"}, style={"bar_color": "#2563eb"}
        )
        self._line = ipywidgets.HTML()
        self._swept: tuple[Any, ...] = ()
        self._arrange(rule=rule, measure=measure, up=up, along=along)
        for name, own in (("rule", rule), ("measure", measure), ("up", up), ("along", along)):
            self._check(name, own)
            if self._menus[name].value != own:
                raise ValueError("up and along are the same knob: name two")
        for menu in self._menus.values():
            menu.observe(self._turned, "value")
        self.board.observe(self._follow, "experiment")
        self.map.observe(self._load, "cell")
        tools = ipywidgets.HBox([self._stop, self._bar, self._line], layout=SIDE_BY_SIDE)
        left = ipywidgets.VBox(
            [*self._menus.values(), tools, self.map],
            layout={"flex": "1 1 400px", "min_width": "0", "max_width": "560px"},
        )
        self.board.layout = ipywidgets.Layout(flex="1 1 520px", min_width="0")
        super().__init__([ipywidgets.Box([left, self.board], layout=SIDE_BY_SIDE)])
        self._begin()

    @property
    def experiment(self) -> Experiment:
        """What the board shows."""
        return self.board.experiment

    @property
    def up(self) -> str:
        """The knob that grows upwards."""
        return str(self._menus["up"].value)

    @property
    def along(self) -> str:
        """The knob that grows to the right."""
        return str(self._menus["along"].value)

    @property
    def measure(self) -> str:
        """What the colour means."""
        return str(self._menus["measure"].value)

    @property
    def rule(self) -> str:
        """Whose it is."""
        return str(self._menus["rule"].value)

    @property
    def sweep(self) -> Sweep:
        """What is done so far."""
        return self.running.sweep

    @property
    def message(self) -> str:
        """The line beside the bar."""
        return html.unescape(str(self._line.value))

    def choose(self, **names: str) -> None:
        """Turn menus from Python: rule, measure, up, along; ValueError lists what there is."""
        for name, new in names.items():
            self._check(name, new)
            self._menus[name].value = new

    def toggle(self) -> None:
        """Cancel, keeping what is done; or go on with it."""
        if self._busy:
            self._busy = False
            self.running.cancel()
            self._say()
        elif self.running.done < self.running.total:
            self._go_on()

    def _check(self, name: str, wanted: str) -> None:
        if wanted not in (known := self._offered(name)):
            raise ValueError(f"there is no {name} {wanted!r}: there is {', '.join(known)}")

    def _offered(self, name: str) -> list[str]:
        return [key for _, key in self._menus[name].options]

    def _arrange(self, **wanted: str) -> None:
        """Menus that fit the experiment and the rule; what was chosen stays where it can."""
        experiment = self.board.experiment
        chosen = {**{name: menu.value for name, menu in self._menus.items()}, **wanted}
        self._arranging = True
        try:
            self._offer("rule", [(name, name) for name in experiment.names], chosen["rule"])
            alone = knobbed.alone(experiment, self.rule)
            series = ["w", *alone.rules[0].series]
            measures = [name for one in series for name in (one, f"peak {one}")]
            self._offer("measure", [(worded(m), m) for m in measures], chosen["measure"])
            swept = [(words, key) for key, words in knobbed.offered(alone).items()]
            self._offer("up", swept, chosen["up"])
            others = [pair for pair in swept if pair[1] != self.up]
            self._offer("along", others, chosen["along"])
        finally:
            self._arranging = False

    def _offer(self, name: str, options: list[tuple[str, str]], chosen: str | None) -> None:
        menu, keys = self._menus[name], [key for _, key in options]
        if list(menu.options) != options:
            menu.options = options
        menu.value = chosen if chosen in keys else keys[0]

    def _turned(self, _change: object) -> None:
        if not self._arranging:
            self._arrange()
            self._begin()

    def _follow(self, _change: object) -> None:
        """The board has changed: mark its cell, and sweep anew what is not swept yet."""
        self._arrange()
        if self._swept and self._what() == self._swept:
            self._mark()
        else:
            self._begin()

    def _what(self) -> tuple[Any, ...]:
        """What decides the picture: the experiment without the two knobs."""
        alone = knobbed.alone(self.board.experiment, self.rule)
        grid = {name: knobbed.values(alone, name) for name in (self.up, self.along)}
        base = at(alone, {name: own[0] for name, own in grid.items()})
        return base, {name: tuple(own) for name, own in grid.items()}, self.measure

    def _begin(self) -> None:
        """Sweep from the start; knobs that do not go together are told, and the picture stays."""
        try:
            swept = self._what()
            self.running = Running(*swept)
        except ValueError as error:
            self._swept, self.map.cell = (), None
            self._tell(error)
            return
        self._swept = swept
        self._mark()
        self._go_on()

    def _go_on(self) -> None:
        """Fill what is open: once the hand rests, or at once where there is no later."""
        self._busy, self._drawn = True, 0.0
        if self._rest.possible:
            self._say()
            if not self.map.alt:
                self._show()
            self._rest.begin()
        else:
            for _ in self._fill():
                pass

    def _fill(self) -> Iterator[None]:
        """Chunk after chunk, and a picture now and then."""
        running = self.running
        if not self._busy:  # cancelled before it began
            return
        for _ in running:
            if time.monotonic() - self._drawn > REDRAWN and running.done < running.total:
                self._show()
            yield
        self._busy = False
        self._show()

    def _tell(self, error: Exception) -> None:
        self._busy = False
        self._say()
        self._line.value = html.escape(f"This cannot be swept: {error}")

    def _show(self) -> None:
        words = {str(key): text for text, key in self._menus["up"].options}
        self.map.show(self.sweep, words)
        self._drawn = time.monotonic()
        self._say()

    def _say(self) -> None:
        running = self.running
        self._bar.max, self._bar.value = running.total, running.done
        whole = running.done == running.total
        self._stop.description = "Cancel" if self._busy or whole else "Go on"
        self._stop.disabled = whole
        self._line.value = html.escape(f"{running.done:,} of {running.total:,} settings")

    def _mark(self) -> None:
        """Mark the cell that the board shows, where it shows one."""
        experiment = self.board.experiment
        cell = []
        for name, own in self._swept[1].items():
            now = value(experiment, find(experiment, name))
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
        setting = {
            name: own[i] for (name, own), i in zip(self._swept[1].items(), event.new, strict=True)
        }
        with self.board.refusing():
            self.board.experiment = at(self.board.experiment, setting)

    def close(self) -> None:
        """Close the board and what is around it."""
        if hasattr(self, "running"):
            self.running.cancel()
            self.board.close()
            self.map.close()
        super().close()

    def __repr__(self) -> str:
        return f"Sweeper({self.rule}, {self.sweep!r})"

    def _ipython_display_(self) -> None:
        self.map.show_as(self._repr_mimebundle_())
