"""The experiment that a command's options describe: a preset, its rules and its values."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ... import presets
from ...core.controls import change, find
from ...core.experiment import Experiment
from ...core.learning_rule.rule import RULES, Rule
from ...core.support.numbers.typed_numbers import as_number
from . import protocol_options

SWITCHES = {"true": True, "false": False}


def add(command: argparse.ArgumentParser, other_names: Iterable[str] = ()) -> None:
    """Declare the options of an experiment; ``other_names`` are accepted besides presets."""
    command.add_argument(
        "preset", metavar="NAME", help=f"one of {', '.join((*presets.PRESETS, *other_names))}"
    )
    command.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="RULE",
        help="run this rule, one that stdplab list names, instead of the preset's; may be repeated",
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="set a number, such as tau_z=40, lag=1, 'reward[0]=0.5' or MSTDP.gamma=0.1",
    )
    protocol_options.add(command)


def experiment(options: argparse.Namespace) -> Experiment:
    """The experiment that the options describe; ValueError if one of them does not apply."""
    selected = presets.get(options.preset)
    selected = replace(selected, protocol=protocol_options.changed(selected.protocol, options))
    if options.rule:
        selected = replace(selected, rules=tuple(map(_rule, options.rule)))
    for setting in options.set:
        key, value = parse_setting(setting)
        selected = change(selected, find(selected, key), value)
    return selected


def parse_setting(setting: str) -> tuple[str, Any]:
    """Parse KEY=VALUE; ValueError if it is written otherwise."""
    key, equals, text = setting.partition("=")
    if not equals:
        raise ValueError(f"--set {setting}: write KEY=VALUE, for example tau_z=40")
    value = SWITCHES.get(text.strip().lower(), as_number(text.strip()))
    if value is None:
        raise ValueError(f"--set {setting}: {text!r} is not a number, true or false")
    return key.strip(), value


def _rule(name: str) -> Rule:
    return RULES[rule_name(name)]()


def rule_name(name: str) -> str:
    """The name of a rule, in any case of letters; ValueError if there is no such rule."""
    rules = {rule.lower(): rule for rule in RULES}
    if name.lower() not in rules:
        raise ValueError(f"unknown rule {name!r}. Available: {', '.join(RULES)}")
    return rules[name.lower()]
