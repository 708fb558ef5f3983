"""A checkpoint on disk, read as what it is: somebody's file, an archive of arrays and a text."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
import torch

from ..core.support.json_input import mapping
from ..core.support.short_repr import quoted
from .base import Measures, Study

LARGEST = 2**31
"""Bytes when unpacked: more than the largest networks here take."""

UNREADABLE = (
    *(ValueError, KeyError, TypeError, IndexError, EOFError, RuntimeError, OverflowError),
    *(MemoryError, BadZipFile, zlib.error, struct.error, AssertionError),
)
"""What numpy, torch and the archive raise at what is not theirs."""


def read(path: Path, form: int) -> tuple[Study, dict[str, Measures], torch.Tensor]:
    """The study, its arrays as "network", "untrained" and "history", and the state of chance.

    Raises one of `UNREADABLE`. Nothing is unpacked that is larger than it may be, no code runs.
    """
    with ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise ValueError(f"it would unpack to more than {LARGEST:,} bytes")
    with np.load(path, allow_pickle=False) as file:
        about = mapping(json.loads(str(file["about"])), "what it says of itself")
        if about["format"] != form:
            raise ValueError(f"format {quoted(about['format'])}, and this stdplab reads {form}")
        held = {name: torch.from_numpy(file[name]) for name in file.files if name != "about"}
    study = Study.from_dict(about["study"])
    parts: dict[str, Measures] = {"network": {}, "untrained": {}, "history": {}}
    drawn = held.pop("draw")
    for name, value in held.items():
        part, _, own = name.partition("/")
        parts[part][own] = value
    _check_history(parts, study)
    return study, parts, drawn


def _check_history(parts: Mapping[str, Measures], study: Study) -> None:
    """Before networks are made of it: as many as were measured, in as many epochs as can be."""
    untrained, history = parts["untrained"], parts["history"]
    if history and set(history) != set(untrained):
        raise ValueError("not the same was measured before and while they learned")
    epochs = len(next(iter(history.values()), ()))
    if not untrained or any(v.shape != (study.seeds,) for v in untrained.values()):
        raise ValueError(f"there is not one number for each of {study.seeds} networks")
    if epochs > study.epochs or any(v.shape != (epochs, study.seeds) for v in history.values()):
        raise ValueError("the history does not fit the study")


def fitting(held: Measures, own: Measures) -> None:
    """Raise ValueError unless the arrays have the names, shapes and kinds of ``own``."""
    if set(held) != set(own):
        raise ValueError("it does not hold what this version keeps")
    for name, value in own.items():
        if held[name].shape != value.shape or held[name].dtype != value.dtype:
            raise ValueError(f"its {name} is not of the shape and kind that the study has")
