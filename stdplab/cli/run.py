"""`stdplab run NAME`: simulate a preset, pair spikes, or train the networks of a study."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .. import presets
from ..networks import STUDIES
from ..pairings import PAIRINGS
from .common import experiment_options, figure_file
from .common.optional_imports import need
from .targets import pairing, train


def add(commands: Any) -> None:
    """Declare the command."""
    command = commands.add_parser(
        "run", help="simulate a preset, pair spikes or train a study's networks; print the numbers"
    )
    experiment_options.add(command, (*PAIRINGS, *STUDIES))
    train.add(command)
    command.add_argument("--out", type=Path, metavar="FILE", help="the figure: .png, .svg, .pdf")
    command.add_argument("--dark", action="store_true", help="draw the figure on a dark ground")
    command.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Simulate and tell."""
    known = (*presets.PRESETS, *PAIRINGS, *STUDIES)
    if options.preset not in known:
        raise ValueError(f"unknown preset {options.preset!r}: known are {', '.join(known)}")
    if options.out:
        need("matplotlib")
        if not options.out.parent.is_dir():
            raise ValueError(f"there is no folder {options.out.parent}: make it first")
        if options.out.is_dir():
            raise ValueError(f"{options.out} is a folder: name a file, such as fig.png")
    if options.preset in STUDIES:
        return train.run(options)
    if options.preset in PAIRINGS:
        return pairing.run(options)
    train.refuse(options)
    results = experiment_options.experiment(options).run()
    if options.out:
        from ..plots.experiment_figure import figure  # noqa: PLC0415 - printing numbers needs no matplotlib

        figure_file.write(figure(results, theme="dark" if options.dark else "light"), options.out)
    width = max(map(len, results))
    for name, result in results.items():
        print(f"{name:>{width}} {result.final:.4f}")
    return 0
