"""The lab of distal reward: dopamine comes seconds later, and a trace has to remember for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.trainer import Trainer


def distal(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks to find the one rewarded synapse of fifty, after Izhikevich 2007.

    rule       "MSTDPET", or "MSTDP" or "Dopamine" at the same learning rate; or the name of
               one's own
    options    of `Distal`: subtract="mean" or "nothing", delay_low, delay_high, epochs (of
               20 s), seeds, seed; of the rule: gamma, tau_z, ...
    """
    from ..networks import Distal  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.trainer import Trainer  # noqa: PLC0415

    return Trainer(Distal.of(rule, **options))
