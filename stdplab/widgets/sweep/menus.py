"""The menus of a heatmap: its rule, its measure and the controls of its two axes."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from ...core.experiment import Experiment
from ...plots.sweeps.sweep_labels import measure_label
from . import heatmap_axes

LABELS = {"rule": "Rule", "measure": "Measure", "y": "Vertical axis", "x": "Horizontal axis"}
DEFAULT_AXES = {"y": "tau_z", "x": "gamma"}
MENU = {"width": "min(340px, 98%)"}


class SweepMenus(ipywidgets.VBox):
    """Menus named "rule", "measure", "y" and "x" with the choices that an experiment has.

    ``on_change`` is called when a learner has chosen in a menu and the others are updated.
    ``chosen`` are the first choices by menu. Without one, an axis shows its default control, or
    the first available where the rule lacks that one. Raises ValueError for an unknown choice.
    """

    def __init__(
        self, experiment: Experiment, on_change: Callable[[], None], **chosen: str | None
    ) -> None:
        style = {"description_width": "104px"}
        self._menus = {
            name: ipywidgets.Dropdown(description=label, layout=MENU, style=style)
            for name, label in LABELS.items()
        }
        self._experiment, self._on_change, self._updating = experiment, on_change, False
        given = {name: choice for name, choice in chosen.items() if choice is not None}
        self.update(experiment, **{**DEFAULT_AXES, **given})
        for name, choice in given.items():
            self._check(name, choice)
        for menu in self._menus.values():
            menu.observe(self._on_menu, "value")
        super().__init__(list(self._menus.values()))

    def chosen(self, name: str) -> str:
        """Return the choice in a menu."""
        return str(self._menus[name].value)

    def available(self, name: str) -> list[str]:
        """Return the choices that a menu offers."""
        return [key for _, key in self._menus[name].options]

    @property
    def labels(self) -> dict[str, str]:
        """The words of each control, by key."""
        return {str(key): label for label, key in self._menus["y"].options}

    def choose(self, **names: str) -> None:
        """Set menus from Python; raise ValueError for an unknown menu or choice."""
        for name, new in names.items():
            self._check(name, new)
            self._menus[name].value = new

    def update(self, experiment: Experiment, **preferred: str) -> None:
        """Offer what the experiment and the rule have, and keep the choices where possible."""
        self._experiment = experiment
        chosen = {**{name: menu.value for name, menu in self._menus.items()}, **preferred}
        self._updating = True
        try:
            self._set_options("rule", [(name, name) for name in experiment.names], chosen["rule"])
            single = heatmap_axes.single_rule(experiment, self.chosen("rule"))
            series = ["w", *single.rules[0].series]
            measures = [name for one in series for name in (one, f"peak {one}")]
            options = [(measure_label(name), name) for name in measures]
            self._set_options("measure", options, chosen["measure"])
            swept = [(label, key) for key, label in heatmap_axes.sweepable_controls(single).items()]
            self._set_options("y", swept, chosen["y"])
            y = self.chosen("y")
            others = [option for option in swept if heatmap_axes.compatible(option[1], y)]
            self._set_options("x", others, chosen["x"])
        finally:
            self._updating = False

    def _set_options(self, name: str, options: list[tuple[str, str]], chosen: str | None) -> None:
        menu, keys = self._menus[name], [key for _, key in options]
        if list(menu.options) != options:
            menu.options = options
        menu.value = chosen if chosen in keys else keys[0]

    def _check(self, name: str, choice: str) -> None:
        if name not in self._menus:
            raise ValueError(f"No menu {name!r}. Available: {', '.join(self._menus)}.")
        if choice not in (known := self.available(name)):
            raise ValueError(f"No choice {name} = {choice!r}. Available: {', '.join(known)}.")

    def _on_menu(self, _change: object) -> None:
        if not self._updating:
            self.update(self._experiment)
            self._on_change()
