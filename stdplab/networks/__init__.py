"""Network studies: experiments as values, their training, and reports with control conditions."""

from .base import STUDIES, Study
from .competition import Competition
from .distal_reward import DistalReward
from .first_spike_latency import FirstSpikeLatency
from .reports.compare_stored import compare_stored
from .reports.report import Report
from .reports.scan import Scan
from .reports.scan_run import scan
from .reports.stored_results import stored, stored_scan
from .target_rates import TargetRates
from .training import Training
from .xor import Xor

__all__ = [
    "STUDIES",
    "Competition",
    "DistalReward",
    "FirstSpikeLatency",
    "Report",
    "Scan",
    "Study",
    "TargetRates",
    "Training",
    "Xor",
    "compare_stored",
    "scan",
    "stored",
    "stored_scan",
]
