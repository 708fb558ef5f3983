"""`stdplab run xor`: train the networks of a study, and print its control conditions."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import Field, fields, replace
from pathlib import Path

from ...core.support.files.atomic_write import atomic_write_explained
from ...networks import STUDIES, Report, Study, Training
from ...plots.theme import Theme
from ..common import experiment_options, figure_file, protocol_options
from ..common.output_file import check_json
from . import sweep


def _study_options() -> dict[str, Field]:
    """Every parameter of any study except its rule, by name."""
    studies = STUDIES.values()
    return {f.name: f for study in studies for f in fields(study) if "help" in f.metadata}


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options of studies."""
    for name, field in _study_options().items():
        help_text = f"{field.metadata['help']} ({_studies_with(name)})"
        kind = type(field.default)
        metavar = kind.__name__.upper()
        command.add_argument(f"--{name}", type=kind, metavar=metavar, help=help_text)
    command.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="write all results as JSON (pairing experiments and studies)",
    )
    command.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE",
        help="save the training in this file, and resume from it if it exists (studies)",
    )
    sweep.add(command)


def _studies_with(name: str) -> str:
    names = [n for n, study in STUDIES.items() if name in {f.name for f in fields(study)}]
    return "studies" if len(names) == len(STUDIES) else ", ".join(names)


def reject_study_options(options: argparse.Namespace, *, except_: Iterable[str] = ()) -> None:
    """Raise ValueError if an option of studies is given, apart from those in ``except_``."""
    for name in (*_study_options(), "json", "checkpoint", "sweep"):
        if name not in except_ and getattr(options, name) is not None:
            raise ValueError(f"--{name} applies to studies only: {', '.join(STUDIES)}")


def run(options: argparse.Namespace) -> int:
    """Train with a progress bar on stderr, then print the control conditions."""
    protocol_options.reject(options)
    check_json(options.json, options.out, options.checkpoint)
    if options.checkpoint and not options.checkpoint.absolute().parent.is_dir():
        raise ValueError(f"There is no folder {options.checkpoint.parent}. Create it first.")
    if options.sweep:
        return sweep.run(options, _study(options))
    started = time.monotonic()
    training = _training(options)
    before = training.epoch
    while not training.done:
        training.advance()
        if options.checkpoint:
            training.save(options.checkpoint)
        _print_progress(training, time.monotonic() - started, training.epoch - before)
    report = Report.from_training(training)
    print(report)
    if options.out:
        from ...plots.learning_curve import training_figure  # noqa: PLC0415 - numbers need no figure

        theme: Theme = "dark" if options.dark else "light"
        figure_file.write(training_figure(report, theme=theme), options.out)
    if options.json:
        atomic_write_explained(options.json, f"{report.to_json()}\n".encode())
    return 0


def _training(options: argparse.Namespace) -> Training:
    study = _study(options)
    if not options.checkpoint or not options.checkpoint.exists():
        return Training(study)
    training = Training.load(options.checkpoint)
    if training.study != study:
        raise ValueError(
            f"{options.checkpoint} holds another training ({training.study}). Choose another "
            "file, or give the options that the training was started with."
        )
    return training


def _study(options: argparse.Namespace) -> Study:
    values = {n: getattr(options, n) for n in _study_options() if getattr(options, n) is not None}
    study_type = STUDIES[options.preset]
    available = [f.name for f in fields(study_type) if f.name in _study_options()]
    for name in values:
        if name not in available:
            raise ValueError(
                f"The study {study_type.name} has no option --{name}. Available: "
                f"{', '.join(f'--{option}' for option in available)}."
            )
    names = [experiment_options.rule_name(name) for name in options.rule] or [
        study_type.default_rule
    ]
    if len(names) > 1:
        raise ValueError(
            "A study has one rule. Give --rule once, and run the study again for another rule."
        )
    study = study_type.from_paper(names[0], **values)
    for setting in options.set:
        key, value = experiment_options.parse_setting(setting)
        if key not in vars(study.rule):
            raise ValueError(
                f"--set {setting}: {names[0]} has no parameter {key!r}. Available: "
                f"{', '.join(vars(study.rule))}."
            )
        study = replace(study, rule=replace(study.rule, **{key: value}))
    return study


def _print_progress(training: Training, elapsed: float, epochs: int) -> None:
    """Print a progress bar over the previous one, on a terminal only."""
    if not sys.stderr.isatty():
        return
    done, total = training.epoch, training.study.epochs
    remaining_s = elapsed / epochs * (total - done)
    bar = "#" * (30 * done // total)
    end = "\n" if training.done else ""
    print(
        f"\r[{bar:<30}] {done}/{total}, {remaining_s:.0f} s left ",
        end=end,
        file=sys.stderr,
        flush=True,
    )
