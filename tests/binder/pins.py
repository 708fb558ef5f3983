"""The Python packages of Binder's base, read from the lock file that repo2docker freezes."""

import json
import re
import time
from pathlib import Path

from packaging.utils import canonicalize_name

STORED = Path(__file__).with_name("pins.json")

PACKAGE = re.compile(r"/(?P<name>[^/]+)-(?P<version>[^-/]+)-(?P<build>[^-/]+)\.(?:conda|tar\.bz2)#")

# What conda-forge and PyPI call differently.
RENAMED = {
    "brotli-python": "brotli",
    "jupyterhub-base": "jupyterhub",
    "nbconvert-core": "nbconvert",
    "python-fastjsonschema": "fastjsonschema",
}


def read(dockerfile):
    """Where the pins come from, and the pins themselves by their names on PyPI."""
    text = dockerfile.lock.read_text()
    packages = [found.groupdict() for found in PACKAGE.finditer(text)]
    (frozen,) = re.findall(r"Frozen on (\d{4}-\d\d-\d\d)", text)
    (python,) = [found["version"] for found in packages if found["name"] == "python"]
    pins = {_name(found["name"]): found["version"] for found in packages if _python(found)}
    return {
        "source": f"jupyter-repo2docker {dockerfile.version}, {dockerfile.lock.name}",
        "frozen": frozen,
        "read": time.strftime("%Y-%m-%d"),
        "python": python,
        "pins": dict(sorted(pins.items())),
    }


def _name(name):
    name = canonicalize_name(name)
    return RENAMED.get(name, name)


def _python(package):
    """Whether a package holds Python: of any version, or of one; libraries and bundles do not."""
    return re.match(r"pyh|py3\d+h", package["build"]) is not None


def stored():
    """The pins as the last full check wrote them."""
    return json.loads(STORED.read_text())


def write(base):
    """Store the pins for the light form of the check."""
    STORED.write_text(json.dumps(base, indent=1) + "\n")


def changes(before, after):
    """A line for each package that came, went or changed."""
    for name in sorted({*before, *after}):
        old, new = before.get(name, "absent"), after.get(name, "absent")
        if old != new:
            yield f"{name} {old} -> {new}"
