"""How much of a weight change each spike pair accounts for."""

from __future__ import annotations

import torch
from torch import Tensor

from stdplab.core.bounds import Bounds
from stdplab.core.drive import Drive
from stdplab.core.learning_rule.rule import Rule
from stdplab.core.protocol import Protocol
from stdplab.core.simulate import simulate

MAX_NUMBERS = 5_000_000
"""The most numbers in a result; more would fill a laptop's memory."""


def attribution(
    rule: Rule, protocol: Protocol, w0: float = 0.2, *, lag: int = 0, bounds: Bounds | None = None
) -> Tensor:
    r"""How much each spike pair has moved the weight, over time.

    The share of a pair is what its two spikes do alone, under the protocol's reward:

    .. math:: a_{ij}(t) = w_{ij}(t) - w_{i}(t) - w_{j}(t) + w_{\varnothing}(t)

    with the weights of runs that have spikes i and j, either alone, or none. Under rules that
    pair all spikes with all, without bounds, :math:`\sum_{ij} a_{ij}(t) = w(t) - w_0`.
    Elsewhere (nearest pairing, triplets, bounds) no single pair accounts for the rest.

    Parameters
    ----------
    rule : Rule
        The rule, with single numbers as parameters.
    protocol : Protocol
        The spikes and the reward.
    w0 : float
        The weight before the first step.
    lag : int
        As for `simulate`.
    bounds : Bounds or None
        As for `simulate`.

    Returns
    -------
    Tensor
        Shape (pre spikes, post spikes, steps + 1).

    Raises
    ------
    ValueError
        When the result would have more than 5,000,000 numbers.

    Examples
    --------
    >>> from stdplab import STDP, presets
    >>> shares = attribution(STDP(), presets.FLORIAN_2007.protocol)
    >>> [f"{float(share):.4f}" for share in shares[0, :, -1]]
    ['0.1558', '0.0078', '0.0013', '0.0003']
    """
    pre = _single_spikes(protocol.pre, protocol.axonal_delay, protocol)
    post = _single_spikes(protocol.post, protocol.dendritic_delay, protocol)
    n, m, steps = len(pre) - 1, len(post) - 1, protocol.steps
    if (n + 1) * (m + 1) * (steps + 1) > MAX_NUMBERS:
        raise ValueError(
            f"{n} pre and {m} post spikes over {steps} steps make more than "
            f"{MAX_NUMBERS:,} shares. Use a shorter part of the protocol."
        )
    # One neuron for each spike: the synapses between them are the pairs.
    drive = Drive(pre.T.contiguous(), post.T.contiguous(), protocol.drive().reward)
    start = torch.full((n + 1, m + 1), float(w0), dtype=torch.float64)
    w = simulate(rule, drive, start, lag=lag, bounds=bounds, dt=protocol.dt)["w"].movedim(0, -1)
    return w[:-1, :-1] - w[:-1, -1:] - w[-1:, :-1] + w[-1:, -1:]


def _single_spikes(times: tuple[float, ...], delay: float, protocol: Protocol) -> Tensor:
    """One row for the arrival of each spike alone, and a last row without any spike."""
    rows = torch.zeros(len(times) + 1, protocol.steps, dtype=torch.float64)
    for row, time in enumerate(times):
        arrival = round((time + delay) / protocol.dt)
        if arrival <= protocol.steps:
            rows[row, arrival - 1] = 1.0
    return rows
