"""The verdict on an answer, and the hash that stands for the right one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The result of checking an answer.

    Parameters
    ----------
    right : bool
        Whether the answer is right, or the goal reached.
    message : str
        What the learner reads: why it is right, or what is missing.
    """

    right: bool
    message: str


def hash_answer(key: str, answer: str) -> str:
    """Hash the right option of a `Choice`, so that nobody can read it in the notebook.

    The hash depends on the item's key: the same answer has another hash in another item.
    Capitals and repeated spaces do not matter.

    Parameters
    ----------
    key : str
        The item's key, such as "03/after".
    answer : str
        The right option.

    Returns
    -------
    str
        16 hexadecimal digits.

    Examples
    --------
    >>> from stdplab.course import hash_answer
    >>> hash_answer("03/after", "it falls") == hash_answer("03/after", " It falls ")
    True
    """
    normalised = " ".join(answer.casefold().split())
    return hashlib.sha256(f"stdplab {key} {normalised}".encode()).hexdigest()[:16]
