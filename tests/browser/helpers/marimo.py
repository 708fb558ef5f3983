"""A marimo server with widgets of ours in one notebook, each in a shadow root of its own."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .front_ends import LOCAL, free_port, wait_until_it_listens

NOTEBOOK = """# /// script
# [tool.marimo.display]
# theme = "{theme}"
# ///
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from stdplab import presets
    from stdplab.labs import florian
    from stdplab.widgets import Part, PredictionWidget

    lab = florian()
    board = mo.ui.anywidget(lab.board)
    return Part, PredictionWidget, board, lab, mo, presets


@app.cell
def _(board):
    board
    return


@app.cell
def _(board, lab, mo):
    board.value
    mo.md(f"kernel {{[*map(int, lab.experiment.protocol.post)]}}")
    return


@app.cell
def _(Part, lab, mo):
    mo.ui.anywidget(Part(lab.board, "window"))
    return


@app.cell
def _(PredictionWidget, mo, presets):
    mo.ui.anywidget(PredictionWidget(presets.FLORIAN_2007, "STDP"))
    return
"""
"""The third cell shows what Python has: marimo runs it again whenever the board's value changes."""


@contextmanager
def serving(theme):
    """Run the notebook in marimo's theme "light" or "dark"; gives the address."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "notebook.py").write_text(NOTEBOOK.format(theme=theme))
        port, log = free_port(), home / "log"
        command = [sys.executable, "-m", "marimo", "run", "notebook.py", "--headless"]
        command += [f"--port={port}", f"--host={LOCAL}"]
        own = {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder, "MARIMO_SKIP_UPDATE_CHECK": "1"}
        with log.open("w") as output:
            process = subprocess.Popen(
                command, cwd=home, env={**os.environ, **own}, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip
        try:
            wait_until_it_listens(process, port, log)
            yield f"http://{LOCAL}:{port}/"
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
