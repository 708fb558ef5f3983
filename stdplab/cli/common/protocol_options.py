"""Options that replace parts of a protocol: spikes, reward, duration, time step."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...core.protocol import Protocol
from ...core.support.numbers.number_file import one_row, read_rows
from ...core.support.numbers.typed_numbers import as_number

NAMES = ("pre", "post", "reward", "duration", "dt")
"""The options, which are named after the parts that they replace."""

MAX_BYTES = 50_000_000
"""The largest file that is read: far more than a spike in every possible step."""

FILE_NAME = re.compile(r".*[/\\].*|.*\.(txt|csv|tsv|dat|npy)", re.IGNORECASE)
"""What is meant as a file, even if it does not exist."""


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = command.add_argument_group(
        "your own protocol (presets)",
        "TIMES are numbers in ms, such as 10,85, or a text, CSV or .npy file with one row or one "
        "column of them. What is not given stays as in the preset.",
    )
    group.add_argument("--pre", metavar="TIMES", help="the presynaptic spikes")
    group.add_argument("--post", metavar="TIMES", help="the postsynaptic spikes")
    group.add_argument(
        "--reward",
        metavar="ONSET:LEVEL,...",
        help="the reward from each onset (ms) on, such as 0:1,100:-1; or a file with rows of both",
    )
    group.add_argument("--duration", metavar="MS", help="the length of the protocol")
    group.add_argument("--dt", metavar="MS", help="the time step")


def changed(protocol: Protocol, options: argparse.Namespace) -> Protocol:
    """The protocol with what the options give; ValueError names the option that does not fit."""
    read = {"pre": _times, "post": _times, "reward": _reward, "duration": _number, "dt": _number}
    given: dict[str, Any] = {}
    for name in NAMES:
        text = getattr(options, name)
        if text is not None:
            try:
                given[name] = read[name](text)
            except ValueError as error:
                raise ValueError(f"--{name} {text[:60]}: {error}") from None
    return replace(protocol, **given)


def reject(options: argparse.Namespace) -> None:
    """Raise ValueError if one of the options is given: only a preset has a protocol."""
    for name in NAMES:
        if getattr(options, name) is not None:
            raise ValueError(f"--{name} applies to presets only, and {options.preset} is not one")


def _times(text: str) -> list[float]:
    if path := _file(text):
        return one_row(_rows(path))
    return one_row(read_rows(text, commas_separate=True))


def _reward(text: str) -> list[list[float]]:
    if path := _file(text):
        return _rows(path)
    return [[_number(part) for part in pair.split(":")] for pair in re.split(r"[\s,;]+", text)]


def _rows(path: Path) -> list[list[float]]:
    return read_rows(path.read_bytes(), csv=path.suffix.lower() == ".csv")


def _number(text: str) -> float:
    value = as_number(text)
    if value is None:
        raise ValueError(f"{text!r} is not a number")
    return value


def _file(text: str) -> Path | None:
    """The file that an option names; None if it holds the numbers themselves."""
    path = Path(text)
    try:
        if not path.is_file():
            if FILE_NAME.fullmatch(text):
                raise ValueError("there is no such file")
            return None
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"the file is larger than {MAX_BYTES:,} bytes")
    except OSError:  # a list of numbers can be too long for the name of a file
        return None
    return path
