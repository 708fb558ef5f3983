"""The Share menu of a board, and what it gives measured against Python."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
from playwright.sync_api import expect

from stdplab import MSTDP, MSTDPET, STDP, Experiment, Protocol, presets

DEMO = presets.FLORIAN_2007
THREE = replace(
    DEMO,
    protocol=Protocol((3, 7), (5, 400), ((0, 0.5), (50, -1), (90, 2)), 500, 0.5),
    rules=(STDP(gamma=0.1), MSTDP(gamma=0.3), MSTDPET(tau_z=40)),
    lag=1,
)
"""Three reward levels, another clock, and a parameter in which the rules differ."""


class Sharing:
    """The Share menu of a board."""

    def __init__(self, page, board):
        self.page, self.board = page, board
        self.opener = board.root.get_by_role("button", name="Share", exact=True)
        self.panel = board.root.get_by_role("dialog", name="Share")
        self.status = self.panel.get_by_role("status")
        self.message = board.root.locator(".stdplab-message")

    def open(self):
        if not self.panel.is_visible():
            self.opener.click()
        return self.panel

    def copied(self, name):
        self.open().get_by_role("button", name=name).click()
        expect(self.status).to_contain_text("Copied the")
        return self.page.evaluate("navigator.clipboard.readText()")

    def file(self, name):
        with self.page.expect_download() as download:
            self.open().get_by_role("button", name=name).click()
        expect(self.status).to_have_text(f"Downloading {download.value.suggested_filename}.")
        return download.value.path()

    def paste(self, text):
        self.open().get_by_label("Paste a token or JSON").fill(text)
        self.page.keyboard.press("Enter")


def shows(board, experiment):
    for rule, result in experiment.run().items():
        board.assert_shows(rule, result.final)
        assert abs(board.last_value(rule) - result.final) < 1e-12


def edit(board):
    """An experiment with numbers that are not round."""
    board.drag(board.point("post", 75), board.point("post", 60))
    board.type("gamma", "0.1234567")
    board.type("tau_z", "1e-5")
    board.type("w0", "-1234.5")


def printed(code, tmp_path):
    """What code prints in a Python of its own."""
    (tmp_path / "code.py").write_text(code)
    command = [sys.executable, str(tmp_path / "code.py")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def table(board):
    rows = board.root.locator(".stdplab-finals tbody tr").all()
    cells = [
        (row.get_attribute("data-rule"), row.locator("td").first.text_content()) for row in rows
    ]
    return "".join(f"{rule} {weight.replace('−', '-')}\n" for rule, weight in cells)


def changed(**parts):
    return json.dumps({**DEMO.to_dict(), **parts})


def compare(path, experiment):
    """Every column of a table with the results."""
    lines = path.read_text().splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert head[0] == "# stdplab 0.1.0"
    assert Experiment.from_json(head[1].removeprefix("# experiment ")) == experiment
    names, *rows = csv.reader(io.StringIO("\n".join(lines[len(head) :])))
    columns = dict(zip(names, np.array(rows, dtype=float).T, strict=True))
    results = experiment.run()
    first = next(iter(results.values()))
    wanted = {"t_ms": first.t, **{name: first[name] for name in ("pre", "post", "reward")}}
    for rule, result in results.items():
        own = [name for name in result.names if name not in wanted]
        wanted |= {f"{rule}.{name}": result[name] for name in own}
    assert set(columns) == set(wanted)
    for name, values in wanted.items():
        np.testing.assert_allclose(columns[name], values.numpy(), rtol=1e-12, atol=1e-12)
