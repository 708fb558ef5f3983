"""Classic pairing experiments as values: the STDP window, and weight change against pair rate."""

from .amplitude_fit import fit_amplitudes
from .base import PairingExperiment
from .design import PAIRING_EXPERIMENTS
from .frequency_dependence import FrequencyDependence
from .repeated_pairs import PeriodicPairs
from .result import PairingResult
from .sjostrom_2001 import RATES, SJOSTROM_2001
from .stdp_window import STDPWindow

__all__ = [
    "PAIRING_EXPERIMENTS",
    "RATES",
    "SJOSTROM_2001",
    "FrequencyDependence",
    "PairingExperiment",
    "PairingResult",
    "PeriodicPairs",
    "STDPWindow",
    "fit_amplitudes",
]
