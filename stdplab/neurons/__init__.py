"""Neuron models, and neurons in a closed loop with synapses that learn."""

from .closed_loop import ClosedLoopResult, dale_bounds, simulate_closed_loop
from .conductance_based import ConductanceLIF
from .integrate_and_fire import LIF, ForcedSpikes, LinearPoisson

__all__ = [
    "LIF",
    "ClosedLoopResult",
    "ConductanceLIF",
    "ForcedSpikes",
    "LinearPoisson",
    "dale_bounds",
    "simulate_closed_loop",
]
