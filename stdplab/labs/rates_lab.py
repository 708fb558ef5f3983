"""The lab of target firing rates: one reward for a hundred neurons, and what a baseline breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def rates(rule: str = "MSTDP", **options: Any) -> Trainer:
    """Train output neurons towards target rates, after Florian 2007.

    rule       "MSTDP" or "MSTDPET", at the paper's learning rate; or the name of one's own
    options    of `TargetRates`: baseline, delay, epochs (seconds), seeds, seed; of the rule:
               gamma, tau_z, ...
    """
    from ..networks import TargetRates  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(TargetRates.of(rule, **options))
