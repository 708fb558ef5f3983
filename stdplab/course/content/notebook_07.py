"""The items of notebook 07, learning XOR from reward."""

from __future__ import annotations

from ...networks import stored
from ...widgets.prediction.curve import ReferenceCurve
from ..items.choice import Choice
from ..items.numeric import Numeric
from ..items.prediction import Prediction
from ..items.training_conditions import TrainingGoal, at_least, min_networks, study_with


def _share() -> ReferenceCurve:
    """The share of networks that solve XOR, untrained and after each epoch."""
    run = stored("xor-rate-mstdpet")
    before = float(run.untrained["solved"].mean())
    values = (before, *run.curves["solved"].mean.tolist())
    return ReferenceCurve(
        values, last=run.study.epochs, axis="epoch", symbol="share",
        label="the share of networks that solve XOR",
    )  # fmt: skip


def _gain_in_share() -> float:
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
            "all of them": "One would expect that of networks that have learned. Look at the "
            "results below.",
            "about half of them": "Right. The results below show which half.",
            "almost none of them": "More than that do. Look at the results below.",
        },
        "f22c9353483f6622",
    ),
    Choice(
        "07/last",
        "Each network was frozen after some last pattern. After which last pattern do most of the "
        "frozen networks solve XOR?",
        {
            "00": "Some do: without input there are no spikes, so the weights change little.",
            "01": "In this pattern every output spike was rewarded, just before the weights were "
            "frozen.",
            "10": "In this pattern every output spike was rewarded, just before the weights were "
            "frozen.",
            "11": "Right: in this pattern every output spike was punished, so the last changes "
            "lowered the rate.",
        },
        "744657882a808ffa",
    ),
    Numeric(
        "07/gained",
        "Temporal code, MSTDPET, plasticity off: how much larger is the share of networks that "
        "solve XOR after training than before?",
        _gain_in_share,
        0.01,
        hint_wrong="Subtract two rows of the same column.",
    ),
    TrainingGoal(
        "07/goal",
        "Train at least 8 networks on the rate code until at least 0.9 of them solve XOR with "
        "plasticity off.",
        (
            study_with(code="rate"),
            min_networks(8),
            at_least("online", 0.9),
            at_least("frozen", 0.9),
        ),
        (
            "Train, then press Test, plasticity off. Which of the two numbers is too low?",
            "The rule in the lab's cell has no eligibility trace. Which of the three has one?",
            'Write xor("MSTDPET", seeds=8, epochs=120) in the cell, run both cells, train, test.',
        ),
    ),
)
