"""A question with several options, one of them right; each option has its reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .verdict import Verdict, hash_answer


@dataclass(frozen=True)
class Choice:
    """A question with several options, one of them right.

    Parameters
    ----------
    key : str
        Notebook and item, such as "03/after". The answer is stored under it.
    prompt : str
        The question.
    options : mapping of str to str
        Option -> the reply to a learner who chooses it.
    answer_hash : str
        `hash_answer` of the key and the right option.

    Raises
    ------
    ValueError
        When ``answer_hash`` does not fit exactly one of the options.

    Examples
    --------
    >>> from stdplab.course import Choice, hash_answer
    >>> item = Choice(
    ...     "lesson1/sign",
    ...     "Post fires 10 ms before pre. What does the weight do under STDP?",
    ...     {"it rises": "Which spike comes first?", "it falls": "Right."},
    ...     hash_answer("lesson1/sign", "it falls"),
    ... )
    >>> item.judge("it rises").message
    'Which spike comes first?'
    """

    kind: ClassVar[str] = "choice"

    key: str
    prompt: str
    options: Mapping[str, str]
    answer_hash: str

    def __post_init__(self) -> None:
        hashes = [hash_answer(self.key, option) for option in self.options]
        if (matches := hashes.count(self.answer_hash)) != 1:
            count = f"{matches} of the options" if matches else "none of the options"
            raise ValueError(
                f"{self.key}: answer_hash {self.answer_hash!r} fits {count}. It must fit exactly "
                f"one: pass hash_answer({self.key!r}, option) with the right option. Options that "
                "differ only in capitals or spaces have the same hash."
            )

    def judge(self, answer: object) -> Verdict:
        """Check a chosen option.

        Parameters
        ----------
        answer : str
            One of the options.

        Returns
        -------
        Verdict
            Whether it is right, with the reply to this option.

        Raises
        ------
        ValueError
            When ``answer`` is not one of the options.
        """
        if not isinstance(answer, str) or answer not in self.options:
            raise ValueError(f"Choose one of: {'; '.join(self.options)}.")
        return Verdict(hash_answer(self.key, answer) == self.answer_hash, self.options[answer])
