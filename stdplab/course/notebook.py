"""A notebook's file as plain data: its prose, its code, what it asks and how long it reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Cell = dict[str, Any]

LARGEST = 20_000_000
"""Bytes: a course notebook with its pictures takes a hundredth of that."""

ASKED = re.compile(r"""\bask\(\s*["']([^"']+)["']\s*(,?)""")
"""A question of the course in a cell: its key, and whether something is given with it."""

PACE = 190
"""Words that a reader of a text like this one takes in a minute."""


def read(path: Path) -> list[Cell]:
    """The cells of a notebook, their sources and texts joined; ValueError when it is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST:,} bytes")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"it cannot be read ({error.strerror})") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"it is not JSON ({error})") from None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise ValueError("it is no notebook: save it from JupyterLab as .ipynb")
    return [_joined(cell) for cell in cells]


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
    return "".join(value) if isinstance(value, list) else str(value)


def _is_cell(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and isinstance(cell.get("source"), str | list)
        and isinstance(cell.get("outputs", []), list)
        and all(isinstance(output, dict) for output in cell.get("outputs", []))
    )


def _joined(cell: Cell) -> Cell:
    outputs = [
        {**output, **({"text": text(output["text"])} if "text" in output else {})}
        for output in cell.get("outputs", [])
    ]
    return {**cell, "source": text(cell["source"]), "outputs": outputs}
