"""The XOR lab: networks that learn from reward alone, with their controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def xor(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks on the exclusive or of two bits, after Florian 2007.

    rule       "MSTDPET" or "MSTDP", at the paper's learning rate; or the name of one's own
    options    of `Xor`: code="rate" or "temporal", epochs, seeds, seed; of the rule: gamma, ...
    """
    from ..networks import Xor  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(Xor.of(rule, **options))
