"""The base of the pairing experiments: what each of them computes."""

from __future__ import annotations

from dataclasses import dataclass

from .design import PairingDesign
from .repeated_pairs import PeriodicPairs
from .result import PairingResult


@dataclass(frozen=True)
class PairingExperiment(PairingDesign):
    """The base of the pairing experiments: frozen, equal by value, JSON in and out.

    A subclass is a frozen dataclass with a class variable ``name``, which is its name on the
    command line. It defines `all_rules`, `with_rules`, `tasks`, `preview` and `run`. Fields
    declared with `knob` get a slider, like the parameters of a rule.

    Examples
    --------
    >>> from stdplab.pairings import PAIRING_EXPERIMENTS, PairingExperiment, STDPWindow
    >>> list(PAIRING_EXPERIMENTS)
    ['triplet', 'window']
    >>> PairingExperiment.from_json(STDPWindow(pairs=10).to_json()) == STDPWindow(pairs=10)
    True
    """

    def tasks(self) -> tuple[PeriodicPairs, ...]:
        """The simulations that `run` needs; one that ran before costs nothing."""
        raise NotImplementedError

    def preview(self) -> PairingResult:
        """Return what can be computed within a frame or two."""
        raise NotImplementedError

    def run(self) -> PairingResult:
        """Run every simulation and return the complete result."""
        raise NotImplementedError
