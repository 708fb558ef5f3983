"""Stand-ins for numbers that write down what a rule's step does with them.

A step runs once on stand-ins. Each operation on one is added to a `Recording` and gives another
stand-in, so what the step returns names the operations that make it.
"""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..weight_change import Terms, total

BINARY = ("add", "sub", "mul", "truediv", "pow", "floordiv", "mod", "matmul")
BITWISE = ("and", "or", "xor", "lshift", "rshift")
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
UNARY = ("neg", "abs", "pos", "invert")
NUMPY = {"subtract": "sub", "multiply": "mul", "divide": "truediv", "power": "pow"} | {
    "add": "add", "less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge",
    "equal": "eq", "not_equal": "ne",
}  # fmt: skip
"""What NumPy calls the operators: a step may meet numbers of NumPy among the rule's fields."""


class BranchError(Exception):
    """A step asked whether a value is true, or for its parts."""


class Recorded(NamedTuple):
    """What a step does: its name in the program, the function, and its operands.

    A ``foreign`` function is no operator and none of `core.arithmetic`: no program has it.
    """

    name: str
    function: str
    operands: tuple[Any, ...]
    foreign: bool


class Recording:
    """All that a step does, in order."""

    def __init__(self) -> None:
        self.steps: list[Recorded] = []
        self._count: Counter[str] = Counter()

    def add(self, function: str, operands: tuple[Any, ...], *, foreign: bool = False) -> StandIn:
        """Add a function of operands; gives what stands for its value."""
        plain = tuple(total(one) if isinstance(one, Terms) else one for one in operands)
        for one in plain:
            if isinstance(one, Attribute):
                one.settle()
        number = self._count[function] + hasattr(builtins, function)
        self._count[function] += 1
        name = f"{function}_{number}" if number else function
        self.steps.append(Recorded(name, function, plain, foreign))
        return StandIn(self, name)

    def needed_for(self, outputs: Iterable[Any]) -> list[Recorded]:
        """What the outputs depend on, in order."""
        needed = {value.name for value in outputs if isinstance(value, StandIn)}
        kept = []
        for one in reversed(self.steps):
            if one.name in needed:
                needed |= {value.name for value in one.operands if isinstance(value, StandIn)}
                kept.append(one)
        return kept[::-1]


class StandIn:
    """What stands for a number: an input of a program, or the value of an operation."""

    __slots__ = ("name", "recording")
    __hash__ = object.__hash__  # although == is recorded

    def __init__(self, recording: Recording, name: str) -> None:
        self.recording, self.name = recording, name

    def record(self, function: str, *operands: Any) -> StandIn:
        """Record an operation of programs on operands, of which this is one."""
        return self.recording.add(function, operands)

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        raise BranchError

    def __iter__(self) -> Any:
        raise BranchError

    def __getitem__(self, key: Any) -> StandIn:
        return self.recording.add("getitem", (self, key), foreign=True)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python and NumPy look for many
            raise AttributeError(name)
        return Attribute(self, name)

    def __array_ufunc__(self, ufunc: Any, _method: str, *inputs: Any, **_options: Any) -> Any:
        name = ufunc.__name__
        return self.recording.add(NUMPY.get(name, name), inputs, foreign=name not in NUMPY)

    @classmethod
    def __torch_function__(
        cls, func: Any, _types: Any, args: tuple = (), _options: Any = None
    ) -> Any:
        import torch  # noqa: PLC0415 - somebody has it who calls it

        first = next(one for one in args if isinstance(one, cls))
        foreign = func not in (torch.exp, torch.where)
        return first.recording.add(func.__name__, args, foreign=foreign)


class Attribute(StandIn):
    """An attribute of a stand-in. No number has one: a call, or its use, is what is foreign."""

    __slots__ = ("attribute", "owner")

    def __init__(self, owner: StandIn, attribute: str) -> None:
        super().__init__(owner.recording, "")
        self.owner, self.attribute = owner, attribute

    def __call__(self, *operands: Any, **_options: Any) -> StandIn:
        """Record the call."""
        return self.recording.add(self.attribute, (self.owner, *operands), foreign=True)

    def settle(self) -> None:
        """Record it: it is used as a value."""
        if not self.name:
            self.name = self.recording.add("getattr", (self.owner,), foreign=True).name


def _method(function: str, *, swapped: bool = False) -> Callable[..., StandIn]:
    """A method of `StandIn` that records an operator."""

    def method(self: StandIn, *others: Any) -> StandIn:
        operands = (*others, self) if swapped else (self, *others)
        return self.recording.add(function, operands)

    return method


for _name in (*BINARY, *BITWISE):
    _function = f"{_name}_" if _name in ("and", "or") else _name
    setattr(StandIn, f"__{_name}__", _method(_function))
    setattr(StandIn, f"__r{_name}__", _method(_function, swapped=True))
for _name in (*COMPARISONS, *UNARY):
    setattr(StandIn, f"__{_name}__", _method(_name))
