"""What a heatmap shows, from menus: whose, which number, and the knobs along its sides."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ...core.experiment import Experiment
from ...plots.sweep_labels import worded
from . import heatmap_axes

LABELS = {"rule": "Rule", "measure": "Measure", "up": "Upwards", "along": "Along"}
USUAL = {"up": "tau_z", "along": "gamma"}
MENU = {"width": "min(340px, 98%)"}


class SweepMenus(ipywidgets.VBox):
    """Menus called "rule", "measure", "up" and "along", which offer what fits an experiment.

    turned    called when somebody has turned one, and the others fit again
    chosen    what each shows at first; ValueError lists what there is. Without a name, or with
              None, a knob is the usual one, or the first where the rule has not that one
    """

    def __init__(
        self, experiment: Experiment, turned: Callable[[], None], **chosen: str | None
    ) -> None:
        style = {"description_width": "84px"}
        self._menus = {
            name: ipywidgets.Dropdown(description=label, layout=MENU, style=style)
            for name, label in LABELS.items()
        }
        self._experiment, self._turned, self._arranging = experiment, turned, False
        given = {name: own for name, own in chosen.items() if own is not None}
        self.arrange(experiment, **{**USUAL, **given})
        for name, own in given.items():
            self._check(name, own)
        for menu in self._menus.values():
            menu.observe(self._heard, "value")
        super().__init__(list(self._menus.values()))

    def chosen(self, name: str) -> str:
        """What a menu shows."""
        return str(self._menus[name].value)

    def offered(self, name: str) -> list[str]:
        """What there is in a menu."""
        return [key for _, key in self._menus[name].options]

    @property
    def words(self) -> dict[str, str]:
        """Each knob in words."""
        return {str(key): words for words, key in self._menus["up"].options}

    def choose(self, **names: str) -> None:
        """Turn menus from Python; ValueError lists what there is."""
        for name, new in names.items():
            self._check(name, new)
            self._menus[name].value = new

    def arrange(self, experiment: Experiment, **wanted: str) -> None:
        """Fit the menus to the experiment and the rule; what was chosen stays where it can."""
        self._experiment = experiment
        chosen = {**{name: menu.value for name, menu in self._menus.items()}, **wanted}
        self._arranging = True
        try:
            self._offer("rule", [(name, name) for name in experiment.names], chosen["rule"])
            alone = heatmap_axes.alone(experiment, self.chosen("rule"))
            series = ["w", *alone.rules[0].series]
            measures = [name for one in series for name in (one, f"peak {one}")]
            self._offer("measure", [(worded(m), m) for m in measures], chosen["measure"])
            swept = [(words, key) for key, words in heatmap_axes.offered(alone).items()]
            self._offer("up", swept, chosen["up"])
            others = [pair for pair in swept if heatmap_axes.fits(pair[1], self.chosen("up"))]
            self._offer("along", others, chosen["along"])
        finally:
            self._arranging = False

    def _offer(self, name: str, options: list[tuple[str, str]], chosen: str | None) -> None:
        menu, keys = self._menus[name], [key for _, key in options]
        if list(menu.options) != options:
            menu.options = options
        menu.value = chosen if chosen in keys else keys[0]

    def _check(self, name: str, wanted: str) -> None:
        if name not in self._menus:
            raise ValueError(f"there is no menu {name!r}: there is {', '.join(self._menus)}")
        if wanted not in (known := self.offered(name)):
            raise ValueError(f"there is no {name} {wanted!r}: there is {', '.join(known)}")

    def _heard(self, _change: object) -> None:
        if not self._arranging:
            self.arrange(self._experiment)
            self._turned()
