"""Ready-made labs: one function call makes a widget for a topic."""

from .competition_lab import competition
from .distal_lab import distal
from .florian_lab import florian
from .lab import Lab
from .lab_file import load
from .latency_lab import latency
from .rates_lab import rates
from .side_by_side import beside
from .sweeps_lab import sweeps
from .traces_lab import traces
from .triplet_lab import triplet
from .window_lab import window
from .xor_lab import xor

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
