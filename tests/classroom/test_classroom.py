"""The light form of `make class-check`: that drags, answers and documented settings exist."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import ipywidgets
import pytest
from jupyter_core.paths import jupyter_config_path
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from jupyterlab.labapp import LabApp
from traitlets.config import PyFileConfigLoader

from stdplab.course.ask import ask
from stdplab.labs import florian

from .. import prompt
from ..binder.image import ROOT
from . import answering, documented, dragging, memory, report, room
from .page import packed, told, unpacked
from .student import CODE, Student

TEXT = documented.TEXT.read_text()
NAMES = ("jupyterhub_config.py", "jupyter_server_config.py")


@pytest.fixture
def settings(tmp_path):
    """What each documented file sets, by its name."""
    for name, text in documented.files().items():
        (tmp_path / name).write_text(text)
    assert sorted(documented.files()) == sorted(NAMES)
    return {name: PyFileConfigLoader(name, str(tmp_path)).load_config() for name in NAMES}


def test_the_text_explains_what_the_files_set_and_nothing_else(settings):
    made = {
        f"{owner}.{name}"
        for config in settings.values()
        for owner, values in config.items()
        for name in values
    }
    made |= set(settings["jupyterhub_config.py"].Spawner.environment)
    assert set(re.findall(r"^\| `([\w.]+)` \|", TEXT, re.MULTILINE)) == made


def enabled():
    """The extensions of the server that an installation switches on."""
    for folder in jupyter_config_path():
        for file in Path(folder, "jupyter_server_config.d").glob("*.json"):
            yield from json.loads(file.read_text())["ServerApp"]["jpserver_extensions"]


def test_the_servers_settings_are_ones_that_it_has(settings, tmp_path, monkeypatch):
    config = settings["jupyter_server_config.py"]
    for owner, kind in (("ServerApp", ServerApp), ("LabApp", LabApp)):
        assert set(config[owner]) <= set(kind.class_trait_names(config=True))
    assert set(config) == {"ServerApp", "LabApp"}
    off = config.ServerApp.jpserver_extensions
    assert set(off) <= set(enabled())
    assert not any(off.values())
    assert prompt.connecting(tmp_path, monkeypatch) == [("nodelay", True), "connected"]


def test_the_hub_waits_as_long_as_a_full_class_takes(settings):
    hub = settings["jupyterhub_config.py"]
    assert hub.Spawner.http_timeout >= 300 <= hub.Spawner.start_timeout
    assert hub.JupyterHub.concurrent_spawn_limit == 0
    assert hub.Spawner.environment["OMP_NUM_THREADS"] == "1"


def test_the_text_installs_as_the_makefile_and_the_check_do():
    (pin,) = re.findall(r"^TORCH = (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert pin == room.TORCH
    assert f"{room.INDEX} {pin}\n" in TEXT
    assert f"pip uninstall -y {' '.join(room.UNUSED)}\n" in TEXT


class Desk:
    """A page on widgets of this process, and a learner before it."""

    def __init__(self, *widgets):
        self.widgets = {w.model_id: w for w in self.all(*widgets)}
        self.page, self.hand = self, SimpleNamespace(randint=lambda low, _: low)
        self.trips, self.given = {}, {}
        self.look()

    def all(self, *widgets):
        for widget in widgets:
            yield widget
            yield from self.all(*getattr(widget, "children", ()))

    def look(self):
        self.models = {key: widget.get_state() for key, widget in self.widgets.items()}

    def change(self, model, came, **state):
        assert set(state) <= set(self.widgets[model].keys)
        before = self.models
        self.widgets[model].set_state(state)
        self.look()
        return self.told(before, came)

    def say(self, model, content, came):
        before = self.models
        data = {"method": "custom", "content": content}
        self.widgets[model]._handle_msg({"content": {"data": data}, "buffers": []})
        self.look()
        return self.told(before, came)

    def told(self, before, came):
        """A moment when the widgets tell, in what has changed, what was waited for."""
        for key, state in self.models.items():
            new = {name: value for name, value in state.items() if before[key].get(name) != value}
            if came({"content": {"comm_id": key, "data": {"state": new}}}):
                return 0.001
        return None

    note = Student.note


def desk_with_a_board(monkeypatch):
    monkeypatch.setattr(dragging, "LONG", 0.05)
    monkeypatch.setattr(dragging, "RATE", 200)
    monkeypatch.setattr(dragging, "REST", 0.005)
    lab = florian()
    (line,) = [cell for cell in CODE if ".link(" in cell]
    slider = eval(line.splitlines()[-1], {"lab": lab, "FloatSlider": ipywidgets.FloatSlider})  # noqa: S307
    desk = Desk(lab.board, slider)
    desk.board, desk.slider = lab.board.model_id, slider.model_id
    return desk, lab


def test_a_drag_of_the_slider_sets_the_boards_parameter_and_the_board_tells(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    dragging.slider(desk)
    assert lab.experiment.rules[2].tau_z == 5
    assert desk.trips["slider"]
    assert None not in desk.trips["slider"]


def test_a_drag_of_a_spike_moves_it_on_the_board(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    before = lab.experiment
    dragging.spike(desk)
    assert lab.experiment.protocol.post == (15, 45, 110, 140)
    assert lab.experiment.protocol.pre == before.protocol.pre
    assert lab.experiment.rules == before.rules
    assert lab.board.message == ""


def test_the_hand_sends_as_often_as_the_boards_page_does():
    page = (ROOT / "stdplab/widgets/page/sender.mjs").read_text()
    assert f"const REST = {dragging.REST * 1000:.0f};" in page


def test_answers_are_kept_and_found_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def sit_down():
        lab = florian()
        keys = [re.search(r'ask\("([^"]+)"', cell) for cell in CODE]
        asks = {n: ask(key[1], lab) for n, key in enumerate(keys) if key}
        desk = Desk(lab.board, *asks.values())
        desk.board, desk.shown = lab.board.model_id, {n: a.model_id for n, a in asks.items()}
        desk.asking = Student.asking
        desk.hand = SimpleNamespace(randrange=lambda _: 2, uniform=lambda *_: -0.02)
        return desk

    desk = sit_down()
    for give in answering.ALL:
        give(desk)
    assert len(desk.given) == 3 == len(desk.trips["answer"])
    student = SimpleNamespace(name="ann", given=desk.given)
    folder = tmp_path / "ann"
    folder.mkdir()
    (tmp_path / "stdplab-answers.json").rename(folder / "stdplab-answers.json")
    assert report.kept(tmp_path, [student]) == 3
    monkeypatch.chdir(folder)
    again = sit_down()
    assert all(answering.shown(again, key, kept) for key, kept in desk.given.items())
    assert not answering.shown(again, "03/jump", "0.1")
    student.given = {**desk.given, "03/jump": "0.1"}
    assert report.kept(tmp_path, [student]) == 2


def test_messages_have_the_form_that_jupyters_server_reads():
    parts = {"header": {"msg_type": "a"}, "parent_header": {"b": 1}, "content": {"c": "µ"}}
    message = {"channel": "shell", **parts, "metadata": {}}
    channel, read = deserialize_msg_from_ws_v1(packed(message))
    assert channel == "shell"
    assert [json.loads(part) for part in read] == [*list(parts.values())[:2], {}, {"c": "µ"}]
    sent = serialize_msg_to_ws_v1([*read, b"a buffer"], channel)
    assert unpacked(sent) == {"channel": "shell", **parts}
    came = told("me", "value")
    assert came({"content": {"comm_id": "me", "data": {"state": {"value": 0}}}})
    assert not came({"content": {"comm_id": "me", "data": {"method": "custom"}}})
    assert not came({"content": {"execution_state": "idle"}})


def test_memory_is_read_as_the_system_writes_it():
    text = "55-7f [rollup]\nRss:      128000 kB\nPss:       96000 kB\nPss_Dirty: 1 kB\n"
    assert memory.rollup(text) == {"rss": 128.0, "pss": 96.0}
    assert memory.kind(["python", "-m", "ipykernel_launcher", "-f", "x"]) == "kernel"
    assert memory.kind(["python", "/bin/jupyterhub-singleuser"]) == "server"
    assert memory.kind(["python", "/bin/jupyterhub"]) is None
    sizes = [{"rss": n, "pss": n / 2} for n in (1, 2, 6)]
    assert memory.medians(sizes) == {"count": 3, "rss": 2, "pss": 1, "sum": 4.5}


@pytest.fixture
def good():
    """A class of one in which nothing is wrong."""
    student = SimpleNamespace(
        name="ann", trouble=None, refused=[], found=["a", "b", "c"], given={"a": 1, "b": 2, "c": 3},
        times={"first cell": 2.0}, trips={"slider": [0.01] * 99 + [0.3], "spike": [0.01, 0.02]},
    )  # fmt: skip
    size = {"rss": 120, "pss": 95, "count": 1}
    each = {when: {"server": size, "kernel": {**size}} for when in ("before", "after", "back")}
    sizes = {when: {**size, "in use": 500} for when, size in each.items()}
    measured = {"empty": 300, "load": [0.1, 1, 2], "own cpu": 0.1, **sizes}
    return report.summary([student], measured, 3)


def test_a_good_class_breaks_no_promise_and_has_a_table(good):
    assert list(report.broken(good)) == []
    assert good["interactions"]["slider"] == {"count": 100, "lost": 0, "p50": 0.01, "p95": 0.01}
    table = "\n".join(report.lines(good))
    for words in ("p95 10 ms", "PSS 95 MB", "200 MB more", "given 3, kept 3, found again 3"):
        assert words in table


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("interactions", "slider", "p95"), 0.2, "slider: p95 0.2 s"),
        (("interactions", "spike", "lost"), 1, "spike: p95"),
        (("refused",), ["429 at /hub"], "1 logins were refused, the first with: 429"),
        (("answers", "kept"), 2, "of 3 answers"),
        (("answers", "found again"), 2, "of 3 answers"),
        (("memory", "after", "kernel", "pss"), 106, "a learner takes 201 MB"),
        (("troubles",), ["ann: work: OSError: gone"], "OSError: gone"),
    ],
)
def test_a_broken_promise_is_named(good, place, value, sentence):
    held = good
    for name in place[:-1]:
        held = held[name]
    held[place[-1]] = value
    assert any(sentence in found for found in report.broken(good))
