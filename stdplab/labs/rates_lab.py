"""The lab of target firing rates: one reward for a hundred neurons, with or without baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def rates(rule: str = "MSTDP", **options: Any) -> Trainer:
    """Train a hundred output neurons towards target rates.

    Parameters
    ----------
    rule : str
        "MSTDP" or "MSTDPET", at the learning rate of the paper; or the name of a user's own rule.
    **options
        Fields of `TargetRates`: ``baseline``, ``delay`` (ms), ``epochs`` (of 1 s), ``seeds``,
        ``seed``; and parameters of the rule, such as ``gamma`` and ``tau_z``.

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
    Florian 2007, doi:10.1162/neco.2007.19.6.1468

    Examples
    --------
    >>> from stdplab.labs import rates
    >>> rates(seeds=1)
    Trainer(Target firing rates, MSTDP, epoch 0)
    """
    from ..networks import TargetRates  # noqa: PLC0415 - networks import torch
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(TargetRates.create(rule, **options))
