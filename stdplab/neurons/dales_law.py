"""Dale's law as weight bounds: a neuron is either excitatory or inhibitory."""

from __future__ import annotations

import torch

from ..core.bounds import Hard
from ..core.support.numbers import validation


def dale_bounds(signs: torch.Tensor, max_weight: float) -> Hard:
    """Return hard bounds that keep each presynaptic neuron excitatory or inhibitory.

    The bounds are [0, max_weight] where the sign is +1, and [-max_weight, 0] where it is -1.

    Parameters
    ----------
    signs : Tensor, shape (n_pre,)
        +1 for an excitatory, -1 for an inhibitory neuron.
    max_weight : float
        The largest size of a weight, above zero.

    Returns
    -------
    Hard
        Bounds with tensors of shape (n_pre, 1).

    Raises
    ------
    ValueError
        When ``signs`` is not a vector of +1 and -1, or ``max_weight`` not above zero.

    Examples
    --------
    >>> import torch
    >>> bounds = dale_bounds(torch.tensor([1, -1]), 5.0)
    >>> bounds.low.flatten().tolist(), bounds.high.flatten().tolist()
    ([0.0, -5.0], [5.0, 0.0])
    """
    if not bool((signs.abs() == 1).all()) or signs.ndim != 1:
        raise ValueError(
            "signs must be a vector of +1 and -1, one for each presynaptic neuron; "
            f"got shape {tuple(signs.shape)} and values such as {signs.flatten()[:4].tolist()}"
        )
    limit = validation.positive(max_weight, "max_weight") * signs.double()[:, None]
    return Hard(limit.clamp(max=0), limit.clamp(min=0))
