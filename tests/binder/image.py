"""A stand-in for Binder's image: its base pins in an environment, then our own lines."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".image"
TOOL, BUILT = FOLDER / "repo2docker", FOLDER / "built"

GPU = ("nvidia-", "cuda-", "triton")
"""How the names of packages begin that only a GPU can use."""

HOST_SETTINGS = ("PYTHON", "JUPYTER", "CONDA", "VIRTUAL_ENV", "IPYTHON")
"""Settings of whoever runs the check, which a container would not see."""


class Image:
    """The environment in ``folder/env`` and the learner's home in ``folder/home``."""

    def __init__(self, folder=BUILT):
        self.folder, self.prefix, self.home = folder, folder / "env", folder / "home"
        self.log = folder / "log.txt"

    @property
    def environment(self):
        """The variables that our lines are run with, as repo2docker sets them."""
        variables = {
            name: value for name, value in os.environ.items() if not name.startswith(HOST_SETTINGS)
        }
        prefixes = ("NB_PYTHON_PREFIX", "KERNEL_PYTHON_PREFIX", "CONDA_DEFAULT_ENV")
        return {
            **variables,
            **dict.fromkeys(prefixes, str(self.prefix)),
            **dict.fromkeys(("HOME", "REPO_DIR"), str(self.home)),
            "PATH": f"{self.prefix / 'bin'}:{variables['PATH']}",
            "PYTHONUNBUFFERED": "1",
            # Where PyTorch's index cannot be reached, pip asks it for each package anew.
            "PIP_RETRIES": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }

    def run(self, line):
        """Run a line of the Dockerfile in the learner's home; gives the seconds it took."""
        begun = time.monotonic()
        with self.log.open("a") as log:
            log.write(f"$ {line}\n")
            log.flush()
            done = subprocess.run(
                ["/bin/sh", "-c", line],
                cwd=self.home,
                env=self.environment,
                stdout=log,
                stderr=log,
                check=False,
            )
        if done.returncode:
            tail = "\n".join(self.log.read_text().splitlines()[-15:])
            raise RuntimeError(f"`{line}` failed:\n{tail}")
        return time.monotonic() - begun

    def start_afresh(self, python):
        """An empty environment of this Python, and our tracked files as they are now."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.home.mkdir(parents=True)
        subprocess.run([python, "-m", "venv", self.prefix], check=True)
        listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)
        for name in filter(None, listed.split("\0")):
            target = self.home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)

    def install_base(self, pins):
        """The base, exactly; raises when its packages do not fit together."""
        (self.folder / "base.txt").write_text("".join(f"{n}=={v}\n" for n, v in pins.items()))
        taken = self.run('"$NB_PYTHON_PREFIX/bin/pip" install --no-deps -r ../base.txt')
        return taken + self.run('"$NB_PYTHON_PREFIX/bin/pip" check')

    def packages(self):
        """Every installed package and its version."""
        listing = [self.prefix / "bin" / "pip", "list", "--format", "json"]
        output = subprocess.check_output(listing, env=self.environment, text=True)
        return {canonicalize_name(found["name"]): found["version"] for found in json.loads(output)}

    def megabytes(self):
        """What the environment takes on disk."""
        files = (os.lstat(path) for path in self.prefix.rglob("*"))
        return sum(file.st_blocks for file in files) * 512 // 1_000_000


def promises(before, after):
    """A sentence for each promise that the install broke, from the packages around it."""
    for name, version in sorted(before.items()):
        found = after.get(name, "gone")
        if found != version:
            yield f"Binder's base brings {name} {version}, and our install left it {found}."
    for name in sorted(after):
        if name.startswith(GPU):
            yield f"The install brought {name}, which only a GPU can use."
    torch = after.get("torch", "absent")
    if not torch.endswith("+cpu"):
        yield f"torch is {torch}, not a CPU build."
