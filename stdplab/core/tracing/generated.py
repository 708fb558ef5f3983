"""A program's step as a Python function: one synapse on plain numbers, at several times the speed.

The text of the function is made of `EXPRESSIONS` and of names that are chosen here, so nothing that
stands in a file, a token or a message becomes code.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Operand = str | float
Operation = tuple[str | float, ...]

EXPRESSIONS = {
    "add": "{} + {}", "sub": "{} - {}", "mul": "{} * {}", "div": "{} / {}", "pow": "{} ** {}",
    "neg": "-{}", "abs": "abs({})", "exp": "exp({})", "where": "{1} if {0} else {2}",
    "lt": "{} < {}", "le": "{} <= {}", "gt": "{} > {}", "ge": "{} >= {}", "eq": "{} == {}",
    "ne": "{} != {}",
}  # fmt: skip
"""Every operation of programs, as Python writes it."""

DRIVE = ("pre", "post", "reward")


def run_function(
    step: Sequence[Operation], after: Mapping[str, Operand], kept: tuple[str, ...]
) -> Callable[..., dict[str, float]]:
    """Generate ``run(values, drive_steps, state, columns)``, which gives the last state.

    ``values`` are the constants of the run by name, ``state`` holds every series and ``w`` before
    the first step, and ``columns`` takes up the values of the ``kept`` ones after each step.
    """
    series = tuple(after)
    local: dict[Operand, str] = {**{name: name for name in DRIVE}}
    local |= {"w" if name == "w" else f"state.{name}": f"s{i}" for i, name in enumerate(series)}
    made: dict[Operand, str] = {name: f"v{i}" for i, (name, *_) in enumerate(step)}
    used = dict.fromkeys(o for _, _, *operands in step for o in operands if isinstance(o, str))
    used |= dict.fromkeys(o for o in after.values() if isinstance(o, str))
    constants: dict[Operand, str] = {
        name: f"c{i}" for i, name in enumerate(used) if name not in {**local, **made}
    }
    local |= made | constants

    def written(operand: Operand) -> str:
        if isinstance(operand, str):
            return local[operand]
        return f"({operand!r})" if math.isfinite(operand) else f"float({str(operand)!r})"

    states = ", ".join(local["w" if name == "w" else f"state.{name}"] for name in series)
    lines = [f"{local[name]} = values[{name!r}]" for name in constants]
    lines += [f"{states}, = [state[name] for name in {series!r}]"]
    lines += [f"add{i} = columns[{name!r}].append" for i, name in enumerate(kept)]
    lines += ["for pre, post, reward in drive_steps:"]
    for name, operation, *operands in step:
        expression = EXPRESSIONS[str(operation)].format(*map(written, operands))
        lines += [f"    {local[name]} = {expression}"]
    lines += [f"    {states}, = {', '.join(map(written, after.values()))},"]
    lines += [f"    add{i}(s{series.index(name)})" for i, name in enumerate(kept)]
    lines += [f"return dict(zip({series!r}, ({states},), strict=True))"]
    text = "\n    ".join(["def run(values, drive_steps, state, columns):", *lines])
    namespace: dict[str, Any] = {"exp": math.exp}
    exec(text, namespace)  # noqa: S102 - see the top of this module
    return namespace["run"]  # type: ignore[no-any-return]
