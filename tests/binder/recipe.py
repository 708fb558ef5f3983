"""What repo2docker would build from a folder: its Dockerfile, without a container engine."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Dockerfile:
    """The build steps that our files define, and the base image below them."""

    version: str
    lock: Path
    steps: tuple[str, ...]
    start: str | None
    command: tuple[str, ...]


def install_repo2docker(folder):
    """Install the current repo2docker in its own environment in ``folder``; return its command."""
    command = folder / "bin" / "jupyter-repo2docker"
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    try:
        if not command.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([*pip, "install", "-qq", "--upgrade", "jupyter-repo2docker"], check=True)
    except subprocess.CalledProcessError:
        raise RuntimeError("Could not install repo2docker. Can this computer reach PyPI?") from None
    return command


def dockerfile(command, repository):
    """The Dockerfile that repo2docker writes for ``repository``; RuntimeError with its output."""
    arguments = [command, "--no-build", "--debug", "."]
    done = subprocess.run(arguments, cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"repo2docker failed for this repository:\n{done.stdout}{done.stderr}")
    return parse_dockerfile(done.stdout + done.stderr)


def parse_dockerfile(text):
    """Parse a Dockerfile."""
    lines = text.replace("\\\n", " ").splitlines()
    copied = next(n for n, line in enumerate(lines) if re.match(r"COPY .*src/ ", line))
    (lock,) = re.findall(r"build_script_files/(\S+) /tmp/env/environment\.lock", text)
    (version,) = re.findall(r'repo2docker\.version="(.+)"', text)
    (command,) = re.findall(r"^CMD (\[.+\])", text, re.MULTILINE)
    start = re.search(r'^ENV R2D_ENTRYPOINT="(.+)"', text, re.MULTILINE)
    return Dockerfile(
        version=version,
        lock=unescaped_path(lock),
        steps=tuple(line.removeprefix("RUN ") for line in lines[copied:] if line[:4] == "RUN "),
        start=start and start[1],
        command=tuple(json.loads(command)),
    )


def unescaped_path(name):
    """The path of a file from its escaped name in the build: ``-2f`` is a slash, a hash ends it."""
    path = name.rpartition("-")[0]
    return Path(re.sub(r"-([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), path))
