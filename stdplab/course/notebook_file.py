"""A notebook's file as plain data: its prose, its code, what it asks and how long it reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..core.support import atomic_write

Cell = dict[str, Any]

LARGEST = 20_000_000
"""Bytes: a course notebook with its pictures takes a hundredth of that."""
LONGEST = 500_000
"""Characters of a cell's source: a book has as many."""

ASKED = re.compile(r"""\bask\(\s*["']([^"']+)["']\s*(,?)""")
"""A question of the course in a cell: its key, and whether something is given with it."""

READ = ("text/html", "text/plain", "image/png")
"""What an output shows of which anything is read here."""

PACE = 190
"""Words that a reader of a text like this one takes in a minute."""


def read(path: Path) -> list[Cell]:
    """The cells of a notebook, their sources and texts joined; ValueError when it is none."""
    atomic_write.check(path)
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST:,} bytes")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"it cannot be read ({error.strerror})") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not JSON, which is UTF-8 ({error.reason})") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error})") from None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise ValueError("it is no notebook: save it from JupyterLab as .ipynb")
    joined = [_joined(cell) for cell in cells]
    for number, cell in enumerate(joined, 1):
        if len(cell["source"]) > LONGEST:
            raise ValueError(f"cell {number} is longer than {LONGEST:,} characters: make it two")
    return joined


def code(cells: list[Cell]) -> list[Cell]:
    """The code cells."""
    return [cell for cell in cells if cell["cell_type"] == "code"]


def prose(cells: list[Cell]) -> str:
    """The text of the Markdown cells."""
    return "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


def asked(cells: list[Cell]) -> list[str]:
    """The keys of the questions, in their order."""
    return [key for cell in code(cells) for key, _ in ASKED.findall(cell["source"])]


def printed(cells: list[Cell]) -> str:
    """What the code cells printed."""
    outputs = [output for cell in code(cells) for output in cell["outputs"]]
    return "".join(output["text"] for output in outputs if output.get("name") == "stdout")


def words(text: str) -> int:
    """How many words a text has; numbers and symbols are none."""
    return len(re.findall(r"[A-Za-z]+", text))


def minutes(cells: list[Cell]) -> int:
    """How long the prose takes to read."""
    return -(-words(prose(cells)) // PACE)


def text(value: Any) -> str:
    """A text as notebooks keep it: whole, or line by line."""
    return "".join(value)


def described(output: dict[str, Any]) -> str:
    """The words of a picture that a cell shows, "" without."""
    about = output.get("metadata", {}).get("image/png", {})
    alt = about.get("alt", "") if isinstance(about, dict) else ""
    return alt if isinstance(alt, str) else ""


def _is_cell(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and _is_text(cell.get("source"))
        and isinstance(cell.get("outputs", []), list)
        and all(map(_is_output, cell.get("outputs", [])))
    )


def _is_output(output: Any) -> bool:
    """Whether what is read of an output is what the format has in its place."""
    return (
        isinstance(output, dict)
        and isinstance(output.get("data", {}), dict)
        and isinstance(output.get("metadata", {}), dict)
        and all(_is_text(output.get(name, "")) for name in ("text", "name", "ename", "traceback"))
        and all(_is_text(output.get("data", {}).get(name, "")) for name in READ)
    )


def _is_text(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value)
    return isinstance(value, str)


def _joined(cell: Cell) -> Cell:
    outputs = [
        {**output, "text": text(output.get("text", ""))} for output in cell.get("outputs", [])
    ]
    return {**cell, "source": text(cell["source"]), "outputs": outputs}
