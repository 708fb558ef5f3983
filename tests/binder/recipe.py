"""What repo2docker would build from a folder: its Dockerfile, told without a container engine."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Dockerfile:
    """The lines of the image that are ours to break, and the base that they stand on."""

    version: str
    lock: Path
    steps: tuple[str, ...]
    start: str | None
    command: tuple[str, ...]


def installed(folder):
    """Today's repo2docker in an environment of its own in ``folder``; gives its command."""
    command = folder / "bin" / "jupyter-repo2docker"
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    try:
        if not command.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([*pip, "install", "-qq", "--upgrade", "jupyter-repo2docker"], check=True)
    except subprocess.CalledProcessError:
        raise RuntimeError("repo2docker cannot be installed: is PyPI within reach?") from None
    return command


def dockerfile(command, repository):
    """Ask repo2docker for the Dockerfile of ``repository``; raise with its words otherwise."""
    asked = [command, "--no-build", "--debug", "."]
    done = subprocess.run(asked, cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"repo2docker refuses this repository:\n{done.stdout}{done.stderr}")
    return parsed(done.stdout + done.stderr)


def parsed(text):
    """Take a Dockerfile apart."""
    lines = text.replace("\\\n", " ").splitlines()
    copied = next(n for n, line in enumerate(lines) if re.match(r"COPY .*src/ ", line))
    (lock,) = re.findall(r"build_script_files/(\S+) /tmp/env/environment\.lock", text)
    (version,) = re.findall(r'repo2docker\.version="(.+)"', text)
    (command,) = re.findall(r"^CMD (\[.+\])", text, re.MULTILINE)
    start = re.search(r'^ENV R2D_ENTRYPOINT="(.+)"', text, re.MULTILINE)
    return Dockerfile(
        version=version,
        lock=source(lock),
        steps=tuple(line.removeprefix("RUN ") for line in lines[copied:] if line[:4] == "RUN "),
        start=start and start[1],
        command=tuple(json.loads(command)),
    )


def source(name):
    """The file behind its name in the build: ``-2f`` for a slash and a hash at the end."""
    path = name.rpartition("-")[0]
    return Path(re.sub(r"-([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), path))
