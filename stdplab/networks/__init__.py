"""Network studies: experiments as values, their training, and reports with control conditions."""

from .base import STUDIES, Study
from .competition import Competition
from .distal_reward import DistalReward
from .first_spike_latency import FirstSpikeLatency
from .reports.report import Report
from .reports.stored_results import stored
from .target_rates import TargetRates
from .training import Training
from .xor import Xor

__all__ = [
    "STUDIES",
    "Competition",
    "DistalReward",
    "FirstSpikeLatency",
    "Report",
    "Study",
    "TargetRates",
    "Training",
    "Xor",
    "stored",
]
