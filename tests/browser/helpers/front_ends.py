"""Notebook 7, nbclassic and Voila, each started as a real process and opened in the browser."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from . import jupyter
from .gestures import BoardPage
from .server_api import ServerApi

LAB = "from stdplab.labs import florian\nlab = florian()\nlab"
TOLD = """from ipywidgets import Label
told = Label()
def tell(_change=None):
    told.value = f"kernel {[*map(int, lab.experiment.protocol.post)]}"
lab.board.observe(tell, "experiment")
tell()
told"""
"""What the kernel has, shown in the page: Voila lets nobody else ask it."""

LOCAL = "127.0.0.1"
TOKEN = secrets.token_hex(8)
READY = "() => window.Jupyter?.notebook?.kernel?.widget_manager"
CLASSIC_RUN = """async () => {
  // It draws the outputs of cells once more when it has asked the kernel for its widgets.
  await Jupyter.notebook.kernel.widget_manager._loadFromKernel();
  Jupyter.notebook.execute_all_cells();
}"""


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return probe.getsockname()[1]


@contextmanager
def serving(name):
    """Start a front end on a notebook with a lab and a label; gives the address and the folder."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        notebook = home / "course" / "board.ipynb"
        notebook.parent.mkdir()
        jupyter.write(notebook, LAB, TOLD)
        port = free_port()
        command = [sys.executable, "-m", name, "--no-browser", f"--port={port}", f"--ip={LOCAL}"]
        if name == "voila":
            command.append(str(notebook))
        else:
            command += [f"--ServerApp.root_dir={notebook.parent}"]
            command += [f"--IdentityProvider.token={TOKEN}"]
            command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        log = home / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                command,
                env=jupyter.apart(home),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            wait_until_it_listens(process, port, log)
            yield f"http://{LOCAL}:{port}", home
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_it_listens(process, port, log):
    """Wait until somebody listens at the port."""
    end = time.monotonic() + jupyter.PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((LOCAL, port), timeout=1).close()
        except ConnectionRefusedError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
            continue
        return
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


class Shown:
    """The lab, run in one front end: its page, its board, and all that went wrong since."""

    def __init__(self, browser, name, address, home, *, query="", **options):
        self.context = browser.new_context(viewport={"width": 1400, "height": 1300}, **options)
        # Voila's page names style sheets of strangers, which it does without.
        self.context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        self.page, self.name, self.wrong = self.context.new_page(), name, []
        self.page.on("pageerror", lambda error: self.wrong.append(error.stack))
        self.page.goto(address + self.PATHS[name] + query)
        getattr(self, f"_run_{name}")()
        self.board = BoardPage(self.page)
        self.kernel = None
        if name != "voila":
            api = ServerApi(address, TOKEN, home / "log")
            connection = home / "runtime_dir" / f"kernel-{api.kernel_of('board.ipynb')}.json"
            self.kernel = jupyter.Notebook(self.page, connection, api)

    PATHS = {  # noqa: RUF012 - read only
        "notebook": f"/notebooks/board.ipynb?token={TOKEN}",
        "nbclassic": f"/nbclassic/notebooks/board.ipynb?token={TOKEN}",
        "voila": "/",
    }
    CELL = {"notebook": ".jp-Notebook-cell", "nbclassic": ".cell", "voila": ".jp-Cell"}  # noqa: RUF012
    CHOSEN = {"notebook": "jp-mod-active", "nbclassic": "selected", "voila": "none"}  # noqa: RUF012

    def _run_notebook(self):
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        self.wrong.clear()  # what it met while it started is its own
        jupyter.run_all(self.page)

    def _run_nbclassic(self):
        self.page.wait_for_function(READY)
        self.wrong.clear()
        self.page.evaluate(CLASSIC_RUN)

    def _run_voila(self):
        """It has run the notebook before it sends its page."""

    def restart(self):
        """Restart the kernel, from the menu."""
        if self.name == "notebook":
            self.page.get_by_role("menuitem", name="Kernel", exact=True).click()
            self.page.locator(".lm-Menu-item", has_text="Restart Kernel…").first.click()
            self.page.locator(".jp-Dialog .jp-mod-accept").click()
        else:
            self.page.get_by_role("link", name="Kernel", exact=True).click()
            self.page.locator("#restart_kernel a").click()
            self.page.locator(".modal-dialog .btn-danger").click()

    def run_again(self):
        """Run all cells once more."""
        if self.name == "notebook":
            jupyter.run_all(self.page)
        else:
            self.page.wait_for_function("() => Jupyter.notebook.kernel.is_connected()")
            self.page.evaluate("Jupyter.notebook.execute_all_cells()")

    def cells(self):
        """For each cell whether it is the notebook's chosen one."""
        chosen = self.CHOSEN[self.name]
        cells = self.page.locator(self.CELL[self.name])
        return cells.evaluate_all(f"all => all.map(c => c.classList.contains('{chosen}'))")

    def close(self):
        """Close the page; no error may have come up in it."""
        if self.kernel:
            self.kernel.close()
        self.context.close()
        assert self.wrong == []
