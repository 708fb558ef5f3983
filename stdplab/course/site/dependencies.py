"""What of a notebook has to run before a cell can: the statements that its names come from."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ...core.rule import RULES


@contextmanager
def forgotten() -> Iterator[None]:
    """Rules that notebooks define in here are known no longer than that."""
    known = dict(RULES)
    try:
        yield
    finally:
        RULES.clear()
        RULES.update(known)


def value(sources: Iterable[str], cell: str) -> object:
    """What the last line of ``cell`` is after ``sources``, running no more than it needs.

    A statement is needed when it binds a needed name, changes what one holds, or calls a
    method of it alone on its line. ValueError says what went wrong in there.
    """
    try:
        *before, last = ast.parse(cell).body
        assert isinstance(last, ast.Expr), "it ends without an expression"
        earlier = [statement for source in sources for statement in ast.parse(source).body]
        wanted = ast.Module(needed([*earlier, *before], last), [])
        space: dict[str, object] = {"__name__": "__main__"}
        exec(compile(wanted, "<notebook>", "exec"), space)  # noqa: S102 - the notebook's own code
        return eval(compile(ast.Expression(last.value), "<notebook>", "eval"), space)  # noqa: S307
    except Exception as error:  # noqa: BLE001 - whatever a notebook does wrong
        raise ValueError(f"{type(error).__name__}: {error}") from None


def needed(statements: list[ast.stmt], last: ast.stmt) -> list[ast.stmt]:
    """The statements that ``last`` rests on, in their order."""
    names, kept = read(last), []
    for statement in reversed(statements):
        if names & touched(statement):
            kept.append(statement)
            names |= read(statement)
    return kept[::-1]


def read(statement: ast.stmt) -> set[str]:
    """The names that a statement reads."""
    walk = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in walk if isinstance(node.ctx, ast.Load)}


def touched(statement: ast.stmt) -> set[str]:
    """The names that a statement binds, or whose value it may change."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(getattr(node, "ctx", None), ast.Store):
            found.add(_root(node))
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        if isinstance(called, ast.Attribute):
            found.add(_root(called))
    return found - {""}


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
