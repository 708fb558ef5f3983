"""What a command needs installed."""

from __future__ import annotations

import importlib


def need(module: str) -> None:
    """Raise ValueError with what to install when ``module`` is not there."""
    try:
        importlib.import_module(module)
    except ModuleNotFoundError:
        raise ValueError(f"this needs {module}: pip install 'stdplab[lab]'") from None
