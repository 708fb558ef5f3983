"""Trainings of full size that come with the package, by name. The course rests on them."""

from __future__ import annotations

from pathlib import Path

from .report import Report

RESULTS = Path(__file__).parents[1] / "results"


def stored(name: str) -> Report:
    """Return the stored report of a full training.

    Parameters
    ----------
    name : str
        Name of a stored run, such as "xor-rate-mstdpet".

    Returns
    -------
    Report
        Its report.

    Raises
    ------
    ValueError
        When there is no such run. The message lists all names.

    Examples
    --------
    >>> from stdplab.networks import stored
    >>> stored("xor-rate-mstdpet").study.seeds
    32
    """
    return Report.from_json(stored_text(RESULTS, name, "run"))


def stored_text(folder: Path, name: str, kind: str) -> str:
    """The text of the stored file called ``name``; ValueError when there is none."""
    files = {path.stem: path for path in folder.glob("*.json")}
    if name not in files:
        raise ValueError(f"no stored {kind} {name!r}. Available: {', '.join(sorted(files))}")
    return files[name].read_text(encoding="utf-8")
