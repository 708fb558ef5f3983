"""An experiment at many settings: one core side by side, or a cluster; a labelled array out."""

from .running import Running
from .settings import at
from .start import sweep
from .value import Sweep

__all__ = ["Running", "Sweep", "at", "sweep"]
