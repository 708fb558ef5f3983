"""One browser and one JupyterLab for all browser tests."""

import pytest

from . import chromium, jupyter


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    return {
        **browser_type_launch_args,
        "executable_path": chromium.find(playwright),
        "args": chromium.ARGUMENTS,
    }


@pytest.fixture(scope="session")
def server():
    with jupyter.serving() as running:
        yield running
