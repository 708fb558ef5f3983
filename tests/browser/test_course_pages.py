"""The course's pages from disk, with the network cut: labs alive, nothing asked, nothing wrong."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from stdplab import presets
from stdplab.course import pages
from stdplab.course.pages import page as course_page
from stdplab.labs import beside
from stdplab.widgets import export

from .gestures import BoardPage


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return pages.build(tmp_path_factory.mktemp("course") / "pages")[0]


@pytest.fixture
def reader(browser):
    """Opens pages offline; ends with a complaint when one asked for something or said anything."""
    contexts, wrong, asked = [], [], []

    def open_page(path, **options):
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1200, "height": 1000}, **options})
        )
        contexts[-1].set_offline(True)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong
    assert all(url.startswith(("file:", "data:")) for url in asked)


def named(written, name):
    return next(path for path in written if path.name.startswith(name))


def test_the_lab_in_a_page_is_alive(reader, written):
    page = reader(named(written, "03"))
    board = BoardPage(page)
    for rule, result in presets.FLORIAN_2007.run().items():
        board.shows(rule, result.final)
    board.drag(board.point("post", 75), board.point("post", 60))
    board.shows("STDP", 0.3612)
    board.shows("MSTDP", 0.2564)
    board.shows("MSTDPET", 0.3201)
    assert page.locator(".lab figure").first.is_hidden()


def test_two_boards_in_one_page_are_two(reader, tmp_path):
    pair = beside(presets.FLORIAN_2007, presets.CONSTANT_REWARD).children
    body = "<h1>Two</h1><h2>Boards</h2>" + "".join(
        f'<div class="lab">{export.fragment(board)}</div>' for board in pair
    )
    path = tmp_path / "two.html"
    path.write_text(course_page.document("Two", body))
    page = reader(path, viewport={"width": 1200, "height": 2600})
    one, other = BoardPage(page, 0), BoardPage(page, 1)
    one.drag(one.point("post", 75), one.point("post", 60))
    one.shows("STDP", 0.3612)
    other.shows("STDP", 0.2690)
    other.shows("MSTDP", 0.2690)


def test_one_reads_from_page_to_page(reader, written):
    page = reader(written[0])
    names = [path.name for path in written if path.name[:2].isdigit()]
    page.get_by_role("listitem").first.get_by_role("link").click()
    for name in names:
        assert page.url.endswith(name)
        if name != names[-1]:
            page.locator("a[rel=next]").click()
    page.get_by_role("link", name="all notebooks").click()
    assert page.url == written[0].as_uri()


@pytest.mark.parametrize("name", ["index", "00", "03", "teachers_guide"])
def test_axe_finds_nothing_wide_or_narrow_light_or_dark(reader, written, name):
    page = reader(named(written, name))
    for width in (1200, 480):
        page.set_viewport_size({"width": width, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


def test_without_javascript_the_picture_is_there(reader, written):
    page = reader(named(written, "00"), java_script_enabled=False)
    still = page.locator(".lab img")
    assert still.is_visible()
    assert "under MSTDPET" in still.get_attribute("alt")
