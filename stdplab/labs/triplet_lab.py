"""The lab of frequency dependence: what the triplet rule explains and the pair rule cannot."""

from __future__ import annotations

from typing import Any

from ..pairings import FrequencyDependence
from ..plots.pairings.frequency_plot import frequency_figure
from ..widgets.explorer.explorer import Explorer


def triplet(**options: Any) -> Explorer:
    """Show the triplet rule and the pair rule under sliders, beside measured weight changes.

    Parameters
    ----------
    **options
        Fields of `FrequencyDependence`: ``rules``, ``rates`` (Hz), ``delay`` (ms), ``pairs``.

    Returns
    -------
    Explorer
        The sliders and the figure.

    Raises
    ------
    ValueError
        When an option is unknown or not valid.

    References
    ----------
    Pfister and Gerstner 2006, doi:10.1523/JNEUROSCI.1425-06.2006

    Examples
    --------
    >>> from stdplab.labs import triplet
    >>> triplet()
    Explorer(Weight change at 50 Hz, delays +10 and -10 ms: Triplet +0.763 and +0.749; \
STDP -0.625 and -0.639. RMS distance from the data: Triplet 0.14, STDP 0.76.)
    """
    return Explorer(FrequencyDependence(**options), frequency_figure)
