"""Reading a checkpoint file: an .npz archive of arrays and a JSON text, checked before use."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
import torch

from ..core.support.json_input import json_object
from ..core.support.short_repr import quoted
from .base import Study
from .network import Measures

MAX_BYTES = 2**31
"""Most bytes that a checkpoint may unpack to, more than the largest networks here take."""

READ_ERRORS = (
    *(ValueError, KeyError, TypeError, IndexError, EOFError, RuntimeError, OverflowError),
    *(MemoryError, BadZipFile, zlib.error, struct.error, AssertionError),
)
"""What NumPy, torch and the archive raise for a file that is damaged or of another kind."""


def read(path: Path, file_format: int) -> tuple[Study, dict[str, Measures], torch.Tensor]:
    """Return the study, its arrays by section, and the state of the random generator.

    The sections are "network", "untrained" and "history". Raises one of `READ_ERRORS`. The size
    is checked before anything is unpacked, and reading runs no code.
    """
    with ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise ValueError(f"unpacked it would be larger than {MAX_BYTES:,} bytes")
    with np.load(path, allow_pickle=False) as file:
        header = json_object(json.loads(str(file["about"])), "its header")
        if header["format"] != file_format:
            raise ValueError(
                f"its format is {quoted(header['format'])}, this stdplab reads {file_format}"
            )
        arrays = {name: torch.from_numpy(file[name]) for name in file.files if name != "about"}
    study = Study.from_dict(header["study"])
    sections: dict[str, Measures] = {"network": {}, "untrained": {}, "history": {}}
    generator_state = arrays.pop("draw")
    for path_in_file, array in arrays.items():
        section, _, name = path_in_file.partition("/")
        sections[section][name] = array
    _check_history(sections, study)
    return study, sections, generator_state


def _check_history(sections: Mapping[str, Measures], study: Study) -> None:
    """Check, before any network is made, that the numbers of networks and epochs fit."""
    untrained, history = sections["untrained"], sections["history"]
    if history and set(history) != set(untrained):
        raise ValueError('"untrained" and "history" contain different measures')
    epochs = len(next(iter(history.values()), ()))
    if not untrained or any(v.shape != (study.seeds,) for v in untrained.values()):
        raise ValueError(f"expected {study.seeds} values per measure, one per network")
    if epochs > study.epochs or any(v.shape != (epochs, study.seeds) for v in history.values()):
        raise ValueError("the shape of its history does not match its study")


def check_compatible(arrays: Measures, expected: Measures) -> None:
    """Raise ValueError unless the arrays have the names, shapes and types of ``expected``."""
    if set(arrays) != set(expected):
        raise ValueError("its arrays do not match this version of stdplab")
    for name, array in expected.items():
        if arrays[name].shape != array.shape or arrays[name].dtype != array.dtype:
            raise ValueError(f"the shape or type of its array {name} does not match its study")
