"""Run scripts one after another in one plain Python: `python run_scripts.py SCRIPT ...`.

A process for each would spend most of its time on imports. What they print comes as JSON, in
their order; a script that fails prints its traceback too.
"""

import json
import os
import runpy
import sys
import traceback
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from stdplab import RULES


def run(script):
    """What the script prints, in its own folder."""
    os.chdir(script.parent)
    out = StringIO()
    with RULES.restored(), redirect_stdout(out):
        try:
            runpy.run_path(str(script), run_name="__main__")
        except Exception:  # noqa: BLE001 - the next script runs all the same
            traceback.print_exc(file=out)
    return out.getvalue()


if __name__ == "__main__":
    json.dump([run(Path(script)) for script in sys.argv[1:]], sys.stdout)
