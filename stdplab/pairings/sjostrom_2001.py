"""Weight changes measured at several rates of spike pairs, to compare rules with.

Sjostrom, Turrigiano and Nelson 2001 (doi 10.1016/S0896-6273(01)00542-6) paired spikes in layer 5
of visual cortex: 60 pairs, 10 ms apart, in both orders. The table holds the mean and the standard
error of the relative weight change. Its numbers are the ones used in public replications of
Pfister and Gerstner 2006 (doi 10.1523/JNEUROSCI.1425-06.2006), who fitted the triplet rule to
these data.
"""

from __future__ import annotations

RATES = (0.1, 10.0, 20.0, 40.0, 50.0)
"""Pairs per second (Hz) at which the changes were measured."""

DELAY = 10.0
"""Time between the spikes of a pair in ms, in both orders."""

PAIRS = 60
"""Pairs in each measurement."""

SJOSTROM_2001: dict[float, tuple[tuple[float, float], ...]] = {
    10.0: ((-0.04, 0.05), (0.14, 0.10), (0.29, 0.14), (0.53, 0.11), (0.56, 0.26)),
    -10.0: ((-0.29, 0.08), (-0.41, 0.11), (-0.34, 0.10), (0.56, 0.32), (0.75, 0.19)),
}
"""Delay t_post - t_pre in ms -> (mean, standard error) of the relative change at each rate."""

SOURCE = (
    "Points: Sjöström, Turrigiano and Nelson 2001, doi 10.1016/S0896-6273(01)00542-6; mean and "
    "standard error, as used in public replications of Pfister and Gerstner 2006."
)
"""The note below a figure that shows the measured points."""
