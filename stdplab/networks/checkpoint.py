"""Reading a checkpoint file: an .npz archive of arrays and a JSON text, checked before use.

The study in its header says which arrays the file must have. Their shapes are compared before
any of them is read, and before a network is made; other members are never read.
"""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
import torch
from numpy.lib import format as npy

from ..core.support.files.outside_file import read_outside
from ..core.support.json_input import json_object
from ..core.support.limits import MAX_CHECKPOINT_BYTES, MAX_HEADER_BYTES
from ..core.support.short_repr import quoted
from .base import Study
from .network import Measures

Expected = dict[str, tuple[tuple[int, ...], np.dtype]]
"""Name of an array -> its shape and type."""

NUMBERS = (np.dtype(np.float32), np.dtype(np.float64))
"""The types of a measure; each study has its own."""

READ_ERRORS = (
    *(ValueError, KeyError, TypeError, IndexError, EOFError, RuntimeError, OverflowError),
    *(MemoryError, BadZipFile, zlib.error, struct.error, AssertionError),
)
"""What NumPy, torch and the archive raise for a file that is damaged or of another kind."""


def read(path: Path, file_format: int) -> tuple[Study, dict[str, Measures], torch.Tensor]:
    """Return the study, its arrays by section, and the state of the random generator.

    The sections are "network", "untrained" and "history". Raises OSError or one of `READ_ERRORS`.
    Reading runs no code.
    """
    with ZipFile(io.BytesIO(read_outside(path, MAX_CHECKPOINT_BYTES))) as archive:
        header = _header(archive)
        if header["format"] != file_format:
            raise ValueError(
                f"its format is {quoted(header['format'])}, this stdplab reads {file_format}"
            )
        study = Study.from_dict(header["study"])
        declared = {
            name.removesuffix(".npy"): _declared(archive, name)
            for name in archive.namelist()
            if name != "about.npy"
        }
        check_compatible(declared, _expected(study, declared))
        arrays = {name: _array(archive, name) for name in declared}
    sections: dict[str, Measures] = {"network": {}, "untrained": {}, "history": {}}
    generator_state = arrays.pop("draw")
    for path_in_file, array in arrays.items():
        section, _, name = path_in_file.partition("/")
        sections[section][name] = array
    return study, sections, generator_state


def check_size(arrays: Mapping[str, Any]) -> None:
    """Raise ValueError when these arrays would be more than a checkpoint may hold."""
    check_bytes(sum(array.nbytes for array in arrays.values()))


def check_bytes(count: int) -> None:
    """Raise ValueError for more bytes than a checkpoint may hold."""
    if count > MAX_CHECKPOINT_BYTES:
        raise ValueError(
            f"a checkpoint of {count:,} bytes is not read, at most {MAX_CHECKPOINT_BYTES:,} are. "
            "Train fewer networks at once."
        )


def check_compatible(arrays: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    """Raise ValueError unless the arrays have the names, shapes and types of ``expected``.

    Both are tensors by name, or pairs of shape and type.
    """
    if set(arrays) != set(expected):
        raise ValueError("its arrays do not match this version of stdplab")
    for name, array in expected.items():
        if _kind(arrays[name]) != _kind(array):
            raise ValueError(f"the shape or type of its array {name} does not match its study")


def _kind(array: Any) -> Any:
    return array if isinstance(array, tuple) else (array.shape, array.dtype)


def _header(archive: ZipFile) -> dict[str, Any]:
    """The JSON object in the member "about", which is small."""
    if archive.getinfo("about.npy").file_size > MAX_HEADER_BYTES:
        raise ValueError(f"its header is larger than {MAX_HEADER_BYTES:,} bytes")
    with archive.open("about.npy") as member:
        about = npy.read_array(member, allow_pickle=False)
    return json_object(json.loads(str(about)), "its header")


def _declared(archive: ZipFile, name: str) -> tuple[tuple[int, ...], np.dtype]:
    """The shape and type that a member says it has; its numbers are not read."""
    with archive.open(name) as member:
        version = npy.read_magic(member)
        read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, _, dtype = read_header(member)
    if archive.getinfo(name).file_size > prod(shape) * dtype.itemsize + MAX_HEADER_BYTES:
        raise ValueError(f"its array {name:.60} is larger than it says")
    return shape, dtype


def _array(archive: ZipFile, name: str) -> torch.Tensor:
    with archive.open(f"{name}.npy") as member:
        return torch.from_numpy(npy.read_array(member, allow_pickle=False))


def _expected(study: Study, declared: Expected) -> Expected:
    """The arrays of a training of this study, as long as the history that the file declares."""
    lengths = {shape[:1] for name, (shape, _) in declared.items() if name.startswith("history/")}
    epochs = max(lengths, default=(0,))
    if any(length > study.epochs for length in epochs):
        raise ValueError("it has more epochs than its study")
    expected = {f"network/{name}": kind for name, kind in _network(study).items()}
    shapes: dict[str, tuple[int, ...]] = {"untrained": (study.seeds,)}
    if lengths:
        shapes["history"] = (*epochs, study.seeds)
    for section, shape in shapes.items():
        for name in (f"{section}/{measure}" for measure in study.measures):
            own = declared.get(name, (shape, NUMBERS[0]))[1]
            expected[name] = shape, own if own in NUMBERS else NUMBERS[0]
    state = torch.Generator().get_state().numpy()
    expected["draw"] = (state.shape, state.dtype)
    check_bytes(sum(prod(shape) * dtype.itemsize for shape, dtype in expected.values()))
    return expected


def _network(study: Study) -> Expected:
    """The tensors of the study's networks, found from one network and from two.

    An axis that differs between them counts the networks.
    """
    one, two = (
        replace(study, seeds=seeds).draw_network(torch.Generator()).tensors() for seeds in (1, 2)
    )
    expected = {}
    for name, array in one.items():
        axes = zip(array.shape, two[name].shape, strict=True)
        shape = tuple(a if a == b else study.seeds for a, b in axes)
        expected[name] = shape, array.numpy().dtype
    return expected
