"""A notebook file as plain data: its text, its code, its items and its reading time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..core.support.files.atomic_write import check_path
from ..core.support.files.outside_file import read_outside
from ..core.support.limits import MAX_NOTEBOOK_BYTES, MAX_SOURCE_CHARS

Cell = dict[str, Any]

ASK_CALL = re.compile(r"""\bask\(\s*["']([^"']+)["']\s*(,?)""")
"""A call of `ask` in a cell: its key, and a comma if a target is passed too."""

TEXT_FORMATS = ("text/html", "text/plain", "image/png")
"""The formats of an output that are read here."""

WORDS_PER_MINUTE = 190
"""How fast a text like this one is read."""


def read(path: Path) -> list[Cell]:
    """The cells of a notebook, each source as one string; ValueError when it is not a notebook."""
    check_path(path)
    try:
        data = json.loads(read_outside(path, MAX_NOTEBOOK_BYTES))
    except OSError as error:
        raise ValueError(f"it cannot be read ({error.strerror})") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not JSON: it is not encoded as UTF-8 ({error.reason})") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error})") from None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise ValueError("it is not a notebook; save it from JupyterLab as .ipynb")
    joined = [_joined(cell) for cell in cells]
    for number, cell in enumerate(joined, 1):
        if len(cell["source"]) > MAX_SOURCE_CHARS:
            raise ValueError(
                f"cell {number} is longer than {MAX_SOURCE_CHARS:,} characters; split it"
            )
    return joined


def code_cells(cells: list[Cell]) -> list[Cell]:
    """The code cells."""
    return [cell for cell in cells if cell["cell_type"] == "code"]


def markdown_text(cells: list[Cell]) -> str:
    """The text of the Markdown cells."""
    return "\n\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


def item_keys(cells: list[Cell]) -> list[str]:
    """The keys of the items that the notebook asks, in their order."""
    return [key for cell in code_cells(cells) for key, _ in ASK_CALL.findall(cell["source"])]


def count_words(text: str) -> int:
    """How many words a text has; numbers and symbols do not count."""
    return len(re.findall(r"[A-Za-z]+", text))


def reading_minutes(cells: list[Cell]) -> int:
    """How many minutes it takes to read the Markdown cells, rounded up."""
    return -(-count_words(markdown_text(cells)) // WORDS_PER_MINUTE)


def joined_text(value: Any) -> str:
    """A text of a notebook file, which stores it as one string or as a list of lines."""
    return "".join(value)


def alt_text(output: dict[str, Any]) -> str:
    """The alternative text of an image output, "" when it has none."""
    metadata = output.get("metadata", {}).get("image/png", {})
    alt = metadata.get("alt", "") if isinstance(metadata, dict) else ""
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
    """Whether the fields that are read have the types of the notebook format."""
    return (
        isinstance(output, dict)
        and isinstance(output.get("data", {}), dict)
        and isinstance(output.get("metadata", {}), dict)
        and all(_is_text(output.get(name, "")) for name in ("text", "name", "ename", "traceback"))
        and all(_is_text(output.get("data", {}).get(name, "")) for name in TEXT_FORMATS)
    )


def _is_text(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value)
    return isinstance(value, str)


def _joined(cell: Cell) -> Cell:
    outputs = [
        {**output, "text": joined_text(output.get("text", ""))}
        for output in cell.get("outputs", [])
    ]
    return {**cell, "source": joined_text(cell["source"]), "outputs": outputs}
