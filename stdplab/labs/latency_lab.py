"""The lab of first-spike latency: the response to a repeated volley of spikes becomes earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def latency(rule: str = "STDP", **options: Any) -> Trainer:
    """Train neurons on a volley of input spikes that is repeated.

    Parameters
    ----------
    rule : str
        "STDP", with depression a little stronger than potentiation; or the name of a user's own
        rule.
    **options
        Fields of `FirstSpikeLatency`: ``jitter`` (ms), ``epochs`` (of five volleys), ``seeds``,
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
    Song, Miller and Abbott 2000, doi:10.1038/78829

    Guyonneau, VanRullen and Thorpe 2005, doi:10.1162/0899766053429390

    Examples
    --------
    >>> from stdplab.labs import latency
    >>> latency(seeds=2)
    Trainer(First-spike latency, STDP, epoch 0)
    """
    from ..networks import FirstSpikeLatency  # noqa: PLC0415 - networks import torch
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(FirstSpikeLatency.create(rule, **options))
