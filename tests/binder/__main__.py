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
from .server import promises as kept
from .server import serving

STARTS = 3
STORE = "`.venv/bin/python -m tests.binder pins`"
COURSE = sorted((image.ROOT / "notebooks").glob("*.ipynb"))
FIRST = image.ROOT / "notebooks" / "03_three_rules.ipynb"
"""Whose first cell is timed: it runs the three rules and draws them."""


def row(what, value):
    """A line of the report."""
    print(f"{what:<44}{value}", flush=True)


def interpreter(version):
    """A Python of Binder's line."""
    line = ".".join(version.split(".")[:2])
    here = platform.python_version().startswith(f"{line}.")
    found = sys.executable if here else shutil.which(f"python{line}")
    if not found:
        raise RuntimeError(f"Binder's Python is {line}: put a python{line} on the PATH, try again.")
    return found


def build(built, dockerfile, base):
    """Install and report; yields the promises that the install broke."""
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
    """Start servers and run the course; yields the promises that they broke."""
    up, first = [], []
    for _ in range(STARTS):
        with serving(built, dockerfile) as server:
            up.append(server.seconds)
            first.append(lesson.first(server, FIRST))
    row("server up", seconds(up))
    row("first cell, its kernel's start included", seconds(first))
    with serving(built, dockerfile) as server:
        yield from kept(server, built, dockerfile)
        for path in COURSE:
            begun = time.monotonic()
            different = [*lesson.differences(path, lesson.run(server, path))]
            taken = time.monotonic() - begun
            row(path.stem, f"{'differs' if different else 'as stored'}, {taken:.0f} s")
            yield from different


def seconds(values):
    """The median of a few starts, and how far they lie apart."""
    return f"{statistics.median(values):.1f} s ({min(values):.1f} to {max(values):.1f})"


def check(base, dockerfile):
    """All promises, those of the files first; building takes minutes."""
    known = pins.stored()
    if moved := "; ".join(pins.changes(known["pins"], base["pins"])):
        yield f"Binder's base is not that of {known['read']}; store it by {STORE}. {moved}."
    yield from promises.broken(image.ROOT, base)
    built = image.Image()
    yield from build(built, dockerfile, base)
    yield from use(built, dockerfile)


def ask():
    """What repo2docker says today: the Dockerfile and the base's pins."""
    dockerfile = recipe.dockerfile(recipe.installed(image.TOOL), image.ROOT)
    return dockerfile, pins.read(dockerfile)


def told():
    """Each broken promise, the one that stops the check included."""
    try:
        dockerfile, base = ask()
        row("base pins", f"{base['source']}, frozen {base['frozen']}")
        row("load of this machine", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        yield from check(base, dockerfile)
    except RuntimeError as error:
        yield str(error)


def main():
    """Print the report, and each broken promise when it shows; gives the exit status."""
    broken = []
    for sentence in told():
        print(f"BROKEN: {sentence}", flush=True)
        broken.append(sentence)
    row("promises broken", len(broken))
    return bool(broken)


if __name__ == "__main__":
    if sys.argv[1:] == ["pins"]:
        pins.write(ask()[1])
    else:
        sys.exit(main())
