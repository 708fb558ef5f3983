"""Networks that learn: experiments as values, trained in slices, each with its controls."""

from .competition import Competition
from .latency import Latency
from .rates import TargetRates
from .report import Report
from .study import STUDIES, Study
from .training import Training
from .xor import Xor

__all__ = ["STUDIES", "Competition", "Latency", "Report", "Study", "TargetRates", "Training", "Xor"]
