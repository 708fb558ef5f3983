"""Checks of the files that a command is told to write, before it begins its work."""

from __future__ import annotations

from pathlib import Path

from ...core.support.streams import is_stream


def check_json(path: Path | None, *others: Path | None) -> None:
    """Raise ValueError unless this can be written as JSON: a file of its own, in a folder."""
    if path is None or is_stream(path):
        return
    if not path.absolute().parent.is_dir():
        raise ValueError(f"There is no folder {path.parent}. Create it first.")
    if path.suffix.lower() != ".json":
        raise ValueError(
            f"{path} would be replaced by JSON. Give a path that ends in .json, such as out.json."
        )
    if path.absolute() in [other.absolute() for other in others if other]:
        raise ValueError(f"{path} is given for two files. Give each a path of its own.")
