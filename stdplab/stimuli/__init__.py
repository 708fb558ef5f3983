"""Spike trains: regular, jittered, Poisson, bursts, and the pairing protocol.

Every generator gives sorted times in ms, ready for `Protocol`. The random ones take a seed and
give the same times on every machine.
"""

from .pairing_protocol import pairing
from .random_trains import jittered, poisson
from .regular_trains import bursts, regular
from .typed_times import read_times

__all__ = ["bursts", "jittered", "pairing", "poisson", "read_times", "regular"]
