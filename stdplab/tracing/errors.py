"""Why a rule cannot become a program, in a sentence that shows how it could."""

from __future__ import annotations

import linecache
import traceback
from pathlib import Path

from ..core.support.errors import StepError

HINT = "use + - * / ** and comparisons, and exp, where, minimum and maximum from stdplab"

_OURS = Path(__file__).resolve().parents[1]


class NotTraceableError(ValueError):
    """The rule cannot run in a page; the message says why and how it could."""


def foreign(rule: str, what: str) -> str:
    """For something recorded in a step that is no operation of a program."""
    return f"{rule} uses {what}, which a page cannot compute: {HINT}"


def why(rule: str, error: Exception) -> str:
    """For an error while tracing: the line of the rule's own code that raised it."""
    if isinstance(error, StepError):
        return str(error)
    from torch import fx  # noqa: PLC0415 - only a trace fails

    machinery = (str(_OURS / "core"), str(_OURS / "tracing"), str(Path(fx.__file__).parent))
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith(machinery)]
    line = linecache.getline(own[-1].filename, own[-1].lineno or 0).strip() if own else ""
    place = f" in \u201c{line}\u201d" if line else ""
    if isinstance(error, fx.proxy.TraceError):
        return (
            f"{rule} branches on a value{place}: written as where(condition, a, b) "
            "from stdplab it would run in the page"
        )
    return f"{rule} does something a page cannot{place}: {HINT}"
