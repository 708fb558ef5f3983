"""A menu of every rule, which remembers the parameters last used with each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from ...core.learning_rule.rule import RULES, Rule
from .sliders import LABEL_WIDTH, SLIDER_WIDTH


class RuleMenu(ipywidgets.Dropdown):
    """A menu of all registered rules, a user's own included.

    ``on_choose`` is called with the rule that a learner chooses: with the parameters last used, or
    else with its defaults.
    """

    def __init__(self, on_choose: Callable[[Rule], None]) -> None:
        self._on_choose, self._last_used, self._updating = on_choose, dict[str, Rule](), False
        super().__init__(
            description="Rule",
            style={"description_width": LABEL_WIDTH},
            layout={"width": SLIDER_WIDTH},
        )
        self.observe(self._on_value, "value")

    def show_rule(self, rule: Rule) -> None:
        """Show a rule, set by Python or by a slider, without calling ``on_choose``."""
        self._last_used[rule.name] = rule
        self._updating = True
        try:
            self.options = sorted({*RULES, *self._last_used})
            self.value = rule.name
        finally:
            self._updating = False

    def _on_value(self, event: Any) -> None:
        if not self._updating:
            used, kind = self._last_used.get(event.new), RULES.get(event.new)
            if used is not None and kind in (type(used), None):
                self._on_choose(used)
            elif kind is not None:
                self._on_choose(kind())
