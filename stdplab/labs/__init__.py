"""Ready-made labs: widgets composed in one call, without mathematics of their own."""

from .beside import beside
from .competition import competition
from .file import load
from .florian import florian
from .lab import Lab
from .latency import latency
from .rates import rates
from .xor import xor

__all__ = ["Lab", "beside", "competition", "florian", "latency", "load", "rates", "xor"]
