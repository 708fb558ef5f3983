"""What a notebook may not hand out to a class, one small function for each thing.

Each one takes the cells, as `notebook.read` gives them, and yields sentences; cells are counted
from 1, text and code together, as one meets them.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator

from . import content
from .items.goal import Goal
from .items.prediction import Prediction
from .notebook_file import ASKED, Cell, asked, described, prose, text

Check = Callable[[list[Cell]], Iterator[str]]

LINES = 5
"""Of code in a cell: more of it belongs into a package, or into two cells."""

SOLVED = re.compile(r"(?im)(BEGIN|END) SOLUTION|^#+ *(model |sample )?solutions?\b")
FETCHED = re.compile(r"https?://")
# Each reads a text once, however it is made: a stop at the next beginning, no way to share out.
PICTURE = re.compile(r"<img\b[^<>]*>|!\[[^\[\]]*\]\(")
WORDS = re.compile(r"""\balt=(?:"[^"\w]*\w[^"]*"|'[^'\w]*\w[^']*')|^!\[\W*\w""")


def long(cells: list[Cell]) -> Iterator[str]:
    """Cells with more code than one reads at a glance."""
    for number, cell in _numbered(cells, "code"):
        count = sum(1 for line in cell["source"].splitlines() if line.strip())
        if count > LINES:
            yield f"cell {number} has {count} lines of code, at most {LINES} are read: make it two"


def wordless(cells: list[Cell]) -> Iterator[str]:
    """Pictures without alternative text, shown by a cell or written into a text."""
    for number, cell in enumerate(cells, 1):
        shown = [cell["source"]] if cell["cell_type"] == "markdown" else []
        for output in cell["outputs"]:
            data = output.get("data", {})
            shown.append(text(data.get("text/html", "")))
            if "image/png" in data and not described(output).strip():
                shown.append("<img>")
        if any(not WORDS.search(found) for page in shown for found in PICTURE.findall(page)):
            yield f"cell {number} shows a picture without words: give it an alternative text"


def failed(cells: list[Cell]) -> Iterator[str]:
    """Cells that stored an error, or what went to stderr."""
    for number, cell in _numbered(cells, "code"):
        for output in cell["outputs"]:
            if output.get("output_type") == "error":
                name = text(output.get("ename", "an error"))
                yield f"cell {number} ended with {name:.60}: run it again"
            elif output.get("name") == "stderr":
                yield f"cell {number} has written to stderr: {output['text'].strip():.60}"


def unrun(cells: list[Cell]) -> Iterator[str]:
    """Cells that print and have stored nothing."""
    for number, cell in _numbered(cells, "code"):
        if _prints(cell["source"]) and not cell["outputs"]:
            yield f"cell {number} prints, and nothing is stored: run it, then save"


def unknown(cells: list[Cell]) -> Iterator[str]:
    """Questions that the course does not have."""
    for number, key, _ in _asks(cells):
        try:
            content.find(key)
        except ValueError as error:
            yield f"cell {number}: {error}"


def labless(cells: list[Cell]) -> Iterator[str]:
    """Goals that are given nothing to be checked on."""
    for number, key, given in _asks(cells):
        if not given and isinstance(_item(key), Goal):
            yield f'cell {number} asks for a goal without its lab: write ask("{key}", lab)'


def fetching(cells: list[Cell]) -> Iterator[str]:
    """Code that reads from the network, which a class may not have."""
    for number, cell in _numbered(cells, "code"):
        if FETCHED.search(cell["source"]):
            yield f"cell {number} fetches from the network: keep the file beside the notebook"


def solved(cells: list[Cell]) -> Iterator[str]:
    """Solutions, marked as such, or right answers sealed where everybody reads them."""
    for number, cell in enumerate(cells, 1):
        if SOLVED.search(cell["source"]):
            yield f"cell {number} holds a solution: take it out"
        elif cell["cell_type"] == "code" and "seal(" in cell["source"]:
            yield f"cell {number} seals the answer in sight: run seal once, write what it gives"


def unpredicted(cells: list[Cell]) -> Iterator[str]:
    """Without a prediction learners watch, and learn little."""
    if not any(isinstance(_item(key), Prediction) for key in asked(cells)):
        yield "no prediction is asked for: whoever guesses first learns from the answer"


def aimless(cells: list[Cell]) -> Iterator[str]:
    """Without a goal hands stay idle."""
    if not any(isinstance(_item(key), Goal) for key in asked(cells)):
        yield "there is no goal to reach on a lab"


def sourceless(cells: list[Cell]) -> Iterator[str]:
    """Claims need a place where they can be read up."""
    if "doi.org/10." not in prose(cells):
        yield "no DOI says where to read on"


ERRORS: tuple[Check, ...] = (
    long, wordless, failed, unrun, unknown, labless, fetching, solved
)  # fmt: skip
HINTS: tuple[Check, ...] = (unpredicted, aimless, sourceless)
"""Said of notebooks that ask; others may have reasons of their own."""


def errors(cells: list[Cell]) -> list[str]:
    """Everything that has to go before a class opens the notebook."""
    return [said for check in ERRORS for said in check(cells)]


def hints(cells: list[Cell]) -> list[str]:
    """What would make a notebook that asks a better one."""
    return [said for check in HINTS for said in check(cells)] if asked(cells) else []


def _numbered(cells: list[Cell], kind: str) -> Iterator[tuple[int, Cell]]:
    return ((n, cell) for n, cell in enumerate(cells, 1) if cell["cell_type"] == kind)


def _asks(cells: list[Cell]) -> Iterator[tuple[int, str, str]]:
    for number, cell in _numbered(cells, "code"):
        for key, given in ASKED.findall(cell["source"]):
            yield number, key, given


def _item(key: str) -> object:
    """The item, None when there is none, which `unknown` tells."""
    try:
        return content.find(key)
    except ValueError:
        return None


def _prints(source: str) -> bool:
    """Whether a cell calls print when it runs, rather than in a function for later."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of a stray backslash, to nobody here
            waiting: list[ast.AST] = [ast.parse(source)]
    except (SyntaxError, ValueError):  # a magic of Jupyter's, or no text
        return False
    except (RecursionError, MemoryError):  # nobody writes, or reads, that many brackets
        return False
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False
