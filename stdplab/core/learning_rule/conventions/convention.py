"""What a convention of parameter names is made of."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Convention:
    """The names that one paper or simulator gives to the parameters of a rule.

    Parameters
    ----------
    model : str
        The model in words, for messages.
    source : str
        Where the names and equations stand.
    names : mapping of str to (str, float)
        Name there -> (parameter here, factor).
    implied : mapping of str to float
        Parameters here that the convention fixes without naming them.
    multiplies : mapping of str to str
        Name there -> a parameter here that its value multiplies (besides what `names` says).
    elsewhere : mapping of str to str
        Name there that is not a parameter of a rule -> where its value goes.
    differences : tuple of str
        What remains unequal to the model there.
    needs, lacks : tuple of str
        Parameters that a rule must have, or must not have, to be described.
    """

    model: str
    source: str
    names: Mapping[str, tuple[str, float]]
    implied: Mapping[str, float] = field(default_factory=dict)
    multiplies: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    def describes(self, parameters: Container[str]) -> bool:
        """Whether a rule with these parameters is described."""
        has = all(name in parameters for name in self.needs)
        return has and not any(name in parameters for name in self.lacks)
