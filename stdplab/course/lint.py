"""Checks of a notebook before a class gets it, one small function for each problem.

Each check takes the cells, as `notebook_file.read` returns them, and yields messages. Cells are
numbered from 1, Markdown and code together, in the order of the notebook.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator

from . import content
from .items.goal import Goal
from .items.prediction import Prediction
from .notebook_file import ASK_CALL, Cell, alt_text, item_keys, joined_text, markdown_text

Check = Callable[[list[Cell]], Iterator[str]]

MAX_CODE_LINES = 5
"""Lines of code in a cell; longer code belongs in a package, or in two cells."""

SOLUTION_MARK = re.compile(r"(?im)(BEGIN|END) SOLUTION|^#+ *(model |sample )?solutions?\b")
URL = re.compile(r"https?://")
# Neither expression can backtrack far: each stops at the next opening bracket.
IMAGE = re.compile(r"<img\b[^<>]*>|!\[[^\[\]]*\]\(")
ALT_TEXT = re.compile(r"""\balt=(?:"[^"\w]*\w[^"]*"|'[^'\w]*\w[^']*')|^!\[\W*\w""")


def long_code(cells: list[Cell]) -> Iterator[str]:
    """Cells with more code than a reader sees at a glance."""
    for number, cell in _numbered(cells, "code"):
        count = sum(1 for line in cell["source"].splitlines() if line.strip())
        if count > MAX_CODE_LINES:
            yield f"cell {number} has {count} lines of code; split it (at most {MAX_CODE_LINES})"


def missing_alt_text(cells: list[Cell]) -> Iterator[str]:
    """Images without alternative text, in an output or in a Markdown cell."""
    for number, cell in enumerate(cells, 1):
        pages = [cell["source"]] if cell["cell_type"] == "markdown" else []
        for output in cell["outputs"]:
            data = output.get("data", {})
            pages.append(joined_text(data.get("text/html", "")))
            if "image/png" in data and not alt_text(output).strip():
                pages.append("<img>")
        if any(not ALT_TEXT.search(image) for page in pages for image in IMAGE.findall(page)):
            yield f"cell {number} shows an image without alternative text; add one"


def stored_errors(cells: list[Cell]) -> Iterator[str]:
    """Cells whose stored output is an error, or text on stderr."""
    for number, cell in _numbered(cells, "code"):
        for output in cell["outputs"]:
            if output.get("output_type") == "error":
                name = joined_text(output.get("ename", "an error"))
                yield f"cell {number} ended with {name:.60}; fix it and run it again"
            elif output.get("name") == "stderr":
                yield f"cell {number} wrote to stderr: {output['text'].strip():.60}"


def not_executed(cells: list[Cell]) -> Iterator[str]:
    """Cells that call print and have no stored output."""
    for number, cell in _numbered(cells, "code"):
        if _prints(cell["source"]) and not cell["outputs"]:
            yield f"cell {number} prints but has no stored output; run it, then save"


def unknown_items(cells: list[Cell]) -> Iterator[str]:
    """Keys that the course does not have."""
    for number, key, _ in _asks(cells):
        try:
            content.find(key)
        except ValueError as error:
            yield f"cell {number}: {error}"


def goal_without_lab(cells: list[Cell]) -> Iterator[str]:
    """Goals that get no lab on which to check them."""
    for number, key, comma in _asks(cells):
        if not comma and isinstance(_item(key), Goal):
            yield f'cell {number} asks for a goal without a lab; write ask("{key}", lab)'


def network_access(cells: list[Cell]) -> Iterator[str]:
    """Code that reads from the network, which a classroom may not have."""
    for number, cell in _numbered(cells, "code"):
        if URL.search(cell["source"]):
            yield (
                f"cell {number} reads from the network, which a class may not have; put the file "
                "beside the notebook"
            )


def contains_solution(cells: list[Cell]) -> Iterator[str]:
    """Marked solutions, and right answers that are hashed in the notebook itself."""
    for number, cell in enumerate(cells, 1):
        if SOLUTION_MARK.search(cell["source"]):
            yield f"cell {number} contains a solution; remove it"
        elif cell["cell_type"] == "code" and "hash_answer(" in cell["source"]:
            yield (
                f"cell {number} shows the right answer in a call of hash_answer; run hash_answer "
                "in a console and write only the hash"
            )


def no_prediction(cells: list[Cell]) -> Iterator[str]:
    """A notebook without a prediction: learners who only watch learn little."""
    if not any(isinstance(_item(key), Prediction) for key in item_keys(cells)):
        yield "the notebook asks for no prediction; learners who predict first learn more"


def no_goal(cells: list[Cell]) -> Iterator[str]:
    """A notebook without a goal: learners have nothing to reach on a lab."""
    if not any(isinstance(_item(key), Goal) for key in item_keys(cells)):
        yield "the notebook has no goal to reach on a lab"


def no_doi(cells: list[Cell]) -> Iterator[str]:
    """A notebook without a reference in which its claims can be checked."""
    if "doi.org/10." not in markdown_text(cells):
        yield "the notebook cites no source by its DOI"


ERRORS: tuple[Check, ...] = (
    long_code,
    missing_alt_text,
    stored_errors,
    not_executed,
    unknown_items,
    goal_without_lab,
    network_access,
    contains_solution,
)
HINTS: tuple[Check, ...] = (no_prediction, no_goal, no_doi)
"""Checks of notebooks that ask items of the course; other notebooks may do without."""


def errors(cells: list[Cell]) -> list[str]:
    """Every problem that must be fixed before a class opens the notebook."""
    return [message for check in ERRORS for message in check(cells)]


def hints(cells: list[Cell]) -> list[str]:
    """Suggestions for a notebook that asks items of the course; none for others."""
    return [message for check in HINTS for message in check(cells)] if item_keys(cells) else []


def _numbered(cells: list[Cell], kind: str) -> Iterator[tuple[int, Cell]]:
    return ((n, cell) for n, cell in enumerate(cells, 1) if cell["cell_type"] == kind)


def _asks(cells: list[Cell]) -> Iterator[tuple[int, str, str]]:
    """Each call of `ask`: the cell's number, the key, and a comma if a target follows."""
    for number, cell in _numbered(cells, "code"):
        for key, comma in ASK_CALL.findall(cell["source"]):
            yield number, key, comma


def _item(key: str) -> object:
    """The item with this key, or None, which `unknown_items` reports."""
    try:
        return content.find(key)
    except ValueError:
        return None


def _prints(source: str) -> bool:
    """Whether a cell calls print when it runs, not only in a function defined for later."""
    try:
        with warnings.catch_warnings(action="ignore"):  # such as one about a stray backslash
            pending: list[ast.AST] = [ast.parse(source)]
    except (SyntaxError, ValueError):  # a Jupyter magic, or a null byte
        return False
    except (RecursionError, MemoryError):  # thousands of nested brackets
        return False
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending += ast.iter_child_nodes(node)
    return False
