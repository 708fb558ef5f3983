"""The lab of the STDP window: pairs at 1 Hz beside the closed form, for any rule."""

from __future__ import annotations

from typing import Any

from ..core.learning_rule.rule import RULES, Rule
from ..core.support.short_repr import quoted
from ..pairings import STDPWindow
from ..plots.pairings.stdp_window_plot import stdp_window_figure
from ..widgets.explorer.explorer import Explorer


def window(rule: Rule | str = "STDP", **options: Any) -> Explorer:
    """Show the STDP window of a rule, with sliders for its parameters.

    Parameters
    ----------
    rule : Rule or str
        A rule with its parameters, or the name of one, a user's own rule included.
    **options
        Fields of `STDPWindow`: ``delays`` (ms), ``pairs``, ``rate`` (Hz).

    Returns
    -------
    Explorer
        The sliders, a menu of rules, and the figure.

    Raises
    ------
    ValueError
        When the rule or an option is unknown or not valid.

    Examples
    --------
    >>> from stdplab.labs import window
    >>> window("MSTDP", pairs=10)
    Explorer(MSTDP, 10 pairs at 1 Hz: the measured window equals the closed form. \
Measured time constants: tau_plus 20 ms, tau_minus 20 ms.)
    """
    if isinstance(rule, str):
        if rule not in RULES:
            raise ValueError(f"No rule {quoted(rule)}. Available: {', '.join(RULES)}.")
        rule = RULES[rule]()
    return Explorer(STDPWindow(rule, **options), stdp_window_figure, menu=True)
