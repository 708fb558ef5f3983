"""`stdplab run distal --scan rule.tau_z=100,1000`: train a study at several values."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ...core.support.atomic_write import atomic_write_explained
from ...networks import Study, Training, scan
from ...plots.theme import Theme
from ..common import figure_file

BOOLEANS = {"true": True, "false": False}


def add(command: argparse.ArgumentParser) -> None:
    """Declare the option."""
    command.add_argument(
        "--scan",
        action="append",
        metavar="NAME=V1,V2",
        help="train at each value of a parameter, such as rule.tau_z=100,1000; parameters given "
        "together change together (studies)",
    )


def run(options: argparse.Namespace, study: Study, on_epoch: Callable[[Training], None]) -> int:
    """Train at every value, then print the measures at each."""
    if options.checkpoint:
        raise ValueError("--scan cannot be combined with --checkpoint: a scan is many trainings")
    values = dict(_values(setting, study) for setting in options.scan)
    result = scan(study, values, on_epoch)
    print(result)
    if options.out:
        from ...plots.scan_plot import scan_figure  # noqa: PLC0415 - numbers need no figure

        theme: Theme = "dark" if options.dark else "light"
        figure_file.write(scan_figure(result, theme=theme), options.out)
    if options.json:
        atomic_write_explained(options.json, f"{result.to_json()}\n".encode())
    return 0


def _values(setting: str, study: Study) -> tuple[str, list[object]]:
    """Parse NAME=V1,V2: the values are texts if the study's value is a text, else numbers."""
    name, equals, text = setting.partition("=")
    if not equals:
        raise ValueError(f"--scan {setting}: write NAME=V1,V2, for example rule.tau_z=100,1000")
    if isinstance(getattr(study, name, None), str):
        return name, list(text.split(","))
    try:
        return name, [_number(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(
            f"--scan {setting}: {text!r} is not a list of numbers such as 1,2"
        ) from None


def _number(text: str) -> object:
    """An integer, a float, or true or false."""
    if text in BOOLEANS:
        return BOOLEANS[text]
    try:
        return int(text)
    except ValueError:
        return float(text)
