"""A study under way: trained in slices, stopped and gone on with, tested without learning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import torch

from .. import __version__
from .study import Measures, Study

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
        past = self._slices
        return {name: torch.stack([slice_[name] for slice_ in past]) for name in names if past}

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
        partial = path.with_name(path.name + ".part")  # a full disk must not cost the last one
        with partial.open("wb") as file:
            np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays)
        partial.replace(path)
        return path

    @classmethod
    def load(cls, path: Path | str) -> Training:
        """Go on from what `save` wrote; ValueError when it is no checkpoint of this version."""
        try:
            with np.load(path, allow_pickle=False) as file:
                about = _about(str(file["about"]))
                held = {
                    name: torch.from_numpy(file[name]) for name in file.files if name != "about"
                }
            training = cls(Study.from_dict(about["study"]))
            training.draw.set_state(held.pop("draw"))
            parts: dict[str, Measures] = {"network": {}, "untrained": {}, "history": {}}
            for name, value in held.items():
                part, _, own = name.partition("/")
                parts[part][own] = value
            training.network.load(parts["network"])
        except (KeyError, TypeError, EOFError, RuntimeError, ValueError, BadZipFile) as error:
            raise ValueError(
                f"{path} is no checkpoint that can be gone on from ({error}): give a file "
                "that Training.save wrote"
            ) from None
        training.untrained, past = parts["untrained"], parts["history"]
        epochs = len(next(iter(past.values()), ()))
        training._slices = [{name: past[name][i] for name in past} for i in range(epochs)]
        return training


def _about(text: str) -> dict[str, Any]:
    """What a checkpoint says of itself; ValueError when another version wrote it."""
    about = json.loads(text)
    if about["format"] != FORMAT:
        raise ValueError(f"format {about['format']}, and this stdplab reads {FORMAT}")
    return dict(about)
