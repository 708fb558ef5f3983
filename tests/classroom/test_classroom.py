"""The light form of `make class-check`: the documented settings, and what is made of numbers."""

import json
import os
import re
import tempfile
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.manager import KernelManager
from jupyter_core.paths import jupyter_config_path
from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp
from traitlets.config import PyFileConfigLoader

from ..binder.image import ROOT
from ..helpers import socket_check
from . import documented_config, machine, memory, report

TEXT = documented_config.TEXT.read_text()
NAMES = ("jupyterhub_config.py", "jupyter_server_config.py")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """What each documented file sets, by its name."""
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "")  # which is set by the servers' file
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, text in documented_config.files().items():
        (tmp_path / name).write_text(text)
    assert sorted(documented_config.files()) == sorted(NAMES)
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
    kinds = {kind.__name__: kind for kind in (ServerApp, LabApp, KernelManager)}
    assert set(config) == set(kinds)
    for owner, kind in kinds.items():
        assert set(config[owner]) <= set(kind.class_trait_names(config=True))
    off = config.ServerApp.jpserver_extensions
    assert set(off) <= set(enabled())
    assert not any(off.values())
    assert socket_check.connecting(tmp_path, monkeypatch) == [("nodelay", True), "connected"]


def test_kernels_and_servers_talk_through_files_of_the_learner_alone(settings):
    assert settings["jupyter_server_config.py"].KernelManager.transport == "ipc"
    folder = Path(os.environ["JUPYTER_RUNTIME_DIR"])
    assert folder.stat().st_mode & 0o077 == 0
    assert len(f"/tmp/{folder.name}/kernel-{uuid.uuid4()}-ipc-5") < 104  # noqa: S108 - a socket's name
    assert (
        KernelManager(transport="ipc", connection_file=f"{folder}/k.json").ip == f"{folder}/k-ipc"
    )


def test_the_hub_waits_as_long_as_a_full_class_takes(settings):
    hub = settings["jupyterhub_config.py"]
    assert hub.Spawner.http_timeout >= 300 <= hub.Spawner.start_timeout
    assert hub.JupyterHub.concurrent_spawn_limit == 0
    assert hub.Spawner.environment["OMP_NUM_THREADS"] == "1"


def test_the_text_installs_as_the_makefile_and_the_check_do():
    (pin,) = re.findall(r"^TORCH = (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert pin == machine.TORCH
    assert f"{machine.INDEX} {pin}\n" in TEXT
    assert f"pip uninstall -y {' '.join(machine.UNUSED)}\n" in TEXT


def test_memory_is_read_as_the_system_writes_it():
    text = "55-7f [rollup]\nRss:      128000 kB\nPss:       96000 kB\nPss_Dirty: 1 kB\n"
    assert memory.parse_rollup(text) == {"rss": 128.0, "pss": 96.0}
    assert memory.kind(["python", "-m", "ipykernel_launcher", "-f", "x"]) == "kernel"
    assert memory.kind(["python", "/bin/jupyterhub-singleuser"]) == "server"
    assert memory.kind(["python", "/bin/jupyterhub"]) is None
    sizes = [{"rss": n, "pss": n / 2} for n in (1, 2, 6)]
    assert memory.medians(sizes) == {"count": 3, "rss": 2, "pss": 1, "sum": 4.5}


@pytest.fixture
def good():
    """A class of one in which nothing is wrong."""
    student = SimpleNamespace(
        name="ann", failure=None, refused=[], found=["a", "b", "c"], given={"a": 1, "b": 2, "c": 3},
        times={"first cell": 2.0},
        round_trips={"slider": [0.01] * 99 + [0.3], "spike": [0.01, 0.02]},
    )  # fmt: skip
    size = {"rss": 120, "pss": 95, "count": 1}
    each = {when: {"server": size, "kernel": {**size}} for when in ("before", "after", "back")}
    sizes = {when: {**size, "in use": 500} for when, size in each.items()}
    measured = {"empty": 300, "load": [0.1, 1, 2], "own cpu": 0.1, **sizes}
    return report.summary([student], 12, measured, 3)


def test_a_table_says_so_where_nothing_was_answered(good):
    good["interactions"]["spike"] = report.interaction([None, None])
    assert "spike, 2 times                  p50 none, p95 none, lost 2" in report.lines(good)
    assert any("spike: p95 None s, 2 lost" in found for found in report.broken(good))


def test_of_a_class_that_only_starts_no_more_is_asked(good):
    good.update(drags=0, interactions={}, answers={})
    assert list(report.broken(good)) == []
    good["refused"] = ["429"]
    assert len(list(report.broken(good))) == 1


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
