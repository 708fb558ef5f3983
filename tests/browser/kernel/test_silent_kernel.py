"""A kernel that does not answer: what the tests of this folder then say about it."""

import os
from types import SimpleNamespace

import jupyter_client
import pytest

from ..helpers import kernel_client, server_api
from ..helpers.kernel_client import KernelClient


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel_client, "PATIENCE", 2)
    monkeypatch.setattr(kernel_client, "WAKE", 1)
    manager = jupyter_client.KernelManager(connection_file=str(tmp_path / "kernel-1.json"))
    log = tmp_path / "log"
    with log.open("w") as output:
        manager.start_kernel(stderr=output, env={**os.environ, "PYTHONFAULTHANDLER": "1"})
    client = manager.client()
    client.start_channels(hb=False)
    client.wait_for_ready(timeout=server_api.PATIENCE)
    client.stop_channels()
    api = SimpleNamespace(get=lambda what: f"all {what}", log=log)
    yield KernelClient(tmp_path / "kernel-1.json", api)
    manager.shutdown_kernel(now=True)


def test_a_kernel_answers_and_says_why_it_cannot(kernel):
    kernel.run("a = {'b': 1.5}")
    assert kernel.ask("a") == {"b": 1.5}
    with pytest.raises(RuntimeError, match="NameError"):
        kernel.ask("c")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        kernel.run("1 / 0")


def test_the_error_says_where_a_silent_kernel_stands_and_what_the_server_knows(kernel):
    kernel.run("def stuck():\n    while True: pass")
    with pytest.raises(TimeoutError) as told:
        kernel.ask("stuck()")
    words = str(told.value)
    assert "answered 0 of 2 later requests" in words
    assert "all sessions" in words
    assert "status='running'" in words
    assert "in stuck" in words
