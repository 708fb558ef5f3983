"""The XOR lab: networks learn from reward alone, beside their control conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def xor(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks on the exclusive or of two bits.

    Parameters
    ----------
    rule : str
        "MSTDPET" or "MSTDP", at the learning rate of the paper; or the name of a user's own rule.
    **options
        Fields of `Xor`: ``code`` ("rate" or "temporal"), ``epochs``, ``seeds``,
        ``seed``; and parameters of the rule, such as ``gamma``.

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
    >>> from stdplab.labs import xor
    >>> xor("MSTDP", seeds=2)
    Trainer(XOR from reward alone, MSTDP, epoch 0)
    """
    from ..networks import Xor  # noqa: PLC0415 - networks import torch
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(Xor.create(rule, **options))
