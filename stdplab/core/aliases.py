"""The names that papers and simulators give to a rule's parameters, and what they become here.

Each column of the table maps a name used there to a parameter here and a factor. Sources: the
papers and manuals named in the course's table of conventions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

COLUMNS: dict[str, dict[str, tuple[str, float]]] = {
    "florian": {
        "A_plus": ("A_plus", 1),
        "A_minus": ("A_minus", 1),
        "tau_plus": ("tau_plus", 1),
        "tau_minus": ("tau_minus", 1),
        "tau_z": ("tau_z", 1),
        "gamma": ("gamma", 1),
    },
    # The suffix names the spike that triggers: lr_post scales the pre trace, which tc_pre decays.
    "inferno": {
        "lr_post": ("A_plus", 1),
        "lr_pre": ("A_minus", 1),
        "tc_pre": ("tau_plus", 1),
        "tc_post": ("tau_minus", 1),
        "tc_eligibility": ("tau_z", 1),
        "scale": ("gamma", 1),
    },
    "gerstner": {
        "A_plus": ("A_plus", 1),
        "A_minus": ("A_minus", 1),
        "tau_plus": ("tau_plus", 1),
        "tau_minus": ("tau_minus", 1),
        "tau_e": ("tau_z", 1),
        "eta": ("gamma", 1),
    },
    "brian2": {
        "dApre": ("A_plus", 1),
        "dApost": ("A_minus", 1),
        "taupre": ("tau_plus", 1),
        "taupost": ("tau_minus", 1),
    },
    # alpha is the size of depression relative to potentiation, both scaled by lambda.
    "nest": {
        "lambda_": ("gamma", 1),
        "alpha": ("A_minus", -1),
        "tau_plus": ("tau_plus", 1),
        "tau_minus": ("tau_minus", 1),
        "tau_c": ("tau_z", 1),
    },
}
"""Column -> name there -> (parameter here, factor)."""

UNSAID: dict[str, dict[str, float]] = {
    "inferno": {"gamma": 1.0},
    "brian2": {"gamma": 1.0},
    "nest": {"A_plus": 1.0},
}
"""What a column takes for granted: the rate lies in the amplitudes, or LTP has amplitude 1."""


def translate(
    rule: str, here: Mapping[str, Any], column: str, given: Mapping[str, Any]
) -> dict[str, Any]:
    """The parameters of ``rule`` that the names of ``column`` mean; ``here`` are its knobs."""
    if column not in COLUMNS:
        raise ValueError(f"unknown names {column!r}: there are those of {', '.join(COLUMNS)}")
    table = {name: to for name, to in COLUMNS[column].items() if to[0] in here}
    for name in given:
        if name not in table:
            raise ValueError(f"{column} has no {name!r} for {rule}: it has {', '.join(table)}")
    said = {table[name][0]: table[name][1] * value for name, value in given.items()}
    return {**UNSAID.get(column, {}), **said}


def explain(rule: str, here: Mapping[str, Any], column: str, given: Mapping[str, Any]) -> str:
    """What each name became, a line each, for a reader who knows the other name."""
    meant = translate(rule, here, column, given)
    lines = []

    def say(parameter: str) -> str:
        unit = f" {here[parameter].unit}" if here[parameter].unit else ""
        return f"{parameter} = {meant[parameter]:g}{unit} ({here[parameter].label})"

    for name, value in given.items():
        lines.append(f"{name} = {value:g} is {say(COLUMNS[column][name][0])}")
    said = {COLUMNS[column][name][0] for name in given}
    lines += [
        f"taken for granted: {say(parameter)}" for parameter in meant if parameter not in said
    ]
    return "\n".join(lines)
