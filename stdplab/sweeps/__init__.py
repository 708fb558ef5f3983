"""An experiment at many settings: one core side by side, or a cluster; a labelled array out."""

from .experiment_plan import at
from .result import Sweep
from .run_sweep import sweep
from .runner import SweepRunner

__all__ = ["Sweep", "SweepRunner", "at", "sweep"]
