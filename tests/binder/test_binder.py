"""The light form of `make binder-check`: what binder/ promises, and that its checks notice."""

import shutil
from types import SimpleNamespace

import pytest
from websocket import WebSocketTimeoutException

from ..helpers import socket_check
from ..helpers.kernel_channel import Channel
from . import image, lesson, pins, promises, recipe
from .server import EVERYWHERE

BASE = pins.stored()

DOCKERFILE = """
COPY --chown=0:0 build_script_files/-2flocks-2fpy3-2e11-2elock-e2e80c /tmp/env/environment.lock
RUN not ours
COPY --chown=0:0 src/ ${REPO_DIR}/
RUN pip install \\
  -r "binder/requirements.txt"
LABEL repo2docker.version="2026.4.0"
RUN ./binder/postBuild
ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"
CMD ["jupyter", "notebook", "--ip", "0.0.0.0"]
"""

LOCK = """# Frozen on 2025-10-16 07:17:45 UTC
https://conda.anaconda.org/conda-forge/linux-64/python-3.11.14-hfe2f287_1_cpython.conda#e8
https://conda.anaconda.org/conda-forge/noarch/tzdata-2025b-h78e105d_0.conda#42
https://conda.anaconda.org/conda-forge/linux-64/pyzmq-27.1.0-py311h2315fbb_0.conda#30
https://conda.anaconda.org/conda-forge/noarch/async_generator-1.10-pyhd8ed1ab_2.conda#0c
https://conda.anaconda.org/conda-forge/noarch/pandocfilters-1.5.0-pyhd8ed1ab_0.tar.bz2#45
https://conda.anaconda.org/conda-forge/noarch/nbconvert-core-7.16.6-pyh29332c3_0.conda#d2
https://conda.anaconda.org/conda-forge/noarch/bleach-with-css-6.2.0-h82add2a_4.conda#a3
"""


def test_every_promise_of_the_files_is_kept():
    assert list(promises.broken(image.ROOT, BASE)) == []


FAULTS = [
    ("binder/requirements.txt", "torch==", "torch>=", "must pin torch as the Makefile does"),
    ("binder/requirements.txt", "--extra-index-url", "# ", "must begin with --extra-index-url"),
    ("binder/requirements.txt", ".[lab]", ".", "must end with this project and its extras"),
    ("binder/requirements.txt", "[lab]", "[lab,test]", "No notebook imports what the extra test"),
    ("binder/requirements.txt", ".[lab]", "scipy\n.[lab]", "has 4 lines, not three"),
    ("binder/runtime.txt", "3.11", "3.10", "says python-3.10; the pins are of python-3.11"),
    ("binder/postBuild", "set -e\n", "", "postBuild must begin with #!/bin/bash and set -e"),
    ("binder/postBuild", "rm ", "if rm ", "bash cannot read binder/postBuild"),
    ("binder/jupyter_server_config.py", "def wake", "def walk", "the server must wake it"),
    ("binder/start", 'exec "$@"', '"$@"', 'must end with exec "$@"'),
    ("pyproject.toml", "ipywidgets>=8.1", "ipywidgets>=8.1.8", "base brings ipywidgets 8.1.7"),
    ("pyproject.toml", "nbconvert>=7.16.5", "nbconvert>=7.17", "base brings nbconvert 7.16.6"),
    ("pyproject.toml", '"ipywidgets>=8.1",', "", "imports ipywidgets, and binder/requirements"),
    ("README.md", "00_start_here.ipynb)", "00_start.ipynb)", "there is no such file"),
    ("pyproject.toml", ">=3.11", ">=3.12", "we need >=3.12"),
]


