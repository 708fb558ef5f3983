"""What holds for every test: which are slow, and that its rules are gone when it ends."""

import pytest

from stdplab import RULES
from tests.helpers import node as nodes

SLOW_ROOMS = ("binder", "browser", "classroom", "faults", "networks", "notebooks")
"""Rooms whose tests start browsers and servers, or train networks."""


def pytest_collection_modifyitems(config, items):
    """Mark as slow what `make test-fast` leaves out."""
    for item in items:
        room = item.path.relative_to(config.rootpath).parts
        if item.path.suffix == ".ipynb" or (room[0] == "tests" and room[1] in SLOW_ROOMS):
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def rules_restored():
    with RULES.restored():
        yield


@pytest.fixture(scope="session")
def node():
    """Calls functions of the front end's modules."""
    with nodes.running() as running:
        yield running
