"""The constants that the page shares with Python, written as a module of the front end.

`python -c "from stdplab.widgets.board import page_constants; page_constants.write()"` writes it
again after one of them has changed; a test compares it with the values here.
"""

from __future__ import annotations

import json
from dataclasses import fields

from ...core import experiment_json, result, share_token
from ...core.protocol import Protocol
from ...core.support import limits
from ...core.tracing import program
from ...pairings.window_curves import TRACE_LIFETIME
from ..js import linker

FILE = linker.HERE / "experiment" / "constants.mjs"

LIMITS = {
    name: (getattr(limits, name), f"The limit of: {meaning}.")
    for place, names in limits.MEANINGS.items()
    for name, meaning in names.items()
    if place in limits.IN_PAGES or name in limits.IN_PAGES
}
"""The limits that hold in a page too."""

CONSTANTS = {
    "EXPERIMENT_FORMAT": (experiment_json.FORMAT, "The version of an experiment's JSON form."),
    "EXPERIMENT_KEYS": (experiment_json.KEYS, "The keys of an experiment's JSON form."),
    "PROTOCOL_KEYS": (
        tuple(field.name for field in fields(Protocol)),
        "The keys of a protocol in it.",
    ),
    "PROGRAM_VERSION": (program.VERSION, "The version of the programs that the page runs."),
    "TOKEN_VERSION": (share_token.VERSION, "The version of share tokens."),
    "CHECK_CHARS": (share_token.CHECK_CHARS, "The characters of a token's checksum."),
    "TRACE_LIFETIME": (
        TRACE_LIFETIME,
        "Time constants after which an eligibility trace counts as decayed.",
    ),
    **LIMITS,
    "DRIVE_SERIES": (result.DRIVE_SERIES, "What is recorded alike for every rule."),
}
"""Name in the page -> value and meaning."""


def text() -> str:
    """Return the text of the module."""
    exports = [
        f"/** {meaning} */\nexport const {name} = {json.dumps(value)};\n"
        for name, (value, meaning) in CONSTANTS.items()
    ]
    head = f"/** Constants that Python and the page share. Written by {__name__}: do not edit. */\n"
    return "\n".join([head, *exports])


def write() -> None:
    """Write the module."""
    FILE.write_text(text(), encoding="utf-8")
