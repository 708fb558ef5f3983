"""The lab of competing inputs: which of a thousand end up strong, and how soft bounds change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..widgets.training.trainer import Trainer


def competition(rule: str = "STDP", **options: Any) -> Trainer:
    """Let a thousand inputs compete for the timing of one neuron's spikes, after Song et al. 2000.

    rule       "STDP", with the paper's numbers; or the name of one's own
    options    of `Competition`: rate (Hz), mu (softness of the bounds), inputs, epochs, seeds,
               seed; of the rule: gamma, ...
    """
    from ..networks import Competition  # noqa: PLC0415 - networks need torch, see core.tensors
    from ..widgets.training.trainer import Trainer  # noqa: PLC0415

    return Trainer(Competition.of(rule, **options))
