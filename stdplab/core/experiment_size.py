"""How large an experiment from outside may be, counted before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .support.limits import (
    MAX_ABS_VALUE,
    MAX_DURATION,
    MAX_RULES,
    MAX_SEGMENTS,
    MAX_STEPS,
    MAX_TEXT_SPIKES,
)
from .support.short_repr import printable, quoted

FROM_OUTSIDE = ("JSON, a token or a file allows", "make the experiment in Python")
"""What the limits belong to, and what else a user can do, as a message says it."""

STEPS = ("steps in all rules", "Choose a shorter duration or a larger dt")
SEGMENTS = ("reward segments", "Use fewer segments")
"""What is counted, and what to do about it."""

MAX_COUNT = 1e15
"""No message names more steps: a tiny dt gives a number of hundreds of digits."""


def check_plain(data: Any) -> None:
    """Raise ValueError when the JSON form of an experiment is too large to be read.

    Only lengths and numbers are looked at. What is not an experiment at all is left to the
    reader, which says so.
    """
    if not isinstance(data, Mapping):
        return
    protocol, rules, bounds = (data.get(name) for name in ("protocol", "rules", "bounds"))
    protocol = protocol if isinstance(protocol, Mapping) else {}
    rules = rules if isinstance(rules, list) else []
    reward = protocol.get("reward")
    check_count(len(rules), MAX_RULES, "rules", "Use fewer rules", FROM_OUTSIDE)
    check_count(_length(reward), MAX_SEGMENTS, *SEGMENTS, FROM_OUTSIDE)
    for row in ("pre", "post"):
        count = _length(protocol.get(row))
        check_count(count, MAX_TEXT_SPIKES, f"{row} spikes", "Use fewer spikes", FROM_OUTSIDE)
    levels = [pair[1] for pair in reward or () if _length(pair) == 2] if _length(reward) else []
    check_values(data.get("w0"), protocol.get("duration"), [*rules, bounds], levels)
    check_count(_steps(protocol) * max(len(rules), 1), MAX_STEPS, *STEPS, FROM_OUTSIDE)


def check_values(w0: Any, duration: Any, parts: Iterable[Any], levels: Iterable[Any]) -> None:
    """Raise ValueError when a number is too large to compute and draw with.

    ``parts`` are the rules and bounds as mappings of names to values; what is not a number is
    left to others.
    """
    if _is_number(duration) and duration > MAX_DURATION:
        raise ValueError(f"duration is {quoted(duration)}: use at most {MAX_DURATION:g} ms")
    named = [("w0", w0), *(("a level of the reward", level) for level in levels)]
    named += [item for part in parts if isinstance(part, Mapping) for item in part.items()]
    for name, value in named:
        if _is_number(value) and abs(value) > MAX_ABS_VALUE:
            raise ValueError(
                f"{printable(str(name)):.40} is {quoted(value)}: use a number of a size up to "
                f"{MAX_ABS_VALUE:g}"
            )


def check_count(count: int, most: int, what: str, advice: str, place: tuple[str, str]) -> None:
    """Raise ValueError when there are more than ``most``; the message says what to do."""
    if count > most:
        allows, instead = place
        raise ValueError(
            f"The experiment has {count:,} {what}, {allows} {most:,}. {advice}, or {instead}."
        )


def _length(data: Any) -> int:
    return len(data) if isinstance(data, list | tuple) else 0


def _steps(protocol: Mapping[str, Any]) -> int:
    """About how many steps a protocol has; 0 where its reader will refuse its numbers."""
    duration, dt = protocol.get("duration", 200.0), protocol.get("dt", 1.0)
    if not (_is_number(duration) and _is_number(dt) and duration > 0 and 0 < dt <= MAX_DURATION):
        return 0
    steps = min(float(duration / dt), MAX_COUNT)
    return round(steps)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
