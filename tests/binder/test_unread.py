"""A request that a kernel leaves unread, as those of ipykernel 7.0 to 7.3 may, is read soon."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ..browser.jupyter import apart
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
"""What those versions do now and then, each time: answer past the stream that reads requests."""


def answers(tmp_path, start, patience):
    """The kinds of messages that follow a page's first request, up to its reply."""
    (tmp_path / "home" / "notebooks").mkdir(parents=True)
    (tmp_path / "sitecustomize.py").write_text(FAULT)
    bin_ = Path(sys.executable).parent
    path = f"{bin_}:{os.environ['PATH']}"
    own = {"REPO_DIR": str(image.ROOT), "PYTHONPATH": str(tmp_path), "PATH": path}
    built = SimpleNamespace(
        environment={**apart(tmp_path), **own}, home=tmp_path / "home", log=tmp_path / "log.txt"
    )
    command = (str(bin_ / "jupyter"), "server", "--ip", EVERYWHERE)
    kinds = []
    with (
        serving(built, SimpleNamespace(start=start, command=command)) as server,
        server.kernel() as channel,
    ):
        for message in channel.answers(channel.send("kernel_info_request", {}), patience):
            kinds.append(message["header"]["msg_type"])
            if kinds[-1] == "kernel_info_reply":
                return kinds
    raise AssertionError(kinds)


def test_the_servers_configuration_wakes_the_kernel(tmp_path):
    assert "kernel_info_reply" in answers(tmp_path, "$REPO_DIR/binder/start", 60)


def test_without_it_the_kernel_would_be_silent(tmp_path):
    with pytest.raises(RuntimeError, match="no longer answers"):
        answers(tmp_path, None, 5)
