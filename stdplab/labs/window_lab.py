"""The STDP window as a lab: pairs at 1 Hz beside the closed form, under any rule's sliders."""

from __future__ import annotations

from typing import Any

from ..core.rule import RULES, Rule
from ..pairings import STDPWindow
from ..plots import pairing_figures
from ..widgets.explorer.explorer import Explorer


def window(rule: Rule | str = "STDP", **options: Any) -> Explorer:
    """Turn a rule's parameters and watch its window; the closed form follows the slider at once.

    rule       the name of a rule, one's own too, or a rule with its parameters
    options    of `STDPWindow`: delays, pairs, rate

    >>> from stdplab.labs import window
    >>> window("MSTDP", pairs=10)
    Explorer(MSTDP, 10 pairs at 1 Hz: equal to the closed form. \
Recovered: tau_plus 20 ms, tau_minus 20 ms.)
    """
    if isinstance(rule, str):
        if rule not in RULES:
            raise ValueError(f"unknown rule {rule!r}: known are {', '.join(RULES)}")
        rule = RULES[rule]()
    return Explorer(STDPWindow(rule, **options), pairing_figures.stdp_window_figure, menu=True)
