"""Sweeps: an experiment or a study at many settings, with a labelled array as the result."""

from .experiment_plan import experiment_at
from .result import Sweep
from .run_sweep import sweep
from .runner import SweepRunner

__all__ = ["Sweep", "SweepRunner", "experiment_at", "sweep"]
