"""The lab of competing inputs: which of them become strong, and how soft bounds change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def competition(rule: str = "STDP", **options: Any) -> Trainer:
    """Let a thousand inputs compete for the spikes of one neuron.

    Parameters
    ----------
    rule : str
        "STDP", with the numbers of the paper; or the name of a user's own rule.
    **options
        Fields of `Competition`: ``rate`` (Hz), ``mu`` (softness of the bounds), ``inputs``,
        ``epochs`` (of 10 s), ``seeds``, ``seed``; and parameters of the rule, such as ``gamma``.

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

    Examples
    --------
    >>> from stdplab.labs import competition
    >>> competition(seeds=1)
    Trainer(Competition between inputs, STDP, epoch 0)
    """
    from ..networks import Competition  # noqa: PLC0415 - networks import torch
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(Competition.create(rule, **options))
