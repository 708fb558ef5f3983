"""Classic pairing experiments as values: the STDP window, and triplets against pairs."""

from .frequency import Frequency
from .outcome import Outcome
from .pairing import PAIRINGS, Pairing
from .repeated import Pairs
from .window import Window

__all__ = ["PAIRINGS", "Frequency", "Outcome", "Pairing", "Pairs", "Window"]
