"""The amplitudes of a pair rule, fitted to the weight changes of Sjostrom et al. 2001."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..core.support.short_repr import number_text
from ..rules.stdp import STDP
from .repeated_pairs import PeriodicPairs
from .sjostrom_2001 import PAIRS, RATES, SJOSTROM_2001

PAIR_RULE = STDP(A_plus=0.2, A_minus=-0.75, tau_plus=16.8, tau_minus=33.7, gamma=0.01)
"""The pair rule of `fit_amplitudes` at the low rates, rounded to the steps of the sliders."""


def fit_amplitudes(rule: Any = PAIR_RULE, rates: tuple[float, ...] = (0.1, 10.0)) -> Any:
    """Fit the two amplitudes of a pair rule to the changes of Sjostrom et al. 2001.

    The changes are linear in ``A_plus`` and ``A_minus``, so the least squares solution has a
    closed form. The other parameters stay.

    Parameters
    ----------
    rule : Rule
        A pair rule with the parameters ``A_plus`` and ``A_minus``.
    rates : tuple of float
        The rates in Hz to fit at, each one of `RATES`.

    Returns
    -------
    Rule
        The rule with the fitted amplitudes.

    Raises
    ------
    ValueError
        When one of ``rates`` was not measured.

    References
    ----------
    Sjostrom, Turrigiano and Nelson 2001, doi 10.1016/S0896-6273(01)00542-6.

    Examples
    --------
    >>> fitted = fit_amplitudes()
    >>> round(fitted.A_plus, 2), round(fitted.A_minus, 2)
    (0.2, -0.76)
    """
    unknown = [rate for rate in rates if rate not in RATES]
    if unknown:
        raise ValueError(f"No data at {number_text(unknown[0])} Hz. Rates with data: {RATES}")
    responses, targets = [], []
    for delay, measured in SJOSTROM_2001.items():
        for rate in rates:
            units = (replace(rule, A_plus=1, A_minus=0), replace(rule, A_plus=0, A_minus=1))
            responses.append([PeriodicPairs(unit, delay, PAIRS, rate).change() for unit in units])
            targets.append(measured[RATES.index(rate)][0])
    # The normal equations of least squares, two by two.
    aa, ab, bb = (sum(r[i] * r[j] for r in responses) for i, j in ((0, 0), (0, 1), (1, 1)))
    a, b = (sum(r[i] * t for r, t in zip(responses, targets, strict=True)) for i in (0, 1))
    det = aa * bb - ab * ab
    return replace(rule, A_plus=(a * bb - b * ab) / det, A_minus=(b * aa - a * ab) / det)
