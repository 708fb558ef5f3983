"""Ready-made labs: widgets composed in one call, without mathematics of their own."""

from .file import load
from .florian import florian
from .lab import Lab

__all__ = ["Lab", "florian", "load"]
