"""Which experiment a command is about: a preset, other rules, other values."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ... import RULES, Experiment, Rule, presets
from ...core.controls import change, find


def add(command: argparse.ArgumentParser, more: Iterable[str] = ()) -> None:
    """Declare the options that choose an experiment; ``more`` names are taken beside presets."""
    command.add_argument(
        "preset", metavar="NAME", help=f"one of {', '.join((*presets.PRESETS, *more))}"
    )
    command.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="RULE",
        help=f"run this rule instead of the preset's; may be repeated: {', '.join(RULES)}",
    )
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="turn a control, such as tau_z=40, lag=1, 'reward[0]=0.5' or MSTDP.gamma=0.1",
    )


def experiment(options: argparse.Namespace) -> Experiment:
    """The experiment the options choose; ValueError says what does not fit."""
    chosen = presets.get(options.preset)
    if options.rule:
        chosen = replace(chosen, rules=tuple(map(_rule, options.rule)))
    for setting in options.set:
        key, value = pair(setting)
        chosen = change(chosen, find(chosen, key), value)
    return chosen


def pair(setting: str) -> tuple[str, Any]:
    """What KEY=VALUE says; ValueError when it is written otherwise."""
    key, equals, text = setting.partition("=")
    if not equals:
        raise ValueError(f"--set {setting}: write KEY=VALUE, for example tau_z=40")
    try:
        return key.strip(), json.loads(text)
    except json.JSONDecodeError:
        raise ValueError(f"--set {setting}: {text!r} is no number, true or false") from None


def _rule(name: str) -> Rule:
    return RULES[rule_name(name)]()


def rule_name(name: str) -> str:
    """A rule's name however it is written; ValueError when there is none."""
    known = {rule.lower(): rule for rule in RULES}
    if name.lower() not in known:
        raise ValueError(f"unknown rule {name!r}: known are {', '.join(RULES)}")
    return known[name.lower()]
