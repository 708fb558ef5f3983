"""The answers file: its name, its JSON format, and how much of a damaged one can be read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...core.support.files.atomic_write import atomic_write
from ...core.support.files.outside_file import read_outside
from ...core.support.limits import MAX_ANSWERS_BYTES, MAX_ENTRIES, MAX_NAME_CHARS
from . import entry
from .salvage import whole_parts

FILE_NAME = "stdplab-answers.json"
FORMAT_VERSION = 1
FIELDS = {"stdplab_answers", "learner", "entries"}


@dataclass
class AnswersFile:
    """The content of an answers file; ``damage`` is "" or says why some of it is missing."""

    learner: str = ""
    entries: dict[str, entry.Entry] = field(default_factory=dict)
    damage: str = ""


def read(path: Path) -> AnswersFile:
    """Return what can be read of an answers file, empty if there is none; the file is unchanged.

    ValueError if a newer stdplab wrote it; OSError if it cannot be read from the disk.
    """
    try:
        data = read_outside(path, MAX_ANSWERS_BYTES)
    except FileNotFoundError:
        return AnswersFile()
    except ValueError as error:
        return AnswersFile(damage=str(error))
    try:
        parsed = json.loads(data)
    except RecursionError:
        parsed, problem = whole_parts(data), "it is nested too deeply"
    except ValueError as error:
        parsed, problem = whole_parts(data), f"it is not JSON: {error}"
    else:
        return _from_json(parsed, path)
    content = _from_json(parsed, path)
    content.damage = problem
    return content


def write(path: Path, content: AnswersFile) -> None:
    """Write the file atomically, with one entry per line."""
    head = (
        f'{{"stdplab_answers": {FORMAT_VERSION}, "learner": {_dumps(content.learner)}, '
        '"entries": {'
    )
    lines = ",\n".join(f"{_dumps(key)}: {_dumps(value)}" for key, value in content.entries.items())
    # A lone surrogate (half an emoji) cannot be encoded: it becomes its JSON escape.
    atomic_write(path, f"{head}\n{lines}\n}}}}\n".encode("utf-8", "backslashreplace"))


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _from_json(parsed: Any, path: Path) -> AnswersFile:
    if not isinstance(parsed, dict):
        return AnswersFile(damage="it is not a JSON object")
    version = parsed.get("stdplab_answers")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise ValueError(
            f"{path.name} was written by a newer stdplab (format {version}, this version reads "
            f"{FORMAT_VERSION}): update stdplab; the file is unchanged"
        )
    if version != FORMAT_VERSION:
        return AnswersFile(damage="it is not a file of stdplab answers")
    problems = [f"it has an unknown field {name!r:.60}" for name in parsed if name not in FIELDS]
    learner, entries = parsed.get("learner", ""), parsed.get("entries", {})
    content = AnswersFile()
    if isinstance(learner, str) and len(learner) <= MAX_NAME_CHARS:
        content.learner = learner
    else:
        problems.append(f"its learner is not a text of at most {MAX_NAME_CHARS} characters")
    if isinstance(entries, dict):
        problems += _add_valid_entries(content, entries)
    else:
        problems.append("its entries are not a JSON object")
    more = f" ({len(problems) - 1} more problems)" if len(problems) > 1 else ""
    content.damage = problems[0] + more if problems else ""
    return content


def _add_valid_entries(content: AnswersFile, entries: dict[str, Any]) -> list[str]:
    """Add the entries that are valid, and return a sentence for each that is not."""
    problems = []
    for key, value in entries.items():
        if len(content.entries) == MAX_ENTRIES:
            problems.append(f"it has more than {MAX_ENTRIES} entries")
            break
        try:
            content.entries[key] = entry.validated(key, value)
        except ValueError as error:
            problems.append(str(error))
    return problems
