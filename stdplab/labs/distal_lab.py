"""The lab of distal reward: dopamine comes seconds later, and a trace must bridge the delay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def distal(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks to find the one rewarded synapse of fifty.

    Parameters
    ----------
    rule : str
        "MSTDPET", or "MSTDP" or "Dopamine" at the same learning rate; or the name of a user's own
        rule.
    **options
        Fields of `DistalReward`: ``subtract`` ("mean" or "nothing"), ``delay_low`` and
        ``delay_high`` (ms), ``epochs`` (of 20 s), ``seeds``, ``seed``; and parameters of the
        rule, such as ``gamma`` and ``tau_z``.

    Returns
    -------
    Trainer
        The study under buttons, untrained.

    Raises
    ------
    ValueError
        When the rule or an option is unknown or not valid.

    References
    ----------
    Izhikevich 2007, doi:10.1093/cercor/bhl152

    Examples
    --------
    >>> from stdplab.labs import distal
    >>> distal(seeds=1)
    Trainer(Distal reward, MSTDPET, epoch 0)
    """
    from ..networks import DistalReward  # noqa: PLC0415 - networks import torch
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(DistalReward.create(rule, **options))
