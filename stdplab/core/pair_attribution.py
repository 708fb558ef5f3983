"""Which pairs of spikes a weight's change comes from."""

from __future__ import annotations

import torch
from torch import Tensor

from .bounds import Hard
from .drive import Drive
from .protocol import Protocol
from .rule import Rule
from .simulate import simulate

LARGEST = 5_000_000
"""Numbers in a result: beyond it the answer would fill a laptop's memory."""


def attribution(
    rule: Rule, protocol: Protocol, w0: float = 0.2, *, lag: int = 0, bounds: Hard | None = None
) -> Tensor:
    r"""How much each pair of a pre and a post spike has moved the weight, over time.

    A pair's share is what it does alone, under the protocol's reward:

    .. math:: a_{ij}(t) = w_{ij}(t) - w_{i}(t) - w_{j}(t) + w_{\varnothing}(t)

    with the weight in a run of spikes i and j, of either alone, and of none. Under rules that
    pair all spikes with all, without bounds, :math:`\sum_{ij} a_{ij}(t) = w(t) - w_0`; what is
    missing from the sum elsewhere (nearest pairing, triplets, bounds) no pair does alone.

    Returns shape (pre spikes, post spikes, steps + 1). Raises ValueError where that is too much.

    >>> from stdplab import STDP, presets
    >>> shares = attribution(STDP(), presets.FLORIAN_2007.protocol)
    >>> [f"{float(share):.4f}" for share in shares[0, :, -1]]
    ['0.1558', '0.0078', '0.0013', '0.0003']
    """
    pre, post = (_alone(times, protocol) for times in (protocol.pre, protocol.post))
    n, m, steps = len(pre) - 1, len(post) - 1, protocol.steps
    if (n + 1) * (m + 1) * (steps + 1) > LARGEST:
        raise ValueError(
            f"{n} pre and {m} post spikes over {steps} steps make too many pairs to tell apart: "
            "take a shorter stretch of the protocol"
        )
    # One neuron for each spike: the synapses between them are the pairs.
    drive = Drive(pre.T.contiguous(), post.T.contiguous(), protocol.drive().reward)
    start = torch.full((n + 1, m + 1), float(w0), dtype=torch.float64)
    w = simulate(rule, drive, start, lag=lag, bounds=bounds, dt=protocol.dt)["w"].movedim(0, -1)
    return w[:-1, :-1] - w[:-1, -1:] - w[-1:, :-1] + w[-1:, -1:]


def _alone(times: tuple[float, ...], protocol: Protocol) -> Tensor:
    """One row for each spike alone, and a last one without any."""
    rows = torch.zeros(len(times) + 1, protocol.steps, dtype=torch.float64)
    for row, time in enumerate(times):
        rows[row, round(time / protocol.dt) - 1] = 1.0
    return rows
