"""A real JupyterLab, started as a learner starts it, and a notebook open in it."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat

from .kernel_client import KernelClient
from .server_api import PATIENCE, ServerApi

ADDRESS = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d+/lab[^\s]*\?token=\w+")
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
SETTINGS = {
    # Servers of two processes that start at once may both find the same port free.
    "ServerApp": {"port": 8888 + 100 * WORKER},
    # A page that a test can ask whether its kernel is connected.
    "LabApp": {"expose_app_in_browser": True},
    "JupyterNotebookApp": {"expose_app_in_browser": True},
    # A TCP port that was free when it was chosen may be taken when the kernel has started.
    **({"KernelManager": {"transport": "ipc"}} if sys.platform == "linux" else {}),
}
WITHOUT = ("export", "update-raw-mimetype")
"""Plugins of notebooks that are off: both have the server list all export formats, for .6 s."""
FILES = ("jupyter_server_config", "jupyter_lab_config", "jupyter_notebook_config", "voila")


def apart(home):
    """The environment of a server that keeps its settings and kernels to itself, in ``home``."""
    names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    own = {f"JUPYTER_{name}": str(home / name.lower()) for name in names}
    own |= {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "s"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "w"),
        "PYTHONFAULTHANDLER": "1",  # so that a silent kernel can be asked where it stands
    }
    settings = home / "config_dir"
    settings.mkdir(exist_ok=True)
    for name in FILES:
        (settings / f"{name}.json").write_text(json.dumps(SETTINGS))
    (settings / "labconfig").mkdir(exist_ok=True)
    off = {f"@jupyterlab/notebook-extension:{name}": True for name in WITHOUT}
    page = settings / "labconfig" / "page_config.json"
    page.write_text(json.dumps({"disabledExtensions": off}))
    return {**os.environ, **own}


@contextmanager
def serving():
    """Run `stdplab lab` on a copy of the course; gives a `Server`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        course = home / "course"
        log = home / "log"
        command = [sys.executable, "-m", "stdplab", "lab", "--no-browser", "--dir", str(course)]
        with log.open("w") as output:
            process = subprocess.Popen(
                command,
                env=apart(home),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            yield Server(_address(process, log), course, home)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def write(path, *cells):
    """Write a notebook with these code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


def _address(process, log):
    """Wait until the server has printed its address."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = ADDRESS.search(log.read_text())
        if found:
            return found.group()
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


class Server:
    """The running server: its folder, and how to open notebooks on it."""

    def __init__(self, address, course, home):
        self.address, self.course, self.runtime = address, course, home / "runtime_dir"
        self.root, self.token = address.partition("/lab")[0], address.partition("token=")[2]
        self.api = ServerApi(self.root, self.token, home / "log")

    def write(self, name, *cells):
        """Put a notebook with these code cells into the server's folder."""
        write(self.course / f"{name}.ipynb", *cells)

    def open(self, tab, name):
        """Open the notebook with a new kernel and run all its cells.

        tab    a page, or the `JupyterLabTab` that tests share
        """
        _clear(self.course / f"{name}.ipynb")
        page = tab.show(name) if isinstance(tab, JupyterLabTab) else self.visit(tab, name)
        kernel = self.api.kernel_of(f"{name}.ipynb")
        return Notebook(page, self.runtime / f"kernel-{kernel}.json", self.api)

    @contextmanager
    def opened(self, tab, name, *cells):
        """The notebook, of these cells or of the course, open until the block ends."""
        if cells:
            self.write(name, *cells)
        try:
            notebook = self.open(tab, name)
            yield notebook
            notebook.close()
        finally:
            self.api.end_sessions_of(f"{name}.ipynb")

    def visit(self, page, name):
        """Go to the notebook, whose kernel may live already, and run all its cells."""
        page.goto(f"{self.root}/lab/workspaces/{name}/tree/{name}.ipynb?token={self.token}&reset")
        run_all(page)
        return page


def _clear(path):
    """Take out what was stored: an output of an earlier run would pass for one of this."""
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)


SHOW = """async (path) => {
  for (const widget of [...jupyterapp.shell.widgets("main")]) {
    if (widget.context) widget.context.model.dirty = false;
    widget.dispose();
  }
  jupyterapp.shell.collapseLeft();
  await jupyterapp.commands.execute("docmanager:open", { path, factory: "Notebook" });
}"""


class JupyterLabTab:
    """JupyterLab in one tab, for one notebook after another: its start takes the longest."""

    def __init__(self, page, server):
        self.page = page
        page.goto(f"{server.root}/lab/workspaces/shared?token={server.token}&reset")
        page.wait_for_function("() => window.jupyterapp?.shell.currentWidget")

    def show(self, name):
        """Open the notebook without the file list beside it and run all its cells."""
        self.page.mouse.move(0, 0)
        self.page.evaluate(SHOW, f"{name}.ipynb")
        run_all(self.page)
        return self.page


CONNECTED = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return context?.isReady && context.session?.kernel?.connectionStatus === "connected"
    && context.kernelDisplayStatus === "idle";
}"""
RUN = """() => {
  window.ranAll = null;
  jupyterapp.commands.execute("notebook:run-all-cells")
    .then((well) => { window.ranAll = well ? "well" : "with an error"; })
    .catch((error) => { window.ranAll = String(error); });
}"""


def run_all(page):
    """Run every cell of the notebook once and wait until the last one is done.

    JupyterLab loses cells that it is asked to run before the kernel is connected, and may start
    another kernel for them: so wait for the connection.
    """
    page.wait_for_function(CONNECTED, timeout=1000 * PATIENCE)
    page.evaluate(RUN)
    page.wait_for_function("() => window.ranAll", timeout=1000 * PATIENCE)
    if (ended := page.evaluate("window.ranAll")) != "well":
        said = page.locator('.jp-OutputArea-output[data-mime-type*="error"]').all_text_contents()
        raise RuntimeError(f"the notebook's cells ran {ended}: {said}")


def go_dark(page):
    """Choose JupyterLab's dark theme, which the server then keeps for pages to come."""
    wear(page, "Dark")


def wear(page, theme):
    """Choose "Light" or "Dark" from the menu and wait until the page is free again."""
    worn = f"() => document.body.dataset.jpThemeLight === '{str(theme == 'Light').lower()}'"
    if page.evaluate(worn):
        return
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item", has_text="Theme").first.hover()
    page.get_by_role("menuitem", name=f"JupyterLab {theme}", exact=True).click()
    page.wait_for_function(worn)
    page.locator("#jupyterlab-splash").wait_for(state="detached")


class Notebook(KernelClient):
    """A notebook that has run: its page, and its kernel to ask about the Python side."""

    def __init__(self, page, connection, api):
        super().__init__(connection, api)
        self.page = page
