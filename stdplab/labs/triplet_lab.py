"""Frequency dependence as a lab: what triplets explain and pairs cannot."""

from __future__ import annotations

from typing import Any

from ..pairings import FrequencyDependence
from ..plots import pairing_figures
from ..widgets.explorer.explorer import Explorer


def triplet(**options: Any) -> Explorer:
    """Turn the triplet rule's parameters and the pair rule's, beside the measured changes.

    options    of `FrequencyDependence`: rules, rates, delay, pairs

    >>> from stdplab.labs import triplet
    >>> triplet()
    Explorer(At 50 Hz, +10 and -10 ms: Triplet +0.763 and +0.749; STDP -0.625 and -0.639. \
Distance from the data: Triplet 0.14, STDP 0.76.)
    """
    return Explorer(FrequencyDependence(**options), pairing_figures.frequency_figure)
