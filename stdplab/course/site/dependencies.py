"""Which statements of a notebook a cell depends on, and the value of the cell after them."""

from __future__ import annotations

import ast
from collections.abc import Iterable


def last_value(sources: Iterable[str], cell: str) -> object:
    """The value of the last line of ``cell`` after the cells ``sources``.

    Only the statements that it depends on run: those that bind a name it needs, change the value
    of one, or call a method of one on a line of their own. ValueError names the error in them.
    """
    try:
        *before, last = ast.parse(cell).body
        assert isinstance(last, ast.Expr), "its last line is not an expression"
        earlier = [statement for source in sources for statement in ast.parse(source).body]
        program = ast.Module(needed_statements([*earlier, *before], last), [])
        namespace: dict[str, object] = {"__name__": "__main__"}
        exec(compile(program, "<notebook>", "exec"), namespace)  # noqa: S102 - the notebook's own code
        return eval(compile(ast.Expression(last.value), "<notebook>", "eval"), namespace)  # noqa: S307
    except Exception as error:  # noqa: BLE001 - a notebook may raise anything
        raise ValueError(f"{type(error).__name__}: {error}") from None


def needed_statements(statements: list[ast.stmt], last: ast.stmt) -> list[ast.stmt]:
    """The statements that ``last`` depends on, in their order."""
    names, selected = names_read(last), []
    for statement in reversed(statements):
        if names & names_assigned(statement):
            selected.append(statement)
            names |= names_read(statement)
    return selected[::-1]


def names_read(statement: ast.stmt) -> set[str]:
    """The names that a statement reads."""
    nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


def names_assigned(statement: ast.stmt) -> set[str]:
    """The names that a statement binds, or whose values it may change."""
    names = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(getattr(node, "ctx", None), ast.Store):
            names.add(_root_name(node))
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        function = statement.value.func
        if isinstance(function, ast.Attribute):
            names.add(_root_name(function))
    return names - {""}


def _root_name(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
