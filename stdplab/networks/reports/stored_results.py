"""Runs of full size that come with the package, by name: what the claims of the course rest on."""

from __future__ import annotations

from pathlib import Path

from .report import Report
from .scan import Scan

RESULTS = Path(__file__).parents[1] / "results"


def stored(name: str) -> Report:
    """The run called ``name``, such as "xor-rate-mstdpet"; ValueError names those there are.

    >>> stored("xor-rate-mstdpet").study.seeds
    32
    """
    return Report.from_json(_text(RESULTS, name, "run"))


def stored_scan(name: str) -> Scan:
    """The scan called ``name``, such as "distal-mean"; ValueError names those there are."""
    return Scan.from_json(_text(RESULTS / "scans", name, "scan"))


def _text(folder: Path, name: str, kind: str) -> str:
    files = {path.stem: path for path in folder.glob("*.json")}
    if name not in files:
        raise ValueError(f"no {kind} {name!r} is stored: there is {', '.join(sorted(files))}")
    return files[name].read_text(encoding="utf-8")
