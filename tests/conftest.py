"""What holds for every test: which are slow or come first, and that its rules go at its end."""

import pytest

from stdplab import RULES
from tests.helpers import node as nodes

SLOW_ROOMS = ("binder", "browser", "classroom", "faults", "networks", "notebooks")
"""Rooms whose tests start browsers and servers, or train networks."""


LONG_ROOMS = (
    "tests/networks", "notebooks", "tests/notebooks", "tests/sweeps", "tests/faults",
    "tests/browser/course", "tests/browser/kernel",
)  # fmt: skip
"""Rooms with files that take long: they come first, so that at the end no core waits for one."""


def pytest_collection_modifyitems(config, items):
    """Mark as slow what `make test-fast` leaves out, and begin with long files."""
    for item in items:
        room = item.path.relative_to(config.rootpath).parts
        if item.path.suffix == ".ipynb" or (room[0] == "tests" and room[1] in SLOW_ROOMS):
            item.add_marker("slow")
    items.sort(key=lambda item: not item.nodeid.startswith(LONG_ROOMS))


@pytest.fixture(autouse=True)
def rules_restored():
    with RULES.restored():
        yield


@pytest.fixture(scope="session")
def node():
    """Calls functions of the front end's modules."""
    with nodes.running() as running:
        yield running
