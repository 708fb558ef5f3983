"""Every limit, in one table: of what comes from outside, and of what one call makes.

The page gets those that it needs by `stdplab.widgets.board.page_constants`; the guide to
experiments prints the table. A value is counted before anything is made of it, so one that is too
large costs nothing but a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from itertools import islice
from typing import Any

MAX_STEPS = 500_000
MAX_RULES = 20
MAX_SEGMENTS = 200
MAX_TEXT_SPIKES = 100_000
MAX_SPIKES = 2_000
MAX_PRESETS = 100
MAX_DURATION = 1_000_000_000
MIN_DT = 1e-12
MAX_ABS_VALUE = 1e30
MAX_WINDOW_DELAYS = 80
MAX_DELAY_STEPS = 500
MAX_WINDOW_TAU = 250

MAX_PROTOCOL_STEPS = 10_000_000
MAX_TRAIN_SPIKES = 1_000_000
MAX_POINTS = 2_001
MAX_AXIS_VALUES = 2**22
MAX_SETTINGS = 2**28
MAX_SEEDS = 20_000
MAX_EPOCHS = 1_000_000
MAX_SEED = 2**53

MAX_TOKEN_CHARS = 20_000
MAX_JSON_BYTES = 200_000
MAX_EXPERIMENT_CHARS = 5_000_000
MAX_SWEEP_CHARS = 50_000_000
MAX_LAB_BYTES = 1_000_000
MAX_NOTEBOOK_BYTES = 20_000_000
MAX_SOURCE_CHARS = 500_000
MAX_ANSWERS_BYTES = 4_000_000
MAX_ENTRIES = 500
MAX_ENTRY_CHARS = 4_000
MAX_LIST_TEXT_CHARS = 200
MAX_NAME_CHARS = 200
MAX_MANIFEST_BYTES = 50_000_000
MAX_CHECKPOINT_BYTES = 2**28
MAX_HEADER_BYTES = 100_000

MEANINGS = {
    "An experiment from a token, JSON, a file or a page": {
        "MAX_STEPS": "steps of all rules together",
        "MAX_RULES": "rules",
        "MAX_SEGMENTS": "reward segments",
        "MAX_TEXT_SPIKES": "spikes in a row",
        "MAX_DURATION": "ms of duration",
        "MAX_ABS_VALUE": "the size of a parameter, a weight, a trace or a reward",
    },
    "A board": {
        "MAX_SPIKES": "spikes in a row",
        "MAX_WINDOW_DELAYS": "delays of the learning window",
        "MAX_DELAY_STEPS": "steps of a delay in that window; a longer delay has longer steps",
        "MAX_WINDOW_TAU": "ms of tau_z in that window; a longer one gives the same window",
    },
    "A call in Python": {
        "MAX_PROTOCOL_STEPS": "steps of a protocol",
        "MIN_DT": "ms of dt at least",
        "MAX_PRESETS": "presets of a board",
        "MAX_TRAIN_SPIKES": "spikes of a generator",
        "MAX_POINTS": "delays or rates of a pairing experiment",
        "MAX_AXIS_VALUES": "values of one parameter of a sweep",
        "MAX_SETTINGS": "settings and numbers of a sweep",
        "MAX_SEEDS": "networks of a study",
        "MAX_EPOCHS": "epochs of a study",
        "MAX_SEED": "the largest seed",
    },
    "A text or file": {
        "MAX_TOKEN_CHARS": "characters of a token",
        "MAX_JSON_BYTES": "bytes of JSON in a token or in the page's Share menu",
        "MAX_EXPERIMENT_CHARS": "characters of an experiment's JSON",
        "MAX_SWEEP_CHARS": "characters of the JSON of a sweep, report or pairing experiment",
        "MAX_LAB_BYTES": "bytes of a lab file",
        "MAX_NOTEBOOK_BYTES": "bytes of a notebook",
        "MAX_SOURCE_CHARS": "characters of a notebook's cell",
        "MAX_ANSWERS_BYTES": "bytes of an answers file",
        "MAX_ENTRIES": "entries of an answers file",
        "MAX_ENTRY_CHARS": "characters of an entry",
        "MAX_LIST_TEXT_CHARS": "characters of a text in a list of an entry",
        "MAX_NAME_CHARS": "characters of a learner's name",
        "MAX_MANIFEST_BYTES": "bytes of the manifest of a sweep's folder",
        "MAX_CHECKPOINT_BYTES": "bytes that a checkpoint unpacks to",
        "MAX_HEADER_BYTES": "bytes of a checkpoint's header",
    },
}
"""Where a limit holds -> name -> what is counted."""

IN_PAGES = (*list(MEANINGS)[:2], "MIN_DT", "MAX_TOKEN_CHARS", "MAX_JSON_BYTES")
"""The places and names whose limits hold in a page too."""


def table() -> str:
    """The table as Markdown, for the guide."""
    lines = ["| where | at most | what |", "|---|---|---|"]
    for place, names in MEANINGS.items():
        for name, meaning in names.items():
            value = globals()[name]
            lines.append(f"| {place} | {value:,} | {meaning} |")
            place = ""  # noqa: PLW2901 - named once
    return "\n".join(lines)


def counted(values: Iterable[Any], most: int, what: str) -> list[Any]:
    """The values as a list; ValueError, before it is made, when there are more than ``most``."""
    taken: list[Any] = []
    if not isinstance(values, Sized) or _length(values) <= most:
        taken = list(islice(values, most + 1))
        if len(taken) <= most:
            return taken
    given = f"{_length(values):,}" if isinstance(values, Sized) else f"more than {most:,}"
    raise ValueError(f"{what} has {given} values: give at most {most:,}")


def _length(values: Sized) -> int:
    """How many values there are, also in a range longer than ``len`` can say."""
    if isinstance(values, range):
        return max(0, -((values.start - values.stop) // values.step)) if values else 0
    return len(values)
