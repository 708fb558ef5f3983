"""A clock that is set back: answers still merge, progress is right, no bar runs backwards."""

import ast
import io
import re
import sys
import time
from pathlib import Path

import pytest

from stdplab import presets, sweep
from stdplab.course.answers import store as module
from stdplab.course.answers.store import Answers
from stdplab.course.classroom.progress import progress
from stdplab.sweeps import progress_bar

ROOT = Path(__file__).parents[2] / "stdplab"


def test_answers_merge_and_progress_is_right_whatever_the_clock_says(tmp_path, monkeypatch):
    years = iter(range(2030, 1990, -1))
    monkeypatch.setattr(module, "utc_now", lambda: f"{next(years)}-01-01T00:00:00+00:00")
    one, other = Answers(tmp_path), Answers(tmp_path)  # two tabs
    one.put("03/lag", answer="falls", tries=1, done=True, right=False)
    other.put("03/sign", answer=1, done=True, right=True)
    other.put("03/lag", answer="rises", tries=2, right=True)
    one.put("03/sign", tries=1)
    held = Answers(tmp_path).entries()
    assert held == one.entries() == other.entries()
    assert (held["03/lag"]["answer"], held["03/lag"]["tries"]) == ("rises", 2)
    assert held["03/lag"]["at"] == "2028-01-01T00:00:00+00:00"
    (row,) = progress(held, {"03": ["03/lag", "03/sign", "03/more"]})
    assert tuple(row) == ("03", 2, 3, 2)


class Terminal(io.StringIO):
    """A terminal that a progress bar is drawn on."""

    def isatty(self):
        """A progress bar is drawn on a terminal only."""
        return True


@pytest.mark.usefixtures("monkeypatch")
def test_a_bar_of_a_sweep_only_moves_on(monkeypatch):
    screen, clock = Terminal(), iter(range(10**9, 0, -1000))
    monkeypatch.setattr(time, "time", lambda: next(clock))
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress_bar, "SHOW_AFTER_S", 0)
    monkeypatch.setattr(progress_bar, "REDRAW_EVERY_S", 0)
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    sweep(presets.FLORIAN_2007, {"w0": (0.1, 0.2, 0.3), "lag": (0, 1)}, chunk=1)
    said = screen.getvalue()
    done = [int(n) for n in re.findall(r"(\d+) of 6 settings", said)]
    assert done == sorted(done)
    assert done[-1] == 6
    assert "-" not in said
    assert re.search(r"about \d+ s left", said)


def test_durations_are_not_measured_with_the_wall_clock():
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert ast.unparse(node) not in ("time.time", "time.time_ns"), path
