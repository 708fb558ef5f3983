"""The STDP window of a pair rule in closed form."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..core.learning_rule.rule import Rule

TRACE_LIFETIME = 20
"""Time constants after which an eligibility trace counts as decayed: exp(-20) = 2e-9.

The learning window of the board lets a run end then."""


def closed_window(rule: Rule, delays: Iterable[float], *, dt: float = 1.0) -> list[float]:
    """The STDP window of a pair rule in closed form, for one isolated pair of delay D.

        W(D) = gamma A_plus exp(-D/tau_plus)    for D > 0
        W(D) = gamma A_minus exp(D/tau_minus)   for D < 0
        W(0) = gamma (A_plus + A_minus), or 0 with read_before

    For a rule with an eligibility trace, times (dt/tau_z)/(1 - exp(-dt/tau_z)), its sum over steps.

    Parameters
    ----------
    rule : Rule
        A pair rule: one with A_plus, A_minus, tau_plus and tau_minus.
    delays : iterable of float
        t_post - t_pre, ms.
    dt : float
        The time step, ms.

    Returns
    -------
    list of float
        The change of the weight, one value for each delay.

    Raises
    ------
    ValueError
        When the rule is not a pair rule.
    """
    try:
        A_plus, A_minus = float(rule.A_plus), float(rule.A_minus)  # type: ignore[attr-defined]
        tau_plus, tau_minus = float(rule.tau_plus), float(rule.tau_minus)  # type: ignore[attr-defined]
    except AttributeError:
        raise ValueError(
            f"{rule.name} is not a pair rule, so its window has no closed form. "
            "Use STDPWindow(rule).run(), which measures it."
        ) from None
    tau_z = getattr(rule, "tau_z", None)
    trace_sum = 1.0 if tau_z is None else (dt / tau_z) / -math.expm1(-dt / tau_z)
    scale = float(getattr(rule, "gamma", 1.0)) * trace_sum

    read_before = getattr(rule, "read_before", False)

    def change(delay: float) -> float:
        if delay == 0 and read_before:
            return 0.0
        potentiation = A_plus * math.exp(-delay / tau_plus) if delay >= 0 else 0.0
        depression = A_minus * math.exp(delay / tau_minus) if delay <= 0 else 0.0
        return scale * (potentiation + depression)

    return [change(delay) for delay in delays]
