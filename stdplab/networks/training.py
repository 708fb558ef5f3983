"""A study being trained: epoch by epoch, with tests without learning and checkpoints."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..core.support.files.atomic_write import atomic_write_explained
from ..core.support.version import __version__
from . import checkpoint
from .base import Study
from .network import Measures
from .snapshot import SnapshotHistory

FORMAT = 1
TEST_EPOCHS = 5  # a test is the mean over so many epochs


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute with one thread, which is the fastest for small tensors."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


class Training:
    """A study being trained: its networks, and what was measured while they learned.

    `advance` trains for one epoch. Nothing happens in between, so a caller may stop after any
    epoch, save, and continue later with identical numbers. One thread computes: more threads
    are slower on tensors of this size.

    Parameters
    ----------
    study : Study
        The study to train.
    untrained : dict of str to torch.Tensor, optional
        Measures of the networks before they learn, shape (seeds,). By default the networks are
        tested when the training is made.

    Attributes
    ----------
    study : Study
        The study.
    network : Network
        The networks of all seeds.
    untrained : dict of str to torch.Tensor
        Each measure before learning, with plasticity off, shape (seeds,).
    snapshots : SnapshotHistory
        Spikes and weights of the first network by epoch; epoch 0 is untrained. After `load` it
        begins with the epoch that was saved, with plasticity off.

    Examples
    --------
    >>> from stdplab.networks import Training, Xor
    >>> training = Training(Xor.from_paper("MSTDP", code="temporal", seeds=2, epochs=1))
    >>> while not training.done:
    ...     measures = training.advance()
    >>> measures["solved"].shape
    torch.Size([2])
    """

    def __init__(self, study: Study, *, untrained: Measures | None = None) -> None:
        self.study = study
        self.generator = torch.Generator().manual_seed(study.seed)
        with one_thread():
            self.network = study.make_network(self.generator)
        self.snapshots = SnapshotHistory()
        self._measured: list[Measures] = []  # one item per epoch
        if untrained is None:
            with self.snapshots.record(0, self.network):
                untrained = self.test()
        self.untrained = untrained

    @property
    def epoch(self) -> int:
        """Number of epochs trained so far."""
        return len(self._measured)

    @property
    def done(self) -> bool:
        """Whether all epochs of the study are trained."""
        return self.epoch >= self.study.epochs

    @property
    def history(self) -> Measures:
        """Each measure over the epochs so far, with plasticity on, shape (epoch, seeds)."""
        past = self._measured
        return {name: torch.stack([one[name] for one in past]) for name in self.untrained if past}

    def advance(self) -> Measures:
        """Train for one epoch.

        Returns
        -------
        dict of str to torch.Tensor
            Each measure of this epoch, shape (seeds,).
        """
        snapshot = self.snapshots.record(self.epoch + 1, self.network)
        with torch.inference_mode(), one_thread(), snapshot:
            measures = self.study.run_epoch(self.network, self.generator, learning=True)
            # Write the state out and read it back, as a checkpoint does: a training that was
            # stopped here and one that was not then continue bit for bit alike.
            self.network.load(self.network.tensors())
        self._measured.append(measures)
        return measures

    def test(self, *, fresh: bool = False, epochs: int = TEST_EPOCHS) -> Measures:
        """Measure with plasticity off. The training itself is left unchanged.

        Parameters
        ----------
        fresh : bool
            Whether to use inputs that the networks have never seen.
        epochs : int
            Number of epochs to average over.

        Returns
        -------
        dict of str to torch.Tensor
            The mean of each measure over these epochs, shape (seeds,).
        """
        generator = torch.Generator().manual_seed(self.study.seed + 7919 * (self.epoch + 1))
        state = self.network.tensors()
        with torch.inference_mode(), one_thread():
            runs = [
                self.study.run_epoch(self.network, generator, learning=False, fresh=fresh)
                for _ in range(epochs)
            ]
        self.network.load(state)
        return {name: torch.stack([run[name] for run in runs]).mean(0) for name in runs[0]}

    def save(self, path: Path | str) -> Path:
        """Write a checkpoint, from which `load` continues bit for bit.

        The file holds arrays and text only, so that reading it runs no code.

        Parameters
        ----------
        path : pathlib.Path or str
            The file to write, by convention ending in ".npz".

        Returns
        -------
        pathlib.Path
            The path.

        Raises
        ------
        OSError
            When the file cannot be written. An existing file then stays as it was.
        ValueError
            When no file can have this name, or the networks are too many for a checkpoint.
        """
        path = Path(path)
        arrays: dict[str, Any] = {
            f"network/{name}": value.numpy() for name, value in self.network.tensors().items()
        }
        arrays |= {f"untrained/{name}": value.numpy() for name, value in self.untrained.items()}
        arrays |= {f"history/{name}": value.numpy() for name, value in self.history.items()}
        checkpoint.check_size(arrays)
        arrays["draw"] = self.generator.get_state().numpy()
        header = {"format": FORMAT, "version": __version__, "study": self.study.to_dict()}
        stream = io.BytesIO()
        np.savez_compressed(stream, about=np.array(json.dumps(header)), **arrays)
        atomic_write_explained(path, stream.getvalue())  # a full disk must not cost the last one
        return path

    @classmethod
    def load(cls, path: Path | str) -> Training:
        """Continue from a checkpoint that `save` wrote.

        Parameters
        ----------
        path : pathlib.Path or str
            The file.

        Returns
        -------
        Training
            The training as it was saved.

        Raises
        ------
        ValueError
            When the file is not a checkpoint of this version, or is damaged.
        """
        try:
            study, sections, generator_state = checkpoint.read(Path(path), FORMAT)
            training = cls(study, untrained=sections["untrained"])
            training.generator.set_state(generator_state)
            training.network.load(sections["network"])
            past = sections["history"]
            epochs = len(next(iter(past.values()), ()))
            with training.snapshots.record(epochs, training.network):
                checkpoint.check_compatible(sections["untrained"], training.test(epochs=1))
        except checkpoint.READ_ERRORS as error:
            raise ValueError(
                f"Cannot resume from {path}: {error!s:.200}. Use a file written by Training.save()."
            ) from None
        training._measured = [{name: past[name][i] for name in past} for i in range(epochs)]
        return training
