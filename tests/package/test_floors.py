"""Imports go down the floors and never back up."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "stdplab"
FLOORS = (
    "core",
    "rules",
    "presets",
    "networks",
    "pairings",
    "program",
    "plots",
    "sweeps",
    "widgets",
    "labs",
    "course",
    "cli",
)
"""From the ground up. presets stand above rules, which they are made of."""


def floor(path):
    return FLOORS.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))


def imported(path):
    """The floors that a module of stdplab imports from, whatever way it spells them."""
    package = path.relative_to(ROOT.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            origin = [*base, *(node.module or "").split(".")]
            names = [[*origin, alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        for name in names:
            parts = [part for part in name if part]
            if parts[0] == "stdplab" and len(parts) > 1 and parts[1] in FLOORS:
                yield parts[1]


MODULES = [p for p in ROOT.rglob("*.py") if p.parent != ROOT or p.stem in FLOORS]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_goes_up(path):
    own = FLOORS[floor(path)]
    up = [name for name in imported(path) if FLOORS.index(name) > floor(path)]
    assert not up, f"{own} imports {', '.join(up)}, which stands above it"


def test_the_walk_sees_imports():
    assert {"core"} <= set(imported(ROOT / "rules" / "stdp.py"))
    assert {"presets", "core"} <= set(imported(ROOT / "labs" / "florian.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_below_the_widgets_touches_pyplot(path):
    assert "pyplot" not in {
        part
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in [getattr(node, "module", None) or "", *(a.name for a in node.names)]
        for part in name.split(".")
    }
