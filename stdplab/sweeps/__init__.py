"""Sweeps: an experiment or a study at many settings, with a labelled array as the result."""

from .experiment_axes import experiment_at
from .result import Sweep
from .run_sweep import sweep
from .runner import SweepRunner
from .stored_comparison import compare_stored
from .stored_sweeps import stored_sweep

__all__ = ["Sweep", "SweepRunner", "compare_stored", "experiment_at", "stored_sweep", "sweep"]
