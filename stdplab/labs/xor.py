"""The XOR lab: networks that learn from reward alone, with their controls."""

from __future__ import annotations

from typing import Any

from ..networks import Xor
from ..widgets.trainer import Trainer


def xor(rule: str = "MSTDPET", **options: Any) -> Trainer:
    """Train networks on the exclusive or of two bits, after Florian 2007.

    rule       "MSTDPET" or "MSTDP", at the paper's learning rate; or the name of one's own
    options    of `Xor`: code="rate" or "temporal", epochs, seeds, seed; of the rule: gamma, ...
    """
    return Trainer(Xor.of(rule, **options))
