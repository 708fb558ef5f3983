"""Networks that learn: experiments as values, trained in slices, each with its controls."""

from .competition import Competition
from .distal import Distal
from .latency import Latency
from .rates import TargetRates
from .report import Report
from .scan import Scan
from .stored import stored, stored_scan
from .study import STUDIES, Study
from .training import Training
from .vary import scan
from .xor import Xor

__all__ = [
    "STUDIES",
    "Competition",
    "Distal",
    "Latency",
    "Report",
    "Scan",
    "Study",
    "TargetRates",
    "Training",
    "Xor",
    "scan",
    "stored",
    "stored_scan",
]
