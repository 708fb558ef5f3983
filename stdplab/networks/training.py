"""A study under way: trained in slices, stopped and gone on with, tested without learning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .study import Measures, Study

TESTS = 5  # epochs that a test is the mean of


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute with one thread, which on small tensors is the fastest."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class Training:
    """The networks of a study, and what was measured while they learned.

    epoch        how many epochs they have learned
    history      measure -> (epoch, seeds), online: with plasticity on
    untrained    measure -> (seeds,), of the same networks before they learned

    `advance` is one slice; nothing happens in between, so a caller may stop at any time, keep
    what was learned, and go on. One thread computes: more are slower on tensors of this size.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.draw = torch.Generator().manual_seed(study.seed)
        self.network = study.network(self.draw)
        self._slices: list[Measures] = []
        self.untrained = self.test()

    @property
    def epoch(self) -> int:
        """How many epochs the networks have learned."""
        return len(self._slices)

    @property
    def done(self) -> bool:
        """Whether the study's epochs are over."""
        return self.epoch >= self.study.epochs

    @property
    def history(self) -> Measures:
        """Each measure over the epochs so far: (epoch, seeds)."""
        names = self.untrained
        return {name: torch.stack([s[name] for s in self._slices]) for name in names} if self._slices else {}

    def advance(self) -> Measures:
        """Learn for one epoch, and say what was measured in it."""
        with torch.inference_mode(), one_thread():
            measured = self.study.epoch(self.network, self.draw, learning=True)
            # As a run that was stopped here would find it: then both go on bit for bit alike.
            self.network.load(self.network.tensors())
        self._slices.append(measured)
        return measured

    def test(self, *, fresh: bool = False, epochs: int = TESTS) -> Measures:
        """Measure with plasticity off; learning goes on afterwards as if nothing had been.

        fresh    on inputs that the networks have never seen
        """
        draw = torch.Generator().manual_seed(hash((self.study.seed, len(self._slices), fresh)))
        held = self.network.tensors()
        with torch.inference_mode(), one_thread():
            runs = [
                self.study.epoch(self.network, draw, learning=False, fresh=fresh)
                for _ in range(epochs)
            ]
        self.network.load(held)
        return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}
