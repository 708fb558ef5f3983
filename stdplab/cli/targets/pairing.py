"""`stdplab run window` and `stdplab run triplet`: a pairing experiment, its table and figure."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from ... import RULES
from ...core.rule import knobs
from ...core.support import atomic_write
from ...pairings import PAIRINGS, PairingExperiment
from ..common import experiment_options, figure_file
from . import train


def run(options: argparse.Namespace) -> int:
    """Run it, print the table, write what is asked for."""
    train.refuse(options, but=("json",))
    if options.json and not options.json.absolute().parent.is_dir():
        raise ValueError(f"there is no folder {options.json.parent}: make it first")
    outcome = _pairing(options).run()
    print(outcome)
    if options.out:
        from ...plots.pairing_figures import pairing_figure  # noqa: PLC0415 - numbers need no figure

        drawn = pairing_figure(outcome, theme="dark" if options.dark else "light")
        figure_file.write(drawn, options.out)
    if options.json:
        atomic_write.save(options.json, f"{outcome.to_json()}\n".encode())
    return 0


def _pairing(options: argparse.Namespace) -> PairingExperiment:
    """The experiment with the rules and the numbers that were asked for."""
    made: PairingExperiment = PAIRINGS[options.preset]()
    if options.rule:
        names = map(experiment_options.rule_name, options.rule)
        made = made.with_rules(tuple(RULES[name]() for name in names))
    for setting in options.set:
        made = _turned(made, *experiment_options.pair(setting))
    return made


def _turned(made: PairingExperiment, key: str, value: Any) -> PairingExperiment:
    """One number changed: of the protocol, of every rule that has it, or of RULE.name alone."""
    if key in knobs(made):
        return replace(made, **{key: value})
    wanted, _, parameter = key.rpartition(".")
    named = list(enumerate(zip(made.names(), made.every_rule(), strict=True)))
    found = [i for i, (n, r) in named if parameter in knobs(r) and wanted in ("", n)]
    if not found:
        have = dict.fromkeys([*knobs(made), *(k for _, (_, r) in named for k in knobs(r))])
        raise ValueError(f"--set {key}: {made.name} has {', '.join(have)}")
    for index in found:
        rule = made.every_rule()[index]
        made = made.with_rule(index, replace(rule, **{parameter: value}))
    return made
