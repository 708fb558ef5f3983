"""Packages that only some commands need."""

from __future__ import annotations

import importlib


def require(module: str) -> None:
    """Raise ValueError that says what to install if ``module`` cannot be found."""
    try:
        importlib.import_module(module)
    except ModuleNotFoundError:
        raise ValueError(f"This command needs {module}. Run: pip install 'stdplab[lab]'") from None
