"""The parameter names of papers and simulators, as data: what each becomes here, its source."""

from __future__ import annotations

from .convention import Convention
from .nest_conventions import NEST

_FACTOR_ONE = ("A_plus", "A_minus", "tau_plus", "tau_minus")

CONVENTIONS: dict[str, Convention] = {
    "florian": Convention(
        model="the paper of Florian",
        source="Florian 2007, doi 10.1162/neco.2007.19.6.1468",
        names={name: (name, 1) for name in (*_FACTOR_ONE, "tau_z", "gamma")},
    ),
    "inferno": Convention(
        model="the library Inferno",
        source="Inferno 0.0.5, documentation of inferno.learn",
        # The suffix names the spike that triggers: lr_post scales the pre trace, tc_pre decays it.
        names={
            "lr_post": ("A_plus", 1),
            "lr_pre": ("A_minus", 1),
            "tc_pre": ("tau_plus", 1),
            "tc_post": ("tau_minus", 1),
            "tc_eligibility": ("tau_z", 1),
            "scale": ("gamma", 1),
        },
        implied={"gamma": 1.0},
    ),
    "gerstner": Convention(
        model="the notation of Gerstner and colleagues",
        source="Fremaux and Gerstner 2016, doi 10.3389/fncir.2015.00085",
        names={
            **{name: (name, 1) for name in _FACTOR_ONE},
            "tau_e": ("tau_z", 1),
            "eta": ("gamma", 1),
        },
    ),
    "brian2": Convention(
        model="the STDP example of Brian 2",
        source="Brian 2 documentation, example STDP; doi 10.7554/eLife.47314",
        names={
            "dApre": ("A_plus", 1),
            "dApost": ("A_minus", 1),
            "taupre": ("tau_plus", 1),
            "taupost": ("tau_minus", 1),
        },
        implied={"gamma": 1.0},
    ),
    **NEST,
}
"""Convention -> its names and what they become here."""
