"""Misconceptions about networks: that a passed test, or a good last epoch, means learning."""

from __future__ import annotations

from ...networks import stored
from .base import Misconception, Numbers


def solved(run: str, *conditions: str) -> Numbers:
    """The share of networks of a stored run that solve XOR, by control condition."""
    table = stored(run).table("solved")
    return {name: table[name][0] for name in conditions}


ITEMS = (
    Misconception(
        "passed",
        "A network that passes the test has learned.",
        "The test measures what the training is for, and after the training the network passes.",
        "32 networks on XOR in the temporal code, tested before any training.",
        lambda: solved("xor-temporal-mstdpet", "untrained", "frozen"),
        lambda n: n["untrained"] > 0.5,
        "A share of {untrained:.2f} passes before training and {frozen:.2f} after it. A claim of "
        "learning needs the comparison with untrained networks.",
    ),
    Misconception(
        "online",
        "Good performance during training means that the solution is stored in the weights.",
        "Papers often report the last epochs of training, with plasticity on.",
        "32 networks on XOR in the rate code under MSTDP: 200 epochs, then plasticity off.",
        lambda: solved("xor-rate-mstdp", "online", "frozen"),
        lambda n: n["frozen"] < n["online"] - 0.3,
        "A share of {online:.2f} solves XOR during training and {frozen:.2f} with frozen weights. "
        "The other networks solve it only because their weights change from pattern to pattern.",
    ),
)
