"""A sweep on disk: a manifest with checksums, and the numbers of each chunk beside it.

JSON and .npy without pickle only: reading a folder runs no code.
"""

from __future__ import annotations

import hashlib
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from .. import __version__
from .plan import Json, Plan

FORMAT = 1

Chunk = tuple[int, int, np.ndarray]
"""The first tile, the one after the last, and their numbers."""


class Folder:
    """Where a sweep keeps what is done.

    Raises ValueError with a sentence when the folder holds another sweep.
    """

    def __init__(self, path: Path | str, plan: Plan) -> None:
        self.path, self._plan = Path(path), plan
        self._manifest = self.path / "manifest.json"
        if self.path.exists() and not self.path.is_dir():
            raise ValueError(f"{self.path} is a file: name a folder")
        self.path.mkdir(parents=True, exist_ok=True)
        about = _about(plan)
        self._held: Json = self._read() if self._manifest.exists() else {**about, "chunks": {}}
        if {key: self._held[key] for key in about} != about:
            raise ValueError(
                f"{self.path} holds another sweep ({self._held['words']}), and this one is "
                f"{about['words']} of stdplab {__version__}: choose another folder, or remove it"
            )

    def _read(self) -> Json:
        try:
            held = json.loads(self._manifest.read_text(encoding="utf-8"))
            texts = {key: str(held[key]) for key in ("words", "stdplab", "sha256")}
            return {**texts, "format": held["format"], "chunks": dict(held["chunks"])}
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise ValueError(
                f"{self._manifest} cannot be read ({error!r:.80}): choose another folder, or "
                "remove it to begin anew"
            ) from None

    def kept(self) -> Iterator[Chunk]:
        """Every chunk that is whole; one that is not is named in a warning and left out."""
        for name in list(self._held["chunks"]):
            try:
                start, stop, numbers = self._load(name)
            except (OSError, ValueError, EOFError) as error:
                del self._held["chunks"][name]
                warnings.warn(
                    f"chunk {name} in {self.path} {error}: it is computed again", stacklevel=2
                )
            else:
                yield start, stop, numbers

    def _load(self, name: str) -> Chunk:
        path = self._place(name)
        if not path.is_file():
            raise ValueError("is missing")
        raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() != self._held["chunks"][name]:
            raise ValueError("is damaged or of another sweep")
        start, stop = map(int, name.split("-"))
        numbers = np.load(io.BytesIO(raw), allow_pickle=False)
        if not 0 <= start < stop <= self._plan.tiles or numbers.shape != (
            self._plan.count(start, stop),
        ):
            raise ValueError("does not fit this sweep")
        return start, stop, numbers

    def keep(self, start: int, stop: int, numbers: np.ndarray) -> None:
        """Write a chunk, then the manifest that vouches for it."""
        name, stream = f"{start}-{stop}", io.BytesIO()
        np.save(stream, numbers, allow_pickle=False)
        raw = stream.getvalue()
        _write(self._place(name), raw)
        self._held["chunks"][name] = hashlib.sha256(raw).hexdigest()
        _write(self._manifest, json.dumps(self._held, indent=1).encode())

    def _place(self, name: str) -> Path:
        return self.path / f"chunk-{Path(name).name}.npy"


def _about(plan: Plan) -> Json:
    """What tells a sweep from every other, and says it to a reader."""
    grid = {axis.name: list(axis.values) for axis in plan.axes}
    whole: dict[str, Any] = {"source": plan.source(), "grid": grid, "measure": plan.measure}
    whole |= {"stdplab": __version__, "blocks": plan.blocks}
    sizes = (
        f"{len(own)} of {name}" + f" from {own[0]} to {own[-1]}" * (len(own) > 1)
        for name, own in grid.items()
    )
    return {
        "format": FORMAT,
        "words": f"{plan.measure} at {' x '.join(sizes)}",
        "stdplab": __version__,
        "sha256": hashlib.sha256(json.dumps(whole, allow_nan=False).encode()).hexdigest(),
    }


def _write(path: Path, raw: bytes) -> None:
    """In one move: a stop in between leaves the file as it was."""
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(raw)
    partial.replace(path)
