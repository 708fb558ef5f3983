"""What a check says of an answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and the sentence that goes with it."""

    right: bool
    message: str


def hash_answer(key: str, answer: str) -> str:
    """What stands in for the right answer, so that nobody reads it where it is asked.

    It is salted with the item's key: the same answer looks different elsewhere.

    >>> hash_answer("03/after", "it falls") == hash_answer("03/after", " It falls ")
    True
    """
    plain = " ".join(answer.casefold().split())
    return hashlib.sha256(f"stdplab {key} {plain}".encode()).hexdigest()[:16]
