"""`stdplab run distal --scan rule.tau_z=100,1000`: a study at several values of a parameter."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ...core.support import atomic_write
from ...networks import Study, Training, scan
from ...plots.theme import Theme
from ..common import figure_file

SWITCH = {"true": True, "false": False}


def add(command: argparse.ArgumentParser) -> None:
    """Declare the option."""
    command.add_argument(
        "--scan",
        action="append",
        metavar="NAME=V1,V2",
        help="train at each value of a parameter, such as rule.tau_z=100,1000; further ones walk "
        "along (studies)",
    )


def run(options: argparse.Namespace, study: Study, tell: Callable[[Training], None]) -> int:
    """Train at every value, then print what was measured at each."""
    if options.checkpoint:
        raise ValueError("a scan is many trainings and keeps no --checkpoint: leave it out")
    values = dict(_values(setting, study) for setting in options.scan)
    done = scan(study, values, tell)
    print(done)
    if options.out:
        from ...plots.scan_plot import scan_figure  # noqa: PLC0415 - numbers need no figure

        theme: Theme = "dark" if options.dark else "light"
        figure_file.write(scan_figure(done, theme=theme), options.out)
    if options.json:
        atomic_write.save(options.json, f"{done.to_json()}\n".encode())
    return 0


def _values(setting: str, study: Study) -> tuple[str, list[object]]:
    """What NAME=V1,V2 says: words where the study has a word, else numbers."""
    name, equals, text = setting.partition("=")
    if not equals:
        raise ValueError(f"--scan {setting}: write NAME=V1,V2, for example rule.tau_z=100,1000")
    if isinstance(getattr(study, name, None), str):
        return name, list(text.split(","))
    try:
        return name, [_number(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(f"--scan {setting}: {text!r} is no list of numbers, such as 1,2") from None


def _number(text: str) -> object:
    """A whole number, another one, or a switch."""
    if text in SWITCH:
        return SWITCH[text]
    try:
        return int(text)
    except ValueError:
        return float(text)
