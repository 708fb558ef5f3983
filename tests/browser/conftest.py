"""One browser and one JupyterLab for all browser tests."""

import pytest
from playwright.sync_api import expect

from stdplab.labs import florian

from . import chromium, jupyter
from .gestures import BoardPage

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


@pytest.fixture(scope="session")
def server():
    with jupyter.serving() as running:
        yield running


@pytest.fixture(scope="session")
def opened(browser, server):
    context = browser.new_context(viewport={"width": 1400, "height": 2600})
    page = context.new_page()
    page.set_default_timeout(15_000)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    server.write("board", *CELLS)
    notebook = server.open(page, "board")
    page.locator(".stdplab").nth(2).wait_for()
    yield notebook
    notebook.close()
    context.close()
    assert not errors


@pytest.fixture
def notebook(opened):
    opened.run("for b in (lab.board, second): b.experiment, b.message = presets.FLORIAN_2007, ''")
    for index in range(3):
        expect(
            opened.page.locator(".stdplab").nth(index).locator(".finals tbody tr").first
        ).to_contain_text("0.2690")
    return opened


@pytest.fixture
def board(notebook):
    return BoardPage(notebook.page)


@pytest.fixture
def alone(browser, tmp_path):
    """Opens an experiment's board as a page from disk, without network, kernel or error."""
    contexts, wrong = [], []

    def open_board(experiment="florian", **options):
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 1300}, **options})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text))
        page.goto(florian(experiment).export(tmp_path / "lab.html").as_uri())
        return BoardPage(page)

    yield open_board
    for context in contexts:
        context.close()
    assert not wrong
