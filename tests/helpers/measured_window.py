"""The STDP window of a rule, measured by simulating the pairing protocol step by step."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from stdplab.core.learning_rule.rule import Rule
from stdplab.core.simulate import simulate
from stdplab.pairings.window_curves import TRACE_LIFETIME
from stdplab.stimuli import pairing


def measured_window(
    rule: Rule, delays: Iterable[float], *, pairs: int = 1, dt: float = 1.0
) -> list[float]:
    """The weight change per spike pair against the delay, measured with the pairing protocol.

    The reward is 1 throughout. The run continues for `TRACE_LIFETIME` time constants of the
    eligibility trace after the last pair, in which the trace decays to 2e-9 of its size.

    Parameters
    ----------
    rule : Rule
        The rule.
    delays : iterable of float
        t_post - t_pre, ms; potentiation at positive delays.
    pairs : int
        The number of pairs, at 1 Hz. One is enough when traces decay within a second.
    dt : float
        The time step, ms.

    Returns
    -------
    list of float
        The change of the weight per pair, one value for each delay.
    """
    changes = []
    for delay in delays:
        protocol = pairing(delay, pairs=pairs, dt=dt)
        tail = TRACE_LIFETIME * getattr(rule, "tau_z", 0.0)
        long = replace(protocol, duration=protocol.duration + math.ceil(tail / dt) * dt)
        changes.append(simulate(rule, long, w0=0.0).final / pairs)
    return changes
