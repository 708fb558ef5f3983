"""A real JupyterLab, started as a learner starts it, and a notebook open in it."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import jupyter_client
import nbformat
from playwright.sync_api import TimeoutError as NotYet

ADDRESS = re.compile(r"http://(?:localhost|127\.0\.0\.1):\d+/lab[^\s]*\?token=\w+")
PATIENCE = 60


def apart(home):
    """The environment of a server that keeps its settings and kernels to itself, in ``home``."""
    names = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    own = {f"JUPYTER_{name}": str(home / name.lower()) for name in names}
    own |= {
        "JUPYTERLAB_SETTINGS_DIR": str(home / "s"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "w"),
    }
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
            yield Server(_address(process, log), course, home / "runtime_dir")
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

    def __init__(self, address, course, runtime):
        self.address, self.course, self.runtime = address, course, runtime
        self.token = address.partition("token=")[2]

    def write(self, name, *cells):
        """Put a notebook with these code cells into the server's folder."""
        write(self.course / f"{name}.ipynb", *cells)

    def _end(self, path):
        """End the kernel of a notebook that was open before: this one begins with its own."""
        for session in json.loads(self._asked("sessions")):
            if session["path"] == path:
                self._asked(f"sessions/{session['id']}", "DELETE")

    def _asked(self, what, method="GET"):
        root = self.address.partition("/lab")[0]
        own = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{root}/api/{what}", method=method, headers=own)  # noqa: S310 - http, to the server started here
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            return reply.read()

    def open(self, page, name):
        """Open the notebook in the page and run all its cells; gives a `Notebook`."""
        _clear(self.course / f"{name}.ipynb")
        self._end(f"{name}.ipynb")
        before = set(self.runtime.glob("kernel-*.json"))
        self.visit(page, name)
        (connection,) = set(self.runtime.glob("kernel-*.json")) - before
        return Notebook(page, connection)

    def visit(self, page, name):
        """Go to the notebook, whose kernel may live already, and run all its cells."""
        root = self.address.partition("/lab")[0]
        page.goto(f"{root}/lab/workspaces/{name}/tree/{name}.ipynb?token={self.token}&reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE * 1000)
        run_all(page)


def _clear(path):
    """Take out what was stored: a cell that has a number already would pass for one that ran."""
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)


PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.textContent)"
STARTED = f"() => {PROMPTS}.length && {PROMPTS}.every(prompt => !/\\[ ?\\]/.test(prompt))"
DONE = f"() => {PROMPTS}.length && {PROMPTS}.every(prompt => /\\[\\d+\\]/.test(prompt))"


def run_all(page):
    """Run every cell and wait until the last one is done.

    JupyterLab loses the cells that it is asked to run before the kernel is connected, all of
    them or the first few, so ask again until each has started.
    """
    dialog = page.locator(".jp-Dialog .jp-mod-accept")
    for _ in range(PATIENCE // 3):
        try:
            if dialog.count():  # "select kernel" or "not ready": the request came too early
                dialog.first.click(timeout=3000)
            page.keyboard.press("Escape")
            page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for(
                timeout=3000
            )
            page.get_by_role("menuitem", name="Run", exact=True).click(timeout=3000)
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click(timeout=3000)
            page.wait_for_function(STARTED, timeout=3000)
        except NotYet:
            continue
        page.wait_for_function(DONE, timeout=PATIENCE * 1000)
        return
    raise RuntimeError("the notebook's cells did not run")


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


class Notebook:
    """A notebook that has run: its page, and its kernel to ask about the Python side."""

    def __init__(self, page, connection):
        self.page, self.connection = page, str(connection)
        self._connect()

    def _connect(self):
        self.kernel = jupyter_client.BlockingKernelClient(connection_file=self.connection)
        self.kernel.load_connection_file()
        self.kernel.start_channels()
        self.kernel.wait_for_ready(timeout=PATIENCE)

    def close(self):
        """Let go of the kernel."""
        self.kernel.stop_channels()

    def connect_again(self):
        """Talk to the kernel that took the place of the last one.

        The old channels come back by themselves, but what the new kernel publishes before the
        subscription reaches it never arrives, and whoever waits for it waits for ever.
        """
        self.close()
        self._connect()

    def run(self, code):
        """Run code in the kernel beside the notebook's own cells."""
        reply = self.kernel.execute_interactive(code, timeout=PATIENCE, output_hook=lambda _: None)
        if reply["content"]["status"] != "ok":
            raise RuntimeError("\n".join(reply["content"]["traceback"]))

    def ask(self, expression):
        """The value of a Python expression in the kernel: literals only."""
        reply = self.kernel.execute_interactive(
            "", user_expressions={"v": f"repr({expression})"}, timeout=PATIENCE,
            output_hook=lambda _: None,
        )  # fmt: skip
        answer = reply["content"]["user_expressions"]["v"]
        if answer["status"] != "ok":
            raise RuntimeError("\n".join(answer["traceback"]))
        return ast.literal_eval(ast.literal_eval(answer["data"]["text/plain"]))

    def assert_becomes(self, expression, wanted):
        """Ask until the answer is the one wanted; fail with the last answer otherwise."""
        end = time.monotonic() + 15
        while (answer := self.ask(expression)) != wanted:
            assert time.monotonic() < end, f"{expression} stays {answer}, wanted {wanted}"
        return answer
