"""The lab of first-spike latency: a volley that comes again is answered ever earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def latency(rule: str = "STDP", **options: Any) -> Trainer:
    """Train neurons on a volley of spikes that comes again and again.

    rule       "STDP", depression a little the stronger; or the name of one's own
    options    of `FirstSpikeLatency`: jitter (ms), epochs, seeds, seed; of the rule: gamma, ...
    """
    from ..networks import FirstSpikeLatency  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(FirstSpikeLatency.of(rule, **options))
