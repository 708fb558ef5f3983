"""Networks that learn: experiments as values, trained in slices, each with its controls."""

from .rates import TargetRates
from .report import Report
from .study import STUDIES, Study
from .training import Training
from .xor import Xor

__all__ = ["STUDIES", "Report", "Study", "TargetRates", "Training", "Xor"]
