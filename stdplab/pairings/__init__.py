"""Classic pairing experiments as values: the STDP window, and triplets against pairs."""

from .base import PAIRINGS, PairingExperiment, PairingResult
from .frequency_dependence import FrequencyDependence, fitted
from .repeated_pairs import PeriodicPairs
from .sjostrom_2001 import RATES, SJOSTROM_2001
from .stdp_window import STDPWindow

__all__ = [
    "PAIRINGS",
    "RATES",
    "SJOSTROM_2001",
    "FrequencyDependence",
    "PairingExperiment",
    "PairingResult",
    "PeriodicPairs",
    "STDPWindow",
    "fitted",
]
