"""One browser and one JupyterLab for all browser tests."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from .helpers import chromium, jupyter
from .helpers.gestures import BoardPage
from .helpers.offline_pages import OfflinePages
from .helpers.server_api import PATIENCE
from .helpers.share_menu import Sharing
from .helpers.watched_context import watched

expect.set_options(timeout=1000 * PATIENCE)

WIDE = {"width": 1400, "height": 1500}
CELLS = (
    "from stdplab import presets\nfrom stdplab.labs import florian\nlab = florian()\nlab",
    """from ipywidgets import FloatSlider
slider = lab.board.link("tau_z", FloatSlider(min=1, max=200))
slider""",
    "second = florian().board\nsecond",
    "lab.board",
)
"""A lab, a slider linked to it, a second board, and a second view of the first."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    return {
        **browser_type_launch_args,
        "executable_path": chromium.find(playwright),
        "args": chromium.ARGUMENTS,
    }


def patient(make):
    """The method, with longer waits than Playwright's own in what it makes."""

    def made(**options):
        one = make(**options)
        one.set_default_timeout(1000 * PATIENCE)
        return one

    return made


@pytest.fixture(scope="session")
def browser(browser):
    browser.new_context, browser.new_page = map(patient, (browser.new_context, browser.new_page))
    return browser


@pytest.fixture(scope="session")
def server():
    with jupyter.serving() as running:
        yield running


@pytest.fixture(scope="session")
def shared_tab(browser, server):
    """JupyterLab in a tab that many tests use, one after another."""
    with watched(browser) as context:
        yield jupyter.JupyterLabTab(context.new_page(), server)


@pytest.fixture
def open_notebook(server, shared_tab):
    """Opens notebooks and runs them; their kernels end with the test.

    page        a tab of the test's own; without one, the tab that tests share
    viewport    how large the shared tab is
    """
    with ExitStack() as until_the_end:

        def open_one(name, *cells, page=None, viewport=WIDE):
            if page is None:
                shared_tab.page.set_viewport_size(viewport)
            return until_the_end.enter_context(server.opened(page or shared_tab, name, *cells))

        yield open_one


@pytest.fixture(scope="session")
def opened(browser, server):
    with (
        watched(browser, viewport={"width": 1400, "height": 2600}) as context,
        server.opened(context.new_page(), "board", *CELLS) as notebook,
    ):
        notebook.page.locator(".stdplab").nth(2).wait_for()
        yield notebook


@pytest.fixture
def viewport():
    """How large a test's own page is; tests that need more say so."""
    return WIDE


@pytest.fixture
def context(browser, viewport):
    with watched(browser, viewport=viewport) as context:
        yield context


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture
def notebook(opened):
    opened.run("for b in (lab.board, second): b.experiment, b.message = presets.FLORIAN_2007, ''")
    for index in range(3):
        expect(
            opened.page.locator(".stdplab").nth(index).locator(".stdplab-finals tbody tr").first
        ).to_contain_text("0.2690")
    return opened


@pytest.fixture
def board(notebook):
    return BoardPage(notebook.page)


@pytest.fixture(scope="session")
def offline_pages(browser, tmp_path_factory):
    pages = OfflinePages(browser, tmp_path_factory.mktemp("offline"))
    yield pages
    pages.close()


@pytest.fixture
def open_offline(offline_pages):
    """Opens an experiment's board as a page from disk, without network, kernel or error."""
    offline_pages.faults.clear()
    yield offline_pages.open
    assert not offline_pages.faults, offline_pages.faults


@pytest.fixture
def open_for_a_finger(browser, tmp_path):
    """The same, on a screen that one touches."""
    pages = OfflinePages(browser, tmp_path, has_touch=True)
    yield pages.open
    pages.close()
    assert not pages.faults, pages.faults


@pytest.fixture(scope="session")
def exported(offline_pages):
    """The demonstration as a page."""
    return offline_pages.export()


@pytest.fixture
def sharing(open_offline):
    """The Share menu of an exported page, without network and kernel."""
    board = open_offline(viewport={"width": 1200, "height": 1000})
    return Sharing(board.page, board)
