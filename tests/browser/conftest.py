"""One browser and one JupyterLab for all browser tests."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from stdplab.labs import florian

from .helpers import chromium, jupyter
from .helpers.gestures import BoardPage
from .helpers.server_api import PATIENCE
from .helpers.share_menu import Sharing
from .helpers.watched_context import watched

expect.set_options(timeout=1000 * PATIENCE)

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
def opened(browser, server):
    with watched(browser, viewport={"width": 1400, "height": 2600}) as context:
        page = context.new_page()
        server.write("board", *CELLS)
        notebook = server.open(page, "board")
        page.locator(".stdplab").nth(2).wait_for()
        yield notebook
        notebook.close()


@pytest.fixture
def viewport():
    """How large a page is; tests that need more say so."""
    return {"width": 1400, "height": 1500}


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


@pytest.fixture
def open_offline(browser, tmp_path):
    """Opens an experiment's board as a page from disk, without network, kernel or error."""
    with ExitStack() as open_until_the_end:

        def open_board(experiment="florian", **options):
            options = {"viewport": {"width": 1200, "height": 1300}, **options}
            context = open_until_the_end.enter_context(watched(browser, silent=True, **options))
            context.set_offline(True)
            page = context.new_page()
            page.goto(florian(experiment).export(tmp_path / "lab.html").as_uri())
            return BoardPage(page)

        yield open_board


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The demonstration as a page."""
    return florian().export(tmp_path_factory.mktemp("share") / "lab.html")


@pytest.fixture
def sharing(browser, exported):
    """The Share menu of an exported page, without network and kernel."""
    with watched(browser, silent=True, viewport={"width": 1200, "height": 1000}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_offline(True)
        page = context.new_page()
        page.goto(exported.as_uri())
        yield Sharing(page, BoardPage(page))
