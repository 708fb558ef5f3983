"""What a simulated learner does, done to the widgets themselves: traits, answers, messages."""

import json
import re
from types import SimpleNamespace

import ipywidgets
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from stdplab.course.question_widget import ask
from stdplab.labs import florian

from ..binder.image import ROOT
from . import drag_messages, give_answers, report
from .page import packed, told, unpacked
from .student import CODE, Student


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
    monkeypatch.setattr(drag_messages, "LONG", 0.05)
    monkeypatch.setattr(drag_messages, "RATE", 200)
    monkeypatch.setattr(drag_messages, "REST", 0.005)
    lab = florian()
    (line,) = [cell for cell in CODE if ".link(" in cell]
    slider = eval(line.splitlines()[-1], {"lab": lab, "FloatSlider": ipywidgets.FloatSlider})  # noqa: S307
    desk = Desk(lab.board, slider)
    desk.board, desk.slider = lab.board.model_id, slider.model_id
    return desk, lab


def test_a_drag_of_the_slider_sets_the_boards_parameter_and_the_board_tells(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    drag_messages.slider(desk)
    assert lab.experiment.rules[2].tau_z == 5
    assert desk.trips["slider"]
    assert None not in desk.trips["slider"]


def test_a_drag_of_a_spike_moves_it_on_the_board(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    before = lab.experiment
    drag_messages.spike(desk)
    assert lab.experiment.protocol.post == (15, 45, 110, 140)
    assert lab.experiment.protocol.pre == before.protocol.pre
    assert lab.experiment.rules == before.rules
    assert lab.board.message == ""


def test_the_hand_sends_as_often_as_the_boards_page_does():
    page = (ROOT / "stdplab/widgets/js/state/kernel_sync.mjs").read_text()
    assert f"const REST = {drag_messages.REST * 1000:.0f};" in page


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
    for give in give_answers.ALL:
        give(desk)
    assert len(desk.given) == 3 == len(desk.trips["answer"])
    student = SimpleNamespace(name="ann", given=desk.given)
    folder = tmp_path / "ann"
    folder.mkdir()
    (tmp_path / "stdplab-answers.json").rename(folder / "stdplab-answers.json")
    assert report.kept(tmp_path, [student]) == 3
    monkeypatch.chdir(folder)
    again = sit_down()
    assert all(give_answers.shown(again, key, kept) for key, kept in desk.given.items())
    assert not give_answers.shown(again, "03/jump", "0.1")
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
