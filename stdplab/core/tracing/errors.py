"""The error of a rule that has no program, and the sentences that say why and what to do."""

from __future__ import annotations

import linecache
import traceback
from pathlib import Path

from ..support.errors import StepError
from .recording import BranchError

HINT = "Use + - * / ** and comparisons, and exp, where, minimum and maximum from stdplab"

_CORE = str(Path(__file__).resolve().parents[1])
"""Where the frames of stdplab's own machinery come from."""


class NotTraceableError(ValueError):
    """The rule cannot run in a page; the message says why and what to change."""


def unsupported_op(rule: str, what: str) -> str:
    """The sentence about something in a step that is not an operation of a program."""
    return f"{rule} uses {what}, which a page cannot compute. {HINT}"


def explain(rule: str, error: Exception) -> str:
    """The sentence about an error while tracing, with the line of the rule that raised it."""
    if isinstance(error, StepError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    user_frames = [frame for frame in frames if not frame.filename.startswith(_CORE)]
    last = user_frames[-1] if user_frames else None
    line = linecache.getline(last.filename, last.lineno or 0).strip() if last else ""
    place = f" in \u201c{line}\u201d" if line else ""
    if isinstance(error, BranchError):
        return (
            f"{rule} branches on a value{place}, which a page cannot do. "
            "Write where(condition, a, b) from stdplab instead"
        )
    return f"{rule} does something that a page cannot compute{place}. {HINT}"
