"""The parameter names of six synapse models of NEST, and what is not equal here.

    nest            w <- w + lambda Wmax K+         at a post spike
                    w <- w - alpha lambda Wmax K-   at a pre spike
    nest_dopamine   c <- c + A_plus K+              at a post spike
                    c <- c - A_minus K-             at a pre spike
                    dc/dt = -c/tau_c,  dw/dt = c (n - b)
    nest_triplet    w <- w + K+ (Aplus + Aplus_triplet K-')     at a post spike
                    w <- w - K- (Aminus + Aminus_triplet K+')   at a pre spike

NEST discards a pre and a post spike at the same time: its rules read the traces before the step.
The three models stdp_nn_..._synapse change as "nest" does, with nearest spikes only.

K+ and K- are x and y here, the primed ones x2 and y2 just before the spike. The first line is the
additive case (mu_plus = mu_minus = 0). The eligibility trace c is not divided by its time
constant, but z is: z = c/tau_c. So the same weight change needs gamma = tau_c.
"""

from __future__ import annotations

from .convention import Convention

_DELAY = "NEST shifts post spikes by the dendritic delay: add it to the post spike times."
_MULTIPLICATIVE = (
    "NEST's default is multiplicative (mu_plus = mu_minus = 1). For it give "
    "bounds=Soft(0, Wmax, mu=1); for the additive rule (both 0), bounds=Hard(0, Wmax)."
)
_EXPONENT = "Give bounds=Soft(0, Wmax, mu_plus=..., mu_minus=...), or Hard(0, Wmax) for 0."
_UNITS = (
    "NEST's weights have the unit of Wmax (default 100). Without Wmax, w is in units of Wmax, "
    "from 0 to 1."
)
_REWARD = (
    "NEST's dopamine n(t) is a spike train filtered with tau_n, minus a constant baseline b. "
    "Give it as reward levels r(t) = n(t) - b, with times in ms."
)


def _pair_model(title: str, name: str, **implied: float) -> Convention:
    """A model with the parameters of stdp_synapse."""
    return Convention(
        model=f"NEST's {name}",
        source=f"NEST 3 documentation of {name}; {title}",
        names={
            "lambda_": ("gamma", 1),
            "alpha": ("A_minus", -1),
            "tau_plus": ("tau_plus", 1),
            "tau_minus": ("tau_minus", 1),
        },
        implied={"A_plus": 1.0, **implied, "read_before": True},
        multiplies={"Wmax": "gamma"},
        elsewhere={"mu_plus": _EXPONENT, "mu_minus": _EXPONENT},
        differences=(_MULTIPLICATIVE, _UNITS, _DELAY),
        needs=("A_minus", "gamma"),
        lacks=("tau_z", "A3_plus"),
    )


_GUETIG = "Guetig et al. 2003, doi 10.1523/JNEUROSCI.23-09-03697.2003"
_MORRISON = "Morrison, Diesmann and Gerstner 2008, doi 10.1007/s00422-008-0233-1"

NEST: dict[str, Convention] = {
    "nest": _pair_model(_GUETIG, "stdp_synapse"),
    "nest_nn_symm": _pair_model(_MORRISON, "stdp_nn_symm_synapse", nearest=True, scheme=0),
    "nest_nn_pre_centered": _pair_model(
        _MORRISON, "stdp_nn_pre_centered_synapse", nearest=True, scheme=1
    ),
    "nest_nn_restr": _pair_model(_MORRISON, "stdp_nn_restr_synapse", nearest=True, scheme=2),
    "nest_dopamine": Convention(
        model="NEST's stdp_dopamine_synapse",
        source="NEST 3 documentation of stdp_dopamine_synapse; Potjans et al. 2010, "
        "doi 10.3389/fncom.2010.00141",
        names={
            "A_plus": ("A_plus", 1),
            "A_minus": ("A_minus", -1),
            "tau_plus": ("tau_plus", 1),
            "tau_minus": ("tau_minus", 1),
            "tau_c": ("tau_z", 1),
        },
        implied={"gamma": 1.0, "read_before": True},
        multiplies={"tau_c": "gamma"},
        elsewhere={
            "tau_n": "Give the dopamine as reward levels r(t) = n(t) - b.",
            "b": "Give the dopamine as reward levels r(t) = n(t) - b.",
            "Wmin": "Give bounds=Hard(Wmin, Wmax).",
            "Wmax": "Give bounds=Hard(Wmin, Wmax).",
        },
        differences=(
            "NEST's c is not divided by tau_c: c = tau_z z.",
            _REWARD,
            "NEST's baseline is constant: MSTDPET is equal, Dopamine subtracts a running mean.",
            "NEST integrates dw/dt = c (n - b) exactly; here the error falls with dt.",
            _DELAY,
        ),
        needs=("tau_z",),
    ),
    "nest_triplet": Convention(
        model="NEST's stdp_triplet_synapse",
        source="NEST 3 documentation of stdp_triplet_synapse; Pfister and Gerstner 2006, "
        "doi 10.1523/JNEUROSCI.1425-06.2006",
        names={
            "Aplus": ("A_plus", 1),
            "Aminus": ("A_minus", -1),
            "Aplus_triplet": ("A3_plus", 1),
            "Aminus_triplet": ("A3_minus", -1),
            "tau_plus": ("tau_plus", 1),
            "tau_minus": ("tau_minus", 1),
            "tau_plus_triplet": ("tau_x", 1),
            "tau_minus_triplet": ("tau_y", 1),
        },
        implied={"gamma": 1.0, "read_before": True},
        elsewhere={"Wmax": "Give bounds=Hard(0, Wmax)."},
        differences=(
            "NEST limits weights to 0..Wmax (default 100): give bounds=Hard(0, Wmax).",
            "NEST pairs all spikes with all: leave nearest=False.",
            _DELAY,
        ),
        needs=("A3_plus",),
    ),
}
"""Convention -> the names of one NEST model."""
