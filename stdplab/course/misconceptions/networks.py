"""What is believed about networks: that a passed test, or a good last epoch, means learning."""

from __future__ import annotations

from ...networks import stored
from .base import Misconception, Numbers


def solved(run: str, *conditions: str) -> Numbers:
    """The share of the networks of a stored run that solve XOR, by condition."""
    table = stored(run).table("solved")
    return {name: table[name][0] for name in conditions}


ITEMS = (
    Misconception(
        "passed",
        "A network that passes the test has learned.",
        "The test is the goal of the training, and after it the network passes.",
        "32 networks on XOR in the temporal code, tested before any training.",
        lambda: solved("xor-temporal-mstdpet", "untrained", "frozen"),
        lambda n: n["untrained"] > 0.5,
        "A share of {untrained:.2f} passes untrained, {frozen:.2f} after training: the claim needs "
        "the untrained networks beside it.",
    ),
    Misconception(
        "online",
        "Good performance while learning means that it is stored in the weights.",
        "Papers often report the last epochs of training, with plasticity on.",
        "32 networks on XOR in the rate code under MSTDP, 200 epochs, then plasticity off.",
        lambda: solved("xor-rate-mstdp", "online", "frozen"),
        lambda n: n["frozen"] < n["online"] - 0.3,
        "A share of {online:.2f} solves it while it learns, {frozen:.2f} with the weights frozen: "
        "the others are carried by changes from one pattern to the next.",
    ),
)
