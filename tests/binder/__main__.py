"""`make binder-check`: build what Binder would build, use it, and say which promise is broken.

`.venv/bin/python -m tests.binder pins` stores today's pins for the light form of the check.
"""

import os
import platform
import shutil
import statistics
import sys
import time

from . import image, lesson, pins, promises, recipe
from .server import promises as server_promises
from .server import serving

STARTS = 3
STORE = "`.venv/bin/python -m tests.binder pins`"
COURSE = sorted((image.ROOT / "notebooks").glob("*.ipynb"))
TIMED_NOTEBOOK = image.ROOT / "notebooks" / "03_three_rules.ipynb"
"""Its first cell is timed: it runs the three rules and draws them."""


def row(what, value):
    """A line of the report."""
    print(f"{what:<44}{value}", flush=True)


def interpreter(version):
    """A Python of Binder's line."""
    line = ".".join(version.split(".")[:2])
    here = platform.python_version().startswith(f"{line}.")
    found = sys.executable if here else shutil.which(f"python{line}")
    if not found:
        raise RuntimeError(
            f"Binder's Python is {line}. Put a python{line} on the PATH and try again."
        )
    return found


def build(built, dockerfile, base):
    """Install and report; yield the promises that the installation broke."""
    built.start_afresh(interpreter(base["python"]))
    row("base installed in", f"{built.install_base(base['pins']):.0f} s")
    before = built.packages()
    row("base", f"{len(before)} packages, {built.megabytes()} MB")
    for step in dockerfile.steps:
        row(step[-43:], f"{built.run(step):.0f} s")
    after = built.packages()
    row("image", f"{len(after)} packages, {built.megabytes()} MB")
    yield from image.promises(before, after)


def use(built, dockerfile):
    """Start servers and run the course; yield the promises that they broke."""
    up, first = [], []
    for _ in range(STARTS):
        with serving(built, dockerfile) as server:
            up.append(server.seconds)
            first.append(lesson.first_cell_seconds(server, TIMED_NOTEBOOK))
    row("server up", seconds(up))
    row("first cell, its kernel's start included", seconds(first))
    with serving(built, dockerfile) as server:
        yield from server_promises(server, built, dockerfile)
        for path in COURSE:
            begun = time.monotonic()
            different = [*lesson.differences(path, lesson.run_cells(server, path))]
            taken = time.monotonic() - begun
            row(path.stem, f"{'differs' if different else 'as stored'}, {taken:.0f} s")
            yield from different


def seconds(values):
    """The median and the range of a few starts."""
    return f"{statistics.median(values):.1f} s ({min(values):.1f} to {max(values):.1f})"


def check(base, dockerfile):
    """All promises, those of the files first; building takes minutes."""
    known = pins.stored()
    if moved := "; ".join(pins.changes(known["pins"], base["pins"])):
        stored = f"the one stored on {known['read']}"
        yield f"Binder's base differs from {stored}. Store it with {STORE}. {moved}."
    yield from promises.broken(image.ROOT, base)
    built = image.Image()
    yield from build(built, dockerfile, base)
    yield from use(built, dockerfile)


def ask():
    """The Dockerfile that repo2docker writes today, and the pins of its base."""
    dockerfile = recipe.dockerfile(recipe.install_repo2docker(image.TOOL), image.ROOT)
    return dockerfile, pins.read(dockerfile)


def broken_promises():
    """Each broken promise, including one that stops the check."""
    try:
        dockerfile, base = ask()
        row("base pins", f"{base['source']}, frozen {base['frozen']}")
        row("load of this machine", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        yield from check(base, dockerfile)
    except RuntimeError as error:
        yield str(error)


def main():
    """Print the report and each broken promise; return the exit status."""
    broken = []
    for sentence in broken_promises():
        print(f"BROKEN: {sentence}", flush=True)
        broken.append(sentence)
    row("promises broken", len(broken))
    return bool(broken)


if __name__ == "__main__":
    if sys.argv[1:] == ["pins"]:
        pins.write(ask()[1])
    else:
        sys.exit(main())
