"""`stdplab run distal --sweep rule.tau_z=100,1000`: train a study at several values."""

from __future__ import annotations

import argparse

from ...core.support.files.atomic_write import atomic_write_explained
from ...networks import Study
from ...plots.theme import Theme
from ...sweeps import SweepRunner
from ...sweeps.run_sweep import compute_all
from ..common import figure_file

BOOLEANS = {"true": True, "false": False}


def add(command: argparse.ArgumentParser) -> None:
    """Declare the option."""
    command.add_argument(
        "--sweep",
        action="append",
        metavar="NAME=V1,V2",
        help="train at each value of a parameter, such as rule.tau_z=100,1000; parameters given "
        "together change together (studies)",
    )


def run(options: argparse.Namespace, study: Study) -> int:
    """Train at every value with a progress bar, then print the measures at each."""
    if options.checkpoint:
        raise ValueError("--sweep cannot be combined with --checkpoint: a sweep is many trainings")
    grid = dict(_values(setting, study) for setting in options.sweep)
    runner = SweepRunner(study, grid, study.measures, together=True)
    compute_all(runner)
    result = runner.sweep
    print(f"{study.title}, {study.rule.name}, {study.seeds} seeds each: plasticity off")
    print(result.table())
    if options.out:
        theme: Theme = "dark" if options.dark else "light"
        main = result.at(measure=study.main_measure)
        figure_file.write(main.plot(theme=theme), options.out)
    if options.json:
        atomic_write_explained(options.json, f"{result.to_json()}\n".encode())
    return 0


def _values(setting: str, study: Study) -> tuple[str, list[object]]:
    """Parse NAME=V1,V2: the values are texts if the study's value is a text, else numbers."""
    name, equals, text = setting.partition("=")
    if not equals:
        raise ValueError(f"--sweep {setting}: write NAME=V1,V2, for example rule.tau_z=100,1000")
    if isinstance(getattr(study, name, None), str):
        return name, list(text.split(","))
    try:
        return name, [_number(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(
            f"--sweep {setting}: {text!r} is not a list of numbers such as 1,2"
        ) from None


def _number(text: str) -> object:
    """An integer, a float, or true or false."""
    if text.lower() in BOOLEANS:
        return BOOLEANS[text.lower()]
    try:
        return int(text)
    except ValueError:
        return float(text)
