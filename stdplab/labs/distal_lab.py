"""The lab of distal reward: dopamine comes seconds later, and a trace has to remember for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def distal(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks to find the one rewarded synapse of fifty, after Izhikevich 2007.

    rule       "MSTDPET", or "MSTDP" or "Dopamine" at the same learning rate; or the name of
               one's own
    options    of `DistalReward`: subtract="mean" or "nothing", delay_low, delay_high, epochs (of
               20 s), seeds, seed; of the rule: gamma, tau_z, ...
    """
    from ..networks import DistalReward  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(DistalReward.of(rule, **options))
