"""Neuron models, and neurons in a closed loop with synapses that learn.

A neuron model is a frozen value with `initial_state` and one pure `step`, like a rule. Its input
in a step is the sum of the weights over the presynaptic spikes of the step before.
"""

from .closed_loop import ClosedLoopResult, simulate_closed_loop
from .conductance_based import ConductanceLIF
from .dales_law import dale_bounds
from .forced_spikes import ForcedSpikes
from .integrate_and_fire import LIF
from .linear_poisson import LinearPoisson

__all__ = [
    "LIF",
    "ClosedLoopResult",
    "ConductanceLIF",
    "ForcedSpikes",
    "LinearPoisson",
    "dale_bounds",
    "simulate_closed_loop",
]
