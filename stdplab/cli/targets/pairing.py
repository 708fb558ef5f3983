"""`stdplab run window` and `stdplab run triplet`: a pairing experiment, its table and figure."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from ...core.learning_rule.knob import knobs
from ...core.learning_rule.rule import RULES
from ...core.support.files.atomic_write import atomic_write_explained
from ...pairings import PAIRING_EXPERIMENTS, PairingExperiment
from ..common import experiment_options, figure_file, protocol_options
from ..common.output_file import check_json
from . import train


def run(options: argparse.Namespace) -> int:
    """Run the experiment, print its table, and write the figure and the JSON file."""
    train.reject_study_options(options, except_=("json",))
    protocol_options.reject(options)
    check_json(options.json, options.out)
    result = _experiment(options).run()
    print(result)
    if options.out:
        from ...plots.pairings.pairing_plot import pairing_figure  # noqa: PLC0415 - numbers need no figure

        figure = pairing_figure(result, theme="dark" if options.dark else "light")
        figure_file.write(figure, options.out)
    if options.json:
        atomic_write_explained(options.json, f"{result.to_json()}\n".encode())
    return 0


def _experiment(options: argparse.Namespace) -> PairingExperiment:
    """The experiment with the rules and settings of the options."""
    experiment = PAIRING_EXPERIMENTS[options.preset]()
    assert isinstance(experiment, PairingExperiment)
    if options.rule:
        names = map(experiment_options.rule_name, options.rule)
        experiment = experiment.with_rules(tuple(RULES[name]() for name in names))
    for setting in options.set:
        experiment = _with_setting(experiment, *experiment_options.parse_setting(setting))
    return experiment


def _with_setting(experiment: PairingExperiment, key: str, value: Any) -> PairingExperiment:
    """Set a number of the protocol, of every rule that has it, or of one rule (RULE.name)."""
    if key in knobs(experiment):
        return replace(experiment, **{key: value})
    rule_name, _, parameter = key.rpartition(".")
    rules = dict(enumerate(experiment.all_rules()))
    names = experiment.names()
    matches = [i for i in rules if parameter in knobs(rules[i]) and rule_name in ("", names[i])]
    if not matches:
        parameters = [name for rule in rules.values() for name in knobs(rule)]
        available = dict.fromkeys([*knobs(experiment), *parameters])
        raise ValueError(
            f"--set {key}: {experiment.name} has no parameter {key!r}. "
            f"Available: {', '.join(available)}."
        )
    for index in matches:
        rule = replace(experiment.all_rules()[index], **{parameter: value})
        experiment = experiment.with_rule(index, rule)
    return experiment
