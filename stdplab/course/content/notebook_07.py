"""Learning XOR from reward alone: what notebook 07 asks."""

from __future__ import annotations

from ...networks import stored
from ...widgets.prediction.curve import ReferenceCurve
from ..items.prediction import Prediction
from ..items.questions import Choice, Numeric
from ..items.training_conditions import TrainingGoal, networks, reaches, studies


def _share() -> ReferenceCurve:
    """The share of networks that have learned it, untrained and after each epoch."""
    run = stored("xor-rate-mstdpet")
    before = float(run.untrained["solved"].mean())
    values = (before, *run.curves["solved"].mean.tolist())
    return ReferenceCurve(
        values, last=run.study.epochs, axis="epoch", symbol="share",
        label="the share of networks that solve XOR",
    )  # fmt: skip


def _gained() -> float:
    table = stored("xor-temporal-mstdpet").table()
    return table["frozen"][0] - table["untrained"][0]


ITEMS = (
    Prediction(
        "07/share",
        "Draw the share of the 32 networks that solve XOR, from untrained to epoch 200.",
        _share(),
    ),
    Choice(
        "07/frozen",
        "All 32 networks with MSTDP solve XOR while they learn. Now their weights are frozen. "
        "How many still solve it?",
        {
            "all of them": "That is what one expects of networks that have learned. Look below.",
            "about half of them": "Right, and which half it is can be read off below.",
            "almost none of them": "Not as bad as that. Look below.",
        },
        "f22c9353483f6622",
    ),
    Choice(
        "07/last",
        "After which last pattern do most of the frozen networks solve it?",
        {
            "00": "Some do: without input there are no spikes, and little changes.",
            "01": "There every output spike was rewarded, just before the weights were frozen.",
            "10": "There every output spike was rewarded, just before the weights were frozen.",
            "11": "Right: the last thing these weights were taught is to be quiet.",
        },
        "744657882a808ffa",
    ),
    Numeric(
        "07/gained",
        "Temporal code, MSTDPET, plasticity off: by how much do the trained networks beat the "
        "untrained?",
        _gained,
        0.01,
        near="Subtract two rows of one column.",
    ),
    TrainingGoal(
        "07/goal",
        "Train at least 8 networks on the rate code until at least 0.9 of them solve XOR with "
        "plasticity off.",
        (studies(code="rate"), networks(8), reaches("online", 0.9), reaches("frozen", 0.9)),
        (
            "Train, then press Test, plasticity off. Which of the two numbers falls short?",
            "The rule in the lab's cell has no memory. Which of the three rules has one?",
            'Write xor("MSTDPET", seeds=8, epochs=120) in the cell, run both cells, train, test.',
        ),
    ),
)
