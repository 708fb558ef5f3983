"""The actions of a simulated learner, applied to the widgets: traits, answers, messages."""

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
from .page import decode, encode, reports
from .student import CODE, Student


class Desk:
    """A page with widgets of this process, and its learner."""

    def __init__(self, *widgets):
        self.widgets = {w.model_id: w for w in self.all(*widgets)}
        self.page, self.rng = self, SimpleNamespace(randint=lambda low, _: low)
        self.round_trips, self.given = {}, {}
        self.look()

    def all(self, *widgets):
        for widget in widgets:
            yield widget
            yield from self.all(*getattr(widget, "children", ()))

    def look(self):
        self.models = {key: widget.get_state() for key, widget in self.widgets.items()}

    def set_traits(self, model, is_reply, **state):
        assert set(state) <= set(self.widgets[model].keys)
        before = self.models
        self.widgets[model].set_state(state)
        self.look()
        return self.reply_time(before, is_reply)

    def send_custom(self, model, content, is_reply):
        before = self.models
        data = {"method": "custom", "content": content}
        self.widgets[model]._handle_msg({"content": {"data": data}, "buffers": []})
        self.look()
        return self.reply_time(before, is_reply)

    def reply_time(self, before, is_reply):
        """A short time if a changed trait is the awaited reply, else None."""
        for key, state in self.models.items():
            new = {name: value for name, value in state.items() if before[key].get(name) != value}
            if is_reply({"content": {"comm_id": key, "data": {"state": new}}}):
                return 0.001
        return None

    record = Student.record


def desk_with_a_board(monkeypatch):
    monkeypatch.setattr(drag_messages, "DURATION_S", 0.05)
    monkeypatch.setattr(drag_messages, "RATE", 200)
    monkeypatch.setattr(drag_messages, "SEND_EVERY_S", 0.005)
    lab = florian()
    (line,) = [cell for cell in CODE if ".link(" in cell]
    slider = eval(line.splitlines()[-1], {"lab": lab, "FloatSlider": ipywidgets.FloatSlider})  # noqa: S307
    desk = Desk(lab.board, slider)
    desk.board, desk.slider = lab.board.model_id, slider.model_id
    return desk, lab


def test_a_drag_of_the_slider_sets_the_boards_parameter_and_the_board_tells(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    drag_messages.drag_slider(desk)
    assert lab.experiment.rules[2].tau_z == 5
    assert desk.round_trips["slider"]
    assert None not in desk.round_trips["slider"]


def test_a_drag_of_a_spike_moves_it_on_the_board(monkeypatch):
    desk, lab = desk_with_a_board(monkeypatch)
    before = lab.experiment
    drag_messages.drag_spike(desk)
    assert lab.experiment.protocol.post == (15, 45, 110, 140)
    assert lab.experiment.protocol.pre == before.protocol.pre
    assert lab.experiment.rules == before.rules
    assert lab.board.message == ""


def test_the_hand_sends_as_often_as_the_boards_page_does():
    page = (ROOT / "stdplab/widgets/js/state/exchange.mjs").read_text()
    assert f"const MESSAGE_INTERVAL = {drag_messages.SEND_EVERY_S * 1000:.0f};" in page


def test_answers_are_kept_and_found_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def open_page():
        lab = florian()
        keys = [re.search(r'ask\("([^"]+)"', cell) for cell in CODE]
        asks = {n: ask(key[1], lab) for n, key in enumerate(keys) if key}
        desk = Desk(lab.board, *asks.values())
        desk.board, desk.shown = lab.board.model_id, {n: a.model_id for n, a in asks.items()}
        desk.cell_asking = Student.cell_asking
        desk.rng = SimpleNamespace(randrange=lambda _: 2, uniform=lambda *_: -0.02)
        return desk

    desk = open_page()
    for give in give_answers.ALL_ANSWERS:
        give(desk)
    assert len(desk.given) == 3 == len(desk.round_trips["answer"])
    student = SimpleNamespace(name="ann", given=desk.given)
    folder = tmp_path / "ann"
    folder.mkdir()
    (tmp_path / "stdplab-answers.json").rename(folder / "stdplab-answers.json")
    assert report.count_stored_answers(tmp_path, [student]) == 3
    monkeypatch.chdir(folder)
    again = open_page()
    assert all(give_answers.shows_answer(again, key, kept) for key, kept in desk.given.items())
    assert not give_answers.shows_answer(again, "03/jump", "0.1")
    student.given = {**desk.given, "03/jump": "0.1"}
    assert report.count_stored_answers(tmp_path, [student]) == 2


def test_messages_have_the_form_that_jupyters_server_reads():
    parts = {"header": {"msg_type": "a"}, "parent_header": {"b": 1}, "content": {"c": "µ"}}
    message = {"channel": "shell", **parts, "metadata": {}}
    channel, read = deserialize_msg_from_ws_v1(encode(message))
    assert channel == "shell"
    assert [json.loads(part) for part in read] == [*list(parts.values())[:2], {}, {"c": "µ"}]
    sent = serialize_msg_to_ws_v1([*read, b"a buffer"], channel)
    assert decode(sent) == {"channel": "shell", **parts}
    is_reply = reports("me", "value")
    assert is_reply({"content": {"comm_id": "me", "data": {"state": {"value": 0}}}})
    assert not is_reply({"content": {"comm_id": "me", "data": {"method": "custom"}}})
    assert not is_reply({"content": {"execution_state": "idle"}})
