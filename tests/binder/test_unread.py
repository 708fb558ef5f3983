"""A request that a kernel leaves unread, as those of ipykernel 7.0 to 7.3 may, is read soon."""

import asyncio
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Configurable

from ..browser.helpers.jupyter import apart
from ..helpers import socket_check
from . import image
from .server import EVERYWHERE, serving

FAULT = """
import sys

if "ipykernel_launcher" in sys.orig_argv:
    import time

    from ipykernel.subshell_manager import SubshellManager

    def answer(self, message):
        time.sleep(0.2)
        self._shell_stream.socket.send_multipart(message)

    SubshellManager._send_on_shell_channel = answer
"""
"""What those versions do, drawn out: an answer goes past the stream that reads requests, and the
first request of a page, which arrives while the server's own is answered, stays unread."""


@pytest.fixture
def home():
    """A folder of a short name: the kernel's sockets stand in it, and theirs are limited."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_the_first_request_of_a_page_is_answered(home):
    (home / "home" / "notebooks").mkdir(parents=True)
    (home / "sitecustomize.py").write_text(FAULT)
    programs = Path(sys.executable).parent
    path = f"{programs}:{os.environ['PATH']}"
    own = {"REPO_DIR": str(image.ROOT), "PYTHONPATH": str(home), "PATH": path}
    built = SimpleNamespace(
        environment={**apart(home), **own}, home=home / "home", log=home / "log.txt"
    )
    command = (str(programs / "jupyter"), "server", "--ip", EVERYWHERE)
    started = SimpleNamespace(start="$REPO_DIR/binder/start", command=command)
    with serving(built, started) as server, server.kernel() as channel:
        answers = channel.answers(channel.send("kernel_info_request", {}))
        assert any(message["header"]["msg_type"] == "kernel_info_reply" for message in answers)


class Kernel(Configurable):
    """A kernel that writes down who connects to it and leaves."""

    kernel_id = "mine"

    def __init__(self, events):
        super().__init__(parent=Kernels())
        self.parent.known, self.events = {"mine"}, events

    def connect_shell(self):
        self.events.append("connects")
        return self

    def close(self):
        self.events.append("leaves")


class Kernels(Configurable):
    """The server's kernels."""

    def __contains__(self, kernel_id):
        return kernel_id in self.known


@pytest.mark.parametrize("gone", [None, "kernel", "page"])
def test_the_server_connects_once_more_after_messages(gone, monkeypatch):
    kind = socket_check.chosen(image.ROOT / "binder")
    monkeypatch.setitem(kind.wake.__globals__, "MOMENT", 0.01)
    events = []
    hear = lambda _connection, word: events.append(word)  # noqa: E731 - a method of the base
    monkeypatch.setattr(kind.__base__, "handle_incoming_message", hear)

    async def go():
        kernel = Kernel(events)
        connection = kind(parent=kernel, websocket_handler=socket_check.Handler())
        connection.channels = {} if gone == "page" else {"shell": None}
        if gone == "kernel":
            kernel.parent.known.clear()
        for word in ("one", "two"):
            connection.handle_incoming_message(word)
        while connection.waking or events[-1] == "connects":  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.01)

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop that runs
        thread.submit(asyncio.run, go()).result()
    assert events == ["one", "two", *([] if gone else ["connects", "leaves"])]
