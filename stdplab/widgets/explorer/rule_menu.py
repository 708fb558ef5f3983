"""A menu of every rule, which remembers how each was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from ...core.rule import RULES, Rule
from .sliders import WIDTH, WORDS


class RuleMenu(ipywidgets.Dropdown):
    """The rules there are, one's own too.

    chosen    is told the rule that a hand has chosen: as it was left, else with its defaults
    """

    def __init__(self, chosen: Callable[[Rule], None]) -> None:
        self._chosen, self._kept, self._following = chosen, dict[str, Rule](), False
        super().__init__(
            description="Rule", style={"description_width": WORDS}, layout={"width": WIDTH}
        )
        self.observe(self._pick, "value")

    def follow(self, rule: Rule) -> None:
        """Show a rule that Python or a slider has set."""
        self._kept[rule.name] = rule
        self._following = True
        try:
            self.options = sorted({*RULES, *self._kept})
            self.value = rule.name
        finally:
            self._following = False

    def _pick(self, event: Any) -> None:
        if not self._following:
            kept, kind = self._kept.get(event.new), RULES.get(event.new)
            if kept is not None and kind in (type(kept), None):
                self._chosen(kept)
            elif kind is not None:
                self._chosen(kind())
