"""The error of a rule that has no program, and the sentences that say why and what to do."""

from __future__ import annotations

import linecache
import traceback
from pathlib import Path

from ..core.support.errors import StepError

HINT = "Use + - * / ** and comparisons, and exp, where, minimum and maximum from stdplab"

_PACKAGE_DIR = Path(__file__).resolve().parents[1]


class NotTraceableError(ValueError):
    """The rule cannot run in a page; the message says why and what to change."""


def unsupported_op(rule: str, what: str) -> str:
    """The sentence about something in a step that is not an operation of a program."""
    return f"{rule} uses {what}, which a page cannot compute. {HINT}"


def explain(rule: str, error: Exception) -> str:
    """The sentence about an error while tracing, with the line of the rule that raised it."""
    if isinstance(error, StepError):
        return str(error)
    from torch import fx  # noqa: PLC0415 - only a failed trace needs it

    machinery = (
        str(_PACKAGE_DIR / "core"),
        str(_PACKAGE_DIR / "tracing"),
        str(Path(fx.__file__).parent),
    )
    frames = traceback.extract_tb(error.__traceback__)
    user_frames = [frame for frame in frames if not frame.filename.startswith(machinery)]
    last = user_frames[-1] if user_frames else None
    line = linecache.getline(last.filename, last.lineno or 0).strip() if last else ""
    place = f" in \u201c{line}\u201d" if line else ""
    if isinstance(error, fx.proxy.TraceError):
        return (
            f"{rule} branches on a value{place}, which a page cannot do. "
            "Write where(condition, a, b) from stdplab instead"
        )
    return f"{rule} does something that a page cannot compute{place}. {HINT}"
