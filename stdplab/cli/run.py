"""`stdplab run NAME`: run a preset, a pairing experiment or a study, and print its numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import presets
from ..networks import STUDIES
from ..pairings import PAIRING_EXPERIMENTS
from .common import experiment_options, figure_file
from .common.optional_imports import require
from .targets import pairing, train


def add(command: argparse.ArgumentParser) -> None:
    """Declare the options."""
    experiment_options.add(command, (*PAIRING_EXPERIMENTS, *STUDIES))
    train.add(command)
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="write the figure: .png, .svg or .pdf"
    )
    command.add_argument("--dark", action="store_true", help="draw the figure on a dark background")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run it, print the numbers and write the figure."""
    available = (*presets.PRESETS, *PAIRING_EXPERIMENTS, *STUDIES)
    if options.preset not in available:
        raise ValueError(f"unknown preset {options.preset!r}. Available: {', '.join(available)}")
    if options.out:
        require("matplotlib")
        if not options.out.parent.is_dir():
            raise ValueError(f"There is no folder {options.out.parent}. Create it first.")
        if options.out.is_dir():
            raise ValueError(f"{options.out} is a folder. Give a file, such as fig.png.")
    if options.preset in STUDIES:
        return train.run(options)
    if options.preset in PAIRING_EXPERIMENTS:
        return pairing.run(options)
    train.reject_study_options(options)
    results = experiment_options.experiment(options).run()
    if options.out:
        from ..plots.experiment_figure import figure  # noqa: PLC0415 - printing numbers needs no matplotlib

        figure_file.write(figure(results, theme="dark" if options.dark else "light"), options.out)
    width = max(map(len, results))
    for name, result in results.items():
        print(f"{name:>{width}} {result.final:.4f}")
    return 0
