"""Measured changes by pairing at several rates, to hold rules against.

Sjostrom, Turrigiano and Nelson 2001 (doi 10.1016/S0896-6273(01)00542-6), layer 5 of visual
cortex: 60 pairs, 10 ms apart, mean and standard error of the relative weight change. [m] The
numbers are quoted from the tabulation that replications of Pfister and Gerstner 2006
(doi 10.1523/JNEUROSCI.1425-06.2006) hand on, not read off the papers themselves.
"""

from __future__ import annotations

RATES = (0.1, 10.0, 20.0, 40.0, 50.0)  # Hz
DELAY = 10.0  # ms, both ways
PAIRS = 60

SJOSTROM_2001: dict[float, tuple[tuple[float, float], ...]] = {
    10.0: ((-0.04, 0.05), (0.14, 0.10), (0.29, 0.14), (0.53, 0.11), (0.56, 0.26)),
    -10.0: ((-0.29, 0.08), (-0.41, 0.11), (-0.34, 0.10), (0.56, 0.32), (0.75, 0.19)),
}
"""t_post - t_pre in ms -> (mean, standard error) at each of `RATES`."""

SOURCE = (
    "Points: Sjöström, Turrigiano and Nelson 2001, mean and standard error, as replications of "
    "Pfister and Gerstner 2006 tabulate them; not re-read in the papers."
)
