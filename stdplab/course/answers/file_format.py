"""The learner's side file: its name, its form, and what of it can be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...core.support import atomic_write
from . import entry

NAME = "stdplab-answers.json"
FORMAT = 1
KNOWN = {"stdplab_answers", "learner", "entries"}

MOST = 500
"""Entries: a course has some ten in each of its notebooks."""
LARGEST = 4_000_000
"""Bytes: more than `MOST` entries of `entry.LONGEST` can take."""
LONGEST_NAME = 200


@dataclass
class Held:
    """What a side file holds; ``damage`` says why it is not all that stood there."""

    learner: str = ""
    entries: dict[str, entry.Entry] = field(default_factory=dict)
    damage: str = ""


def read(path: Path) -> Held:
    """What can be read of a side file, nothing when there is none; the file stays as it is.

    ValueError when a newer stdplab wrote it; OSError when the disk does not give it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Held()
    if len(data) > LARGEST:
        return Held(damage=f"it is larger than {LARGEST:,} bytes")
    try:
        parsed = json.loads(data)
    except RecursionError:
        return Held(damage="it is nested too deeply")
    except ValueError as error:
        return Held(damage=f"it is not JSON: {error}")
    return _held(parsed, path)


def write(path: Path, held: Held) -> None:
    """Write the file whole, one line an entry."""
    head = f'{{"stdplab_answers": {FORMAT}, "learner": {_text(held.learner)}, "entries": {{'
    lines = ",\n".join(f"{_text(key)}: {_text(value)}" for key, value in held.entries.items())
    # Half an emoji, which no file can hold, becomes the escape that JSON has for it.
    atomic_write.replace(path, f"{head}\n{lines}\n}}}}\n".encode("utf-8", "backslashreplace"))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _held(parsed: Any, path: Path) -> Held:
    if not isinstance(parsed, dict):
        return Held(damage="it is no JSON object")
    form = parsed.get("stdplab_answers")
    if isinstance(form, int) and form > FORMAT:
        raise ValueError(
            f"{path.name} was written by a newer stdplab (form {form}, this one reads {FORMAT}): "
            "update stdplab, the file stays as it is"
        )
    if form != FORMAT:
        return Held(damage="it is not a file of answers")
    wrong = [f"it has no place for {name!r:.60}" for name in parsed if name not in KNOWN]
    name, entries = parsed.get("learner", ""), parsed.get("entries", {})
    held = Held()
    if isinstance(name, str) and len(name) <= LONGEST_NAME:
        held.learner = name
    else:
        wrong.append("the learner's name is no short text")
    if isinstance(entries, dict):
        for key, value in entries.items():
            if len(held.entries) == MOST:
                wrong.append(f"it has more than {MOST} entries")
                break
            try:
                held.entries[key] = entry.check(key, value)
            except ValueError as error:
                wrong.append(str(error))
    else:
        wrong.append("the entries are no object")
    more = f", and {len(wrong) - 1} things more" if len(wrong) > 1 else ""
    held.damage = wrong[0] + more if wrong else ""
    return held
