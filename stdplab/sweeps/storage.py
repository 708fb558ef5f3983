"""A sweep on disk: a manifest with checksums, and the numbers of each chunk beside it.

JSON and .npy without pickle only: reading a folder runs no code.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ..core.support import atomic_write, output_folder
from ..core.support.json_input import mapping
from ..core.support.short_repr import plain
from ..core.support.version import __version__
from .plan import Json, Plan, Tile

FORMAT = 1
LARGEST = 50_000_000
"""Bytes of a manifest: a line for each of some hundred thousand chunks."""
CHUNK = re.compile(r"\d{1,9}-\d{1,9}", re.ASCII)
NUMBER, HEAD = 8, 4096
"""Bytes of a number in a chunk, and of what stands before the first one at most."""

Chunk = tuple[int, list[Tile]]
"""The first tile and the numbers of each from it on."""


class Folder:
    """Where a sweep keeps what is done.

    Raises ValueError with a sentence when the folder holds another sweep.
    """

    def __init__(self, path: Path | str, plan: Plan) -> None:
        self.path, self._plan = output_folder.named(path), plan
        self._manifest = self.path / "manifest.json"
        output_folder.check(self.path, "")
        output_folder.make(self.path)
        about = _about(plan)
        there = os.path.lexists(self._manifest)
        self._held: Json = self._read() if there else {**about, "chunks": {}}
        if {key: self._held[key] for key in about} != about:
            names = [
                plain(f"{one['words']:.200} of stdplab {one['stdplab']:.40}")
                for one in (self._held, about)
            ]
            alike = ", with another experiment, other values or other code"
            raise ValueError(
                f"{self.path} holds another sweep ({names[0]}), and this one is {names[1]}"
                f"{alike * (names[0] == names[1])}: choose another folder, or remove it"
            )

    def _read(self) -> Json:
        try:
            return _checked(self._manifest)
        except KeyError:
            raise ValueError(f"{self._manifest} is not of a sweep: choose another folder") from None
        except (ValueError, OSError, RecursionError) as error:
            why = getattr(error, "strerror", None) or error
            raise ValueError(
                f"{self._manifest} cannot be read ({why!s:.80}): choose another folder, or "
                "remove it to begin anew"
            ) from None

    def kept(self) -> Iterator[Chunk]:
        """Every chunk that is whole; one that is not is named in a warning and left out."""
        for name in list(self._held["chunks"]):
            try:
                chunk = self._load(name)
            except (OSError, ValueError, EOFError, MemoryError) as error:
                del self._held["chunks"][name]
                warnings.warn(
                    f"chunk {plain(name):.60} in {self.path} {error}: it is computed again",
                    stacklevel=2,
                )
            else:
                yield chunk

    def _load(self, name: str) -> Chunk:
        if not CHUNK.fullmatch(name):
            raise ValueError("is none that a sweep writes")
        start, stop = map(int, name.split("-"))
        if not 0 <= start < stop <= self._plan.tiles:
            raise ValueError("does not fit this sweep")
        path = self._place(name)
        if not path.is_file():
            raise ValueError("is missing")
        count = self._plan.count(start, stop)
        if path.stat().st_size > NUMBER * count + HEAD:
            raise ValueError("is damaged, larger than its numbers are")
        raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() != self._held["chunks"][name]:
            raise ValueError("is damaged or of another sweep")
        numbers = np.load(io.BytesIO(raw), allow_pickle=False)
        fits = isinstance(numbers, np.ndarray) and numbers.shape == (count,)
        if not fits or numbers.dtype != np.float64:
            raise ValueError("does not fit this sweep")
        return start, self._plan.unpacked(start, stop, numbers)

    def keep(self, start: int, tiles: list[Tile]) -> None:
        """Write a chunk, then the manifest that vouches for it."""
        name, stream = f"{start}-{start + len(tiles)}", io.BytesIO()
        np.save(stream, self._plan.packed(start, tiles), allow_pickle=False)
        raw = stream.getvalue()
        atomic_write.save(self._place(name), raw)
        self._held["chunks"][name] = hashlib.sha256(raw).hexdigest()
        atomic_write.save(self._manifest, json.dumps(self._held, indent=1).encode())

    def _place(self, name: str) -> Path:
        return self.path / f"chunk-{name}.npy"


def _checked(manifest: Path) -> Json:
    """What a manifest says, in the form that it has."""
    if manifest.exists() and not manifest.is_file():  # a pipe would be read for ever
        raise ValueError("it is no file")
    if manifest.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST:,} bytes")
    held = mapping(json.loads(manifest.read_text(encoding="utf-8")), "it")
    texts = {key: held[key] for key in ("words", "stdplab", "sha256")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("its words are no text")
    return {**texts, "format": held["format"], "chunks": mapping(held["chunks"], "chunks")}


def _about(plan: Plan) -> Json:
    """What tells a sweep from every other, and says it to a reader."""
    grid = {axis.name: list(axis.values) for axis in plan.axes}
    own: dict[str, Any] = {"source": plan.source(), "grid": grid, "measure": plan.measure}
    own |= {"stdplab": __version__, "blocks": plan.blocks}
    sizes = (
        f"{len(values)} of {name}" + f" from {values[0]} to {values[-1]}" * (len(values) > 1)
        for name, values in grid.items()
    )
    return {
        "format": FORMAT,
        "words": f"{plan.measure} at {' x '.join(sizes)}",
        "stdplab": __version__,
        "sha256": hashlib.sha256(json.dumps(own, allow_nan=False).encode()).hexdigest(),
    }
