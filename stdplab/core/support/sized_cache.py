"""A cache of results that is bounded by their size, not by their number."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
Value = TypeVar("Value")

MAX_SIZE = 2**25
"""Bytes that one cache keeps: much more than all that a lesson shows, little of a small kernel."""


def sized_cache(
    size: Callable[..., int], most: int = MAX_SIZE
) -> Callable[[Callable[P, Value]], Callable[P, Value]]:
    """As `functools.lru_cache`, but what is kept takes ``most`` bytes at most.

    Parameters
    ----------
    size : callable
        Called with the arguments of the function; about how many bytes its result and they take.
    most : int
        The largest sum of sizes. A result that is larger by itself is not kept.

    Returns
    -------
    callable
        The decorator. The function's attribute ``kept_bytes()`` tells how much is kept.
    """

    def decorate(function: Callable[P, Value]) -> Callable[P, Value]:
        kept: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        lock, total = RLock(), 0

        @wraps(function)
        def cached(*args: P.args, **kwargs: P.kwargs) -> Value:
            nonlocal total
            key = (args, tuple(kwargs.items()))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    value: Value = kept[key][1]
                    return value
            result, bytes_ = function(*args, **kwargs), size(*args, **kwargs)
            with lock:
                if bytes_ <= most and key not in kept:
                    kept[key] = (bytes_, result)
                    total += bytes_
                while total > most:
                    total -= kept.popitem(last=False)[1][0]
            return result

        cached.kept_bytes = lambda: total  # type: ignore[attr-defined]
        return cached

    return decorate
