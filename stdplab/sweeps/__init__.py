"""Sweeps: an experiment or a study at many settings, with a labelled array as the result."""

from .plans.experiment_axes import experiment_at
from .results.stored_comparison import compare_stored
from .results.stored_sweeps import stored_sweep
from .results.sweep_result import Sweep
from .run_sweep import sweep
from .runner import SweepRunner

__all__ = ["Sweep", "SweepRunner", "compare_stored", "experiment_at", "stored_sweep", "sweep"]
