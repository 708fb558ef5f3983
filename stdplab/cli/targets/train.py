"""`stdplab run xor`: train the networks of a study, and tell what the claim rests on."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import Field, fields, replace
from pathlib import Path

from ...core.support import atomic_write
from ...networks import STUDIES, Report, Study, Training
from ...plots.theme import Theme
from ..common import experiment_options, figure_file
from . import scan


def _declared() -> dict[str, Field]:
    """Every parameter of any study, beside its rule, by name."""
    studies = STUDIES.values()
    return {f.name: f for study in studies for f in fields(study) if "help" in f.metadata}


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options of studies."""
    for name, field in _declared().items():
        words = f"{field.metadata['help']} ({_owners(name)})"
        kind = type(field.default)
        command.add_argument(f"--{name}", type=kind, metavar=kind.__name__.upper(), help=words)
    command.add_argument(
        "--json", type=Path, metavar="FILE", help="write all results (not of presets)"
    )
    command.add_argument(
        "--checkpoint", type=Path, metavar="FILE", help="go on from it, and keep it (studies)"
    )
    scan.add(command)


def _owners(name: str) -> str:
    owners = [n for n, study in STUDIES.items() if name in {f.name for f in fields(study)}]
    return "studies" if len(owners) == len(STUDIES) else ", ".join(owners)


def refuse(options: argparse.Namespace, *, but: Iterable[str] = ()) -> None:
    """A preset takes none of them, a pairing experiment none ``but`` these."""
    for name in (*_declared(), "json", "checkpoint", "scan"):
        if name not in but and getattr(options, name) is not None:
            raise ValueError(f"--{name} belongs to a study: one of {', '.join(STUDIES)}")


def run(options: argparse.Namespace) -> int:
    """Train with a progress bar on stderr, then print the controls."""
    for path in (options.json, options.checkpoint):
        if path and not path.absolute().parent.is_dir():
            raise ValueError(f"there is no folder {path.parent}: make it first")
    started = time.monotonic()
    if options.scan:
        study = _study(options)
        return scan.run(options, study, lambda t: _tell(t, time.monotonic() - started, t.epoch))
    training = _training(options)
    before = training.epoch
    while not training.done:
        training.advance()
        if options.checkpoint:
            training.save(options.checkpoint)
        _tell(training, time.monotonic() - started, training.epoch - before)
    report = Report.of(training)
    print(report)
    if options.out:
        from ...plots.learning_curve import training_figure  # noqa: PLC0415 - numbers need no figure

        theme: Theme = "dark" if options.dark else "light"
        figure_file.write(training_figure(report, theme=theme), options.out)
    if options.json:
        atomic_write.save(options.json, f"{report.to_json()}\n".encode())
    return 0


def _training(options: argparse.Namespace) -> Training:
    study = _study(options)
    if not options.checkpoint or not options.checkpoint.exists():
        return Training(study)
    training = Training.load(options.checkpoint)
    if training.study != study:
        raise ValueError(
            f"{options.checkpoint} holds another training ({training.study}): name another file, "
            "or give the options that it was begun with"
        )
    return training


def _study(options: argparse.Namespace) -> Study:
    given = {n: getattr(options, n) for n in _declared() if getattr(options, n) is not None}
    kind = STUDIES[options.preset]
    for name in given:
        if name not in {field.name for field in fields(kind)}:
            raise ValueError(f"--{name} is nothing that the study {kind.name} has")
    names = [experiment_options.rule_name(name) for name in options.rule] or [kind.initial]
    if len(names) > 1:
        raise ValueError("a study has one rule: give --rule once, and run again for the other")
    study = kind.from_paper(names[0], **given)
    for setting in options.set:
        key, value = experiment_options.pair(setting)
        if key not in vars(study.rule):
            raise ValueError(f"--set {setting}: {names[0]} has {', '.join(vars(study.rule))}")
        study = replace(study, rule=replace(study.rule, **{key: value}))
    return study


def _tell(training: Training, passed: float, epochs: int) -> None:
    """A line that the next one overwrites, on a terminal only."""
    if not sys.stderr.isatty():
        return
    done, all_of_it = training.epoch, training.study.epochs
    left = passed / epochs * (all_of_it - done)
    bar = "#" * (30 * done // all_of_it)
    end = "\n" if training.done else ""
    print(
        f"\r[{bar:<30}] {done}/{all_of_it}, {left:.0f} s left ",
        end=end,
        file=sys.stderr,
        flush=True,
    )
