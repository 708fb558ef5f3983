"""A network experiment as a value: parameters in, named measures over epochs and seeds out."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, ClassVar, Protocol, Self

import torch

from ..core.rule import RULES, Rule
from ..core.support.json_input import mapping
from ..core.support.short_repr import quoted

Measures = dict[str, torch.Tensor]
"""By name, one number for each network: (seeds,)."""

STUDIES: dict[str, type[Study]] = {}
"""Every network experiment by its name on the command line. Defining one adds it."""


MOST_EPOCHS = 1_000_000
MOST_SEEDS = 20_000
"""Networks: with more of them one does not come to know more, and memory ends."""
LAST_SEED = 2**53
"""Beyond it JSON that another program wrote may not hold the number."""


def option(default: Any, words: str) -> Any:
    """A parameter of a study with what its help says, on the command line too."""
    return field(default=default, kw_only=True, metadata={"help": words})


class Network(Protocol):
    """What a study trains: networks of all seeds at once, whose whole state is tensors.

    watched    a list to which every step adds the first network's spikes, group by group
    """

    watched: list[list[torch.Tensor]] | None

    def weights(self) -> list[torch.Tensor]:
        """(seeds, n_pre, n_post) from each group to the next."""

    def tensors(self) -> dict[str, torch.Tensor]:
        """Everything that another run needs to go on from here, by name."""

    def load(self, held: dict[str, torch.Tensor]) -> None:
        """Go on from what `tensors` gave."""


@dataclass(frozen=True)
class Study:
    """The base of every network experiment.

    rule      the learning rule of all synapses
    epochs    how many slices a whole training has
    seeds     how many networks, each drawn anew, run side by side
    seed      of all chance; the same run on every machine

    A study also says how to draw its networks and what happens in one epoch; both take all
    chance from the generator they are given. It holds no state: `Training` does.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    success: ClassVar[str] = ""  # the measure that a claim of learning is made of
    unit: ClassVar[str] = ""  # of that measure
    span: ClassVar[tuple[float, float]] = (0.0, 1.0)  # where it lies when all goes well
    initial: ClassVar[str] = "MSTDPET"  # the rule when none is named
    differs: ClassVar[str] = ""  # where our result is not the paper's, in words for the page

    rule: Rule
    epochs: int = option(200, "how long they learn")
    seeds: int = option(16, "networks, each drawn anew")
    seed: int = option(0, "of all chance")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.name:
            STUDIES[cls.name] = cls

    def __post_init__(self) -> None:
        if not isinstance(self.rule, Rule):
            raise ValueError(f"rule is {quoted(self.rule)}: give a rule, such as MSTDPET()")
        for name, least, most in (
            ("epochs", 1, MOST_EPOCHS), ("seeds", 1, MOST_SEEDS), ("seed", 0, LAST_SEED)
        ):  # fmt: skip
            self._whole(name, least, most)

    def _whole(self, name: str, least: int, most: int) -> None:
        value = getattr(self, name)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            said = quoted(value)
            raise ValueError(f"{name} is {said}: it has to be a whole number from {least} on")
        if value > most:
            raise ValueError(f"{name} is {quoted(value)}: it can be {most:,} at most")

    def network(self, draw: torch.Generator) -> Network:
        """Untrained networks, one for each seed."""
        raise NotImplementedError

    def epoch(
        self, network: Any, draw: torch.Generator, *, learning: bool, fresh: bool = False
    ) -> Measures:
        """One epoch, and what was measured in it; ``fresh`` on inputs never seen before."""
        raise NotImplementedError

    @classmethod
    def from_paper(cls, rule: str, **options: Any) -> Self:
        """The study with a rule called ``rule`` at the learning rate it was published with."""
        raise NotImplementedError

    @classmethod
    def of(cls, rule: str, **values: Any) -> Self:
        """As `from_paper`, with other values: of the study ("epochs") or of its rule ("tau_z").

        ValueError names what there is, for a rule or a value that is not.
        """
        if rule not in RULES:
            raise ValueError(f"unknown rule {rule!r}: known are {', '.join(RULES)}")
        own = [f.name for f in fields(cls) if f.name != "rule"]
        study = cls.from_paper(rule, **{n: value for n, value in values.items() if n in own})
        rest = {n: value for n, value in values.items() if n not in own}
        has = [f.name for f in fields(study.rule)]
        for name in rest:
            if name not in has:
                raise ValueError(
                    f"there is no {name} here: this study has {', '.join(own)}; "
                    f"{rule} has {', '.join(has)}"
                )
        return replace(study, rule=replace(study.rule, **rest))

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, ready for JSON."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "rule"}
        return {"study": self.name, **own, "rule": {"rule": self.rule.name, **asdict(self.rule)}}

    @classmethod
    def from_dict(cls, data: Any) -> Study:
        """Rebuild a study from `to_dict`; ValueError says what does not fit."""
        given = dict(mapping(data, "a study"))
        kind, rule = given.pop("study", None), dict(mapping(given.pop("rule", {}), "a rule"))
        if not isinstance(kind, str) or kind not in STUDIES:
            raise ValueError(f"unknown study {quoted(kind)}: known are {', '.join(STUDIES)}")
        name = rule.pop("rule", None)
        if not isinstance(name, str) or name not in RULES:
            raise ValueError(f"unknown rule {quoted(name)}: known are {', '.join(RULES)}")
        try:
            return STUDIES[kind](RULES[name](**rule), **given)
        except TypeError as error:
            raise ValueError(f"this {kind} study was written by another version: {error}") from None
