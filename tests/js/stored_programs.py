"""The programs of stdplab's own rules as a file, for tests that run in Node without Python.

`python -m tests.js.stored_programs` writes it again after a rule has changed.
"""

import json
from pathlib import Path

from stdplab import RULES
from stdplab.core.bounds import BOUNDS
from stdplab.core.tracing.tracer import trace_type

FILE = Path(__file__).with_name("programs.json")


def traced():
    """The program of every rule under every type of bounds, and without bounds, as JSON."""
    programs = {
        f"{rule}, {limits}" if limits else rule: trace_type(kind, BOUNDS.get(limits), {})
        for rule, kind in sorted(RULES.items())
        for limits in (None, *sorted(BOUNDS))
    }
    data = {name: program.to_dict() for name, program in programs.items()}
    return json.dumps(data, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(traced())
