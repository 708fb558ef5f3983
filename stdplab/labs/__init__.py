"""Ready-made labs: widgets composed in one call, without mathematics of their own."""

from .beside import beside
from .distal import distal
from .file import load
from .florian import florian
from .lab import Lab
from .rates import rates
from .triplet import triplet
from .window import window
from .xor import xor

__all__ = ["Lab", "beside", "distal", "florian", "load", "rates", "triplet", "window", "xor"]