@pytest.fixture
def copy(tmp_path):
    for name in ("Makefile", "README.md", "pyproject.toml"):
        shutil.copy2(image.ROOT / name, tmp_path)
    for name in ("binder", "notebooks"):
        shutil.copytree(image.ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(("file", "old", "new", "sentence"), FAULTS)
def test_a_broken_promise_is_named(copy, file, old, new, sentence):
    path = copy / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(sentence in found for found in promises.broken(copy, BASE))


def test_a_wake_that_no_kernel_needs_any_more_is_named():
    mended = {**BASE, "pins": {**BASE["pins"], "ipykernel": "7.4.0"}}
    assert "remove `wake` from the configuration" in "".join(promises.broken(image.ROOT, mended))


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_a_script_that_cannot_be_run_is_named(copy, name):
    (copy / "binder" / name).chmod(0o644)
    assert f"chmod +x binder/{name}" in "".join(promises.broken(copy, BASE))


def test_an_install_that_moves_the_base_or_brings_a_gpu_is_named():
    before = {"ipywidgets": "8.1.7", "wheel": "0.45.1"}
    fine = {**before, "torch": "2.13.0+cpu", "anywidget": "0.11.0"}
    assert list(image.promises(before, fine)) == []
    after = {"ipywidgets": "8.1.9", "torch": "2.13.0", "nvidia-cublas": "13.1", "triton": "3.6"}
    found = list(image.promises(before, after))
    assert found == [
        "Binder's base brings ipywidgets 8.1.7, and our install left it 8.1.9.",
        "Binder's base brings wheel 0.45.1, and our install left it gone.",
        "The install brought nvidia-cublas, which only a GPU can use.",
        "The install brought triton, which only a GPU can use.",
        "torch is 2.13.0, not a CPU build.",
    ]


def test_the_steps_that_are_ours_are_read_from_the_dockerfile():
    parsed = recipe.parse_dockerfile(DOCKERFILE)
    assert parsed.steps == ('pip install    -r "binder/requirements.txt"', "./binder/postBuild")
    assert str(parsed.lock) == "/locks/py3.11.lock"
    assert (parsed.version, parsed.start) == ("2026.4.0", "${REPO_DIR}/binder/start")
    assert parsed.command == ("jupyter", "notebook", "--ip", EVERYWHERE)


def test_the_python_packages_are_read_from_the_lock_file(tmp_path):
    lock = tmp_path / "py3.11.lock"
    lock.write_text(LOCK)
    base = pins.read(SimpleNamespace(lock=lock, version="1"))
    wanted = {"async-generator": "1.10", "nbconvert": "7.16.6", "pandocfilters": "1.5.0"}
    assert base["pins"] == {**wanted, "pyzmq": "27.1.0"}
    assert (base["python"], base["frozen"]) == ("3.11.14", "2025-10-16")
    assert base["source"] == "jupyter-repo2docker 1, py3.11.lock"
    assert list(pins.changes({"a": "1", "b": "2"}, {"a": "3", "c": "4"})) == [
        "a 1 -> 3",
        "b 2 -> absent",
        "c absent -> 4",
    ]


def test_a_cell_that_says_something_else_is_named():
    path = image.ROOT / "notebooks" / "03_three_rules.ipynb"
    stored = [
        cell["outputs"] for cell in lesson.notebook_file.code_cells(lesson.notebook_file.read(path))
    ]
    assert list(lesson.differences(path, stored)) == []
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no"}
    stored[3] = [error]
    (found,) = lesson.differences(path, stored)
    assert found.startswith(
        "Code cell 4 of 03_three_rules gives 'ValueError: no'; stored is '   STDP"
    )


class Line:
    """A websocket whose words are given: None for a moment of silence."""

    def __init__(self, *words):
        self.words = list(words)

    def recv(self):
        word = self.words.pop(0) if self.words else None
        if word is None:
            raise WebSocketTimeoutException
        return word


def test_a_silent_kernel_is_waited_for_as_long_as_told():
    line = Line(None, b"a widget's buffers", '{"parent_header": {"msg_id": "other"}}')
    answers = Channel(line).answers("mine", patience=0.01)
    with pytest.raises(WebSocketTimeoutException):
        next(answers)
    assert line.words == []


def test_the_servers_configuration_sends_each_message_at_once(monkeypatch):
    parsed = socket_check.connecting(image.ROOT / "binder", monkeypatch)
    assert parsed == [("nodelay", True), "connected"]
