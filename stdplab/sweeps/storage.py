"""A sweep on disk: a manifest with checksums, and one file of numbers for each chunk.

The files are JSON and .npy without pickle, so reading a folder runs no code.
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

from ..core.support.files.atomic_write import atomic_write_explained
from ..core.support.files.output_folder import as_path, check_folder, ensure_folder
from ..core.support.files.outside_file import read_outside
from ..core.support.json_input import json_object
from ..core.support.limits import MAX_MANIFEST_BYTES
from ..core.support.short_repr import printable
from ..core.support.version import __version__
from .plans.plan import Json, Plan, Tile

FORMAT = 2
CHUNK_NAME = re.compile(r"\d{1,9}-\d{1,9}", re.ASCII)
NUMBER_BYTES, NUMPY_HEADER_BYTES = 8, 4096
"""Sizes in the file of a chunk: one number, and what stands before the first one."""

Chunk = tuple[int, list[Tile]]
"""The index of the first tile, and the numbers of each tile from it on."""


class SweepFolder:
    """The folder in which a sweep stores its chunks.

    Raises ValueError when the folder holds another sweep or its manifest cannot be read.
    """

    def __init__(self, path: Path | str, plan: Plan) -> None:
        self.path, self._plan = as_path(path), plan
        self._manifest_file = self.path / "manifest.json"
        check_folder(self.path, "")
        ensure_folder(self.path)
        header = _header(plan)
        exists = os.path.lexists(self._manifest_file)
        self._manifest: Json = self._read() if exists else {**header, "chunks": {}}
        if {key: self._manifest[key] for key in header} != header:
            stored, new = (
                printable(f"{one['words']:.200} of stdplab {one['stdplab']:.40}")
                for one in (self._manifest, header)
            )
            difference = f"this one is {new}"
            if stored == new:
                difference += ", with another experiment, other values or other code"
            raise ValueError(
                f"{self.path} holds another sweep ({stored}), and {difference}. Choose another "
                "folder, or remove this one."
            )

    def _read(self) -> Json:
        """The manifest as it is stored; ValueError when it is not one."""
        try:
            return _checked(self._manifest_file)
        except KeyError:
            raise ValueError(
                f"{self._manifest_file} is not the manifest of a sweep. Choose another folder."
            ) from None
        except (ValueError, OSError, RecursionError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ValueError(
                f"{self._manifest_file} cannot be read ({reason!s:.80}). Choose another folder, "
                "or remove this file to start again."
            ) from None

    def stored_chunks(self) -> Iterator[Chunk]:
        """Every intact chunk. A damaged one is named in a warning and dropped."""
        for name in list(self._manifest["chunks"]):
            try:
                chunk = self._load(name)
            except (OSError, ValueError, EOFError, MemoryError) as error:
                del self._manifest["chunks"][name]
                warnings.warn(
                    f"Ignoring chunk {printable(name):.60} in {self.path}: {error}. It will be "
                    "recomputed.",
                    stacklevel=2,
                )
            else:
                yield chunk

    def _load(self, name: str) -> Chunk:
        """A chunk from its file; the errors complete the warning of `stored_chunks`."""
        if not CHUNK_NAME.fullmatch(name):
            raise ValueError("not the name of a chunk")
        start, stop = map(int, name.split("-"))
        if not 0 <= start < stop <= self._plan.tiles:
            raise ValueError("it does not fit this sweep")
        path = self._chunk_file(name)
        if not path.exists():
            raise ValueError("its file is missing")
        count = self._plan.count(start, stop)
        data = read_outside(path, NUMBER_BYTES * count + NUMPY_HEADER_BYTES)
        if hashlib.sha256(data).hexdigest() != self._manifest["chunks"][name]:
            raise ValueError("its file is damaged or of another sweep")
        numbers = np.load(io.BytesIO(data), allow_pickle=False)
        fits = isinstance(numbers, np.ndarray) and numbers.shape == (count,)
        if not fits or numbers.dtype != np.float64:
            raise ValueError("it does not fit this sweep")
        return start, self._plan.unpacked(start, stop, numbers)

    def store(self, start: int, tiles: list[Tile]) -> None:
        """Write a chunk, then the manifest with its checksum."""
        name, stream = f"{start}-{start + len(tiles)}", io.BytesIO()
        np.save(stream, self._plan.packed(start, tiles), allow_pickle=False)
        data = stream.getvalue()
        atomic_write_explained(self._chunk_file(name), data)
        self._manifest["chunks"][name] = hashlib.sha256(data).hexdigest()
        atomic_write_explained(self._manifest_file, json.dumps(self._manifest, indent=1).encode())

    def _chunk_file(self, name: str) -> Path:
        return self.path / f"chunk-{name}.npy"


def _checked(manifest_file: Path) -> Json:
    """The manifest in a file; ValueError or KeyError when it is not one."""
    data = json_object(json.loads(read_outside(manifest_file, MAX_MANIFEST_BYTES)), "it")
    texts = {key: data[key] for key in ("words", "stdplab", "sha256")}
    for key, text in texts.items():
        if not isinstance(text, str):
            raise ValueError(f'its "{key}" is not a text')
    return {**texts, "format": data["format"], "chunks": json_object(data["chunks"], "chunks")}


def _header(plan: Plan) -> Json:
    """What distinguishes a sweep from every other, with a description for people."""
    grid = [{p.name: list(p.values) for p in axis.parameters} for axis in plan.axes]
    identity: dict[str, Any] = {"source": plan.source(), "grid": grid, "measure": plan.measure}
    identity |= {"stdplab": __version__, "blocks": plan.blocks}
    sizes = (
        f"{len(values)} of {', '.join(axis)}"
        + f" from {values[0]} to {values[-1]}" * (len(values) > 1)
        for axis in grid
        for values in [next(iter(axis.values()))]
    )
    return {
        "format": FORMAT,
        "words": f"{plan.measure} at {' x '.join(sizes)}",
        "stdplab": __version__,
        "sha256": hashlib.sha256(json.dumps(identity, allow_nan=False).encode()).hexdigest(),
    }
