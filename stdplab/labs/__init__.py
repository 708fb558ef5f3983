"""Ready-made labs: widgets composed in one call, without mathematics of their own."""

from .beside import beside
from .competition import competition
from .distal import distal
from .file import load
from .florian import florian
from .lab import Lab
from .latency import latency
from .rates import rates
from .sweeps import sweeps
from .traces import traces
from .triplet import triplet
from .window import window
from .xor import xor

__all__ = [
    "Lab",
    "beside",
    "competition",
    "distal",
    "florian",
    "latency",
    "load",
    "rates",
    "sweeps",
    "traces",
    "triplet",
    "window",
    "xor",
]
