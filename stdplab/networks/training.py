"""A study under way: trained in slices, stopped and gone on with, tested without learning."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..core.support import atomic_write
from ..core.support.version import __version__
from . import checkpoint
from .base import Measures, Study
from .snapshot import SnapshotHistory

FORMAT = 1
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
    album        epoch -> spikes and weights of the first network, epoch 0 untrained; after
                 `load` those of the epoch it was saved in, with plasticity off, and since then

    `advance` is one slice; nothing happens in between, so a caller may stop at any time, keep
    what was learned, and go on. One thread computes: more are slower on tensors of this size.
    """

    def __init__(self, study: Study, *, untrained: Measures | None = None) -> None:
        self.study = study
        self.draw = torch.Generator().manual_seed(study.seed)
        with one_thread():
            self.network = study.network(self.draw)
        self.album = SnapshotHistory()
        self._slices: list[Measures] = []
        if untrained is None:  # nobody has measured it yet
            with self.album.page(0, self.network):
                untrained = self.test()
        self.untrained = untrained

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
        past = self._slices
        return {name: torch.stack([slice_[name] for slice_ in past]) for name in names if past}

    def advance(self) -> Measures:
        """Learn for one epoch, and say what was measured in it."""
        page = self.album.page(self.epoch + 1, self.network)
        with torch.inference_mode(), one_thread(), page:
            measured = self.study.epoch(self.network, self.draw, learning=True)
            # As a run that was stopped here would find it: then both go on bit for bit alike.
            self.network.load(self.network.tensors())
        self._slices.append(measured)
        return measured

    def test(self, *, fresh: bool = False, epochs: int = TESTS) -> Measures:
        """Measure with plasticity off; learning goes on afterwards as if nothing had been.

        fresh    on inputs that the networks have never seen
        """
        draw = torch.Generator().manual_seed(self.study.seed + 7919 * (self.epoch + 1))
        held = self.network.tensors()
        with torch.inference_mode(), one_thread():
            runs = [
                self.study.epoch(self.network, draw, learning=False, fresh=fresh)
                for _ in range(epochs)
            ]
        self.network.load(held)
        return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}

    def save(self, path: Path | str) -> Path:
        """Write a checkpoint, from which `load` goes on bit for bit; returns the path.

        Arrays and text only: reading one runs no code.
        """
        path = Path(path)
        arrays: dict[str, Any] = {
            f"network/{name}": value.numpy() for name, value in self.network.tensors().items()
        }
        arrays |= {f"untrained/{name}": value.numpy() for name, value in self.untrained.items()}
        arrays |= {f"history/{name}": value.numpy() for name, value in self.history.items()}
        arrays["draw"] = self.draw.get_state().numpy()
        about = {"format": FORMAT, "version": __version__, "study": self.study.to_dict()}
        stream = io.BytesIO()
        np.savez_compressed(stream, about=np.array(json.dumps(about)), **arrays)
        atomic_write.save(path, stream.getvalue())  # a full disk must not cost the last one
        return path

    @classmethod
    def load(cls, path: Path | str) -> Training:
        """Go on from what `save` wrote; ValueError when it is no checkpoint of this version."""
        try:
            study, parts, drawn = checkpoint.read(Path(path), FORMAT)
            training = cls(study, untrained=parts["untrained"])
            training.draw.set_state(drawn)
            checkpoint.fitting(parts["network"], training.network.tensors())
            training.network.load(parts["network"])
            past = parts["history"]
            epochs = len(next(iter(past.values()), ()))
            with training.album.page(epochs, training.network):
                checkpoint.fitting(parts["untrained"], training.test(epochs=1))
        except checkpoint.UNREADABLE as error:
            raise ValueError(
                f"{path} is no checkpoint that can be gone on from ({error!s:.200}): give a file "
                "that Training.save wrote"
            ) from None
        training._slices = [{name: past[name][i] for name in past} for i in range(epochs)]
        return training
