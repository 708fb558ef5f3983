"""Ready-made experiments, each with its source and the final weights it gives."""

from __future__ import annotations

from dataclasses import replace

from .core.bounds import Hard
from .core.experiment import Experiment
from .core.protocol import Protocol
from .core.support.short_repr import quoted
from .rules.mstdp import MSTDP
from .rules.mstdpet import MSTDPET
from .rules.stdp import STDP
from .rules.triplet import Triplet
from .stimuli import pairing

FLORIAN_2007 = Experiment(
    Protocol(pre=(10, 85, 115, 135), post=(15, 75, 110, 140), reward=((0, 1.0), (100, -1.0))),
    (STDP(), MSTDP(), MSTDPET()),
)
"""One synapse, three rules after Florian 2007 (doi 10.1162/neco.2007.19.6.1468).

Final weights 0.2690 (STDP), 0.2033 (MSTDP), 0.3342 (MSTDPET).
"""

EARLIER_SPIKES = replace(
    FLORIAN_2007,
    protocol=replace(FLORIAN_2007.protocol, pre=(5, 80, 115, 135), post=(10, 70, 110, 140)),
)
"""The same experiment with each early spike 5 ms sooner (pre 5, 80; post 10, 70).

Final weights 0.2618 (STDP), 0.2106 (MSTDP), 0.3196 (MSTDPET).
"""

CONSTANT_REWARD = replace(FLORIAN_2007, protocol=replace(FLORIAN_2007.protocol, reward=((0, 1.0),)))
"""`FLORIAN_2007` with reward 1 throughout: MSTDP must then equal STDP."""

LATE_REWARD = Experiment(
    Protocol(pre=(40,), post=(45,), reward=((75, 1.0), (95, 0.0))),
    (MSTDP(gamma=0.5), MSTDPET(gamma=0.5)),
)
"""One pair, and 30 ms later a reward of 20 ms: only a rule with an eligibility trace learns.

Final weights 0.2000 (MSTDP), 0.2633 (MSTDPET).
"""

ANTI_HEBBIAN = replace(
    FLORIAN_2007,
    rules=tuple(kind(A_plus=-1.0, A_minus=1.0) for kind in (STDP, MSTDP, MSTDPET)),
)
"""Both signs reversed: pre before post depresses. Each change is minus that of `FLORIAN_2007`."""

SYMMETRIC = replace(FLORIAN_2007, rules=tuple(kind(A_minus=1.0) for kind in (STDP, MSTDP, MSTDPET)))
"""Both orders potentiate: only the distance in time of two spikes matters."""

SONG_2000 = replace(
    FLORIAN_2007,
    rules=(STDP(A_plus=1.0, A_minus=-1.05, tau_plus=20.0, tau_minus=20.0, gamma=0.005),),
    bounds=Hard(0.0, 1.0),
)
"""STDP after Song, Miller and Abbott 2000 (doi 10.1038/78829), with hard bounds.

Depression is 1.05 times potentiation; a pair changes the weight by at most 0.005 of the largest
weight.
"""

PFISTER_GERSTNER_2006 = Experiment(
    pairing(10.0, pairs=60, rate=20.0), (Triplet(), STDP(gamma=0.0065)), w0=0.5
)
"""The triplet rule against a pair rule: after 60 pairs at 20 Hz the triplet rule has gained 0.23.

The parameters are the minimal all-to-all set for visual cortex of Pfister and Gerstner 2006
(doi 10.1523/JNEUROSCI.1425-06.2006).
"""

PRESETS: dict[str, Experiment] = {
    "florian": FLORIAN_2007,
    "earlier-spikes": EARLIER_SPIKES,
    "constant-reward": CONSTANT_REWARD,
    "late-reward": LATE_REWARD,
    "anti-hebbian": ANTI_HEBBIAN,
    "symmetric": SYMMETRIC,
    "song-2000": SONG_2000,
    "pfister-gerstner-2006": PFISTER_GERSTNER_2006,
}
"""The presets by the name that menus and the command line use."""


def get(name: str) -> Experiment:
    """The preset of that name.

    Parameters
    ----------
    name : str
        A key of `PRESETS`, such as "florian".

    Returns
    -------
    Experiment
        The experiment.

    Raises
    ------
    ValueError
        When there is no such preset; the message lists the available ones.

    Examples
    --------
    >>> get("florian").names
    ('STDP', 'MSTDP', 'MSTDPET')
    """
    if not isinstance(name, str) or name not in PRESETS:
        raise ValueError(f"unknown preset {quoted(name)}. Available: {', '.join(PRESETS)}.")
    return PRESETS[name]
