"""The course's pages from disk, with the network cut: labs alive, nothing asked, nothing wrong."""

from contextlib import ExitStack
from urllib.parse import unquote

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from stdplab import presets
from stdplab.course import course_folder
from stdplab.course.site import export_pages
from stdplab.course.site import template as course_page
from stdplab.labs import beside
from stdplab.widgets.board import html_export

from ..helpers.gestures import BoardPage
from ..helpers.watched_context import watched

V4 = nbformat.v4


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return export_pages.build(tmp_path_factory.mktemp("course") / "pages")[0]


@pytest.fixture
def reader(browser):
    """Opens pages offline; ends with a complaint when one asked for something or said anything."""
    asked = []
    with ExitStack() as open_until_the_end:

        def open_page(path, **options):
            options = {"viewport": {"width": 1200, "height": 1000}, **options}
            context = open_until_the_end.enter_context(watched(browser, silent=True, **options))
            context.set_offline(True)
            context.on("request", lambda request: asked.append(request.url))
            page = context.new_page()
            page.goto(path.as_uri())
            return page

        yield open_page
    assert all(url.startswith(("file:", "data:")) for url in asked)


def named(written, name):
    return next(path for path in written if path.name.startswith(name))


def test_the_lab_in_a_page_is_alive(reader, written):
    page = reader(named(written, "03"))
    board = BoardPage(page)
    for rule, result in presets.FLORIAN_2007.run().items():
        board.assert_shows(rule, result.final)
    board.drag(board.point("post", 75), board.point("post", 60))
    board.assert_shows("STDP", 0.3612)
    board.assert_shows("MSTDP", 0.2564)
    board.assert_shows("MSTDPET", 0.3201)
    assert page.locator(".lab figure").first.is_hidden()


def test_two_boards_in_one_page_are_two(reader, tmp_path):
    pair = beside(presets.FLORIAN_2007, presets.CONSTANT_REWARD).children
    body = "<h1>Two</h1><h2>Boards</h2>" + "".join(
        f'<div class="lab">{html_export.fragment(board)}</div>' for board in pair
    )
    path = tmp_path / "two.html"
    path.write_text(course_page.document("Two", body))
    page = reader(path, viewport={"width": 1200, "height": 2600})
    one, other = BoardPage(page, 0), BoardPage(page, 1)
    one.drag(one.point("post", 75), one.point("post", 60))
    one.assert_shows("STDP", 0.3612)
    other.assert_shows("STDP", 0.2690)
    other.assert_shows("MSTDP", 0.2690)


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
    looks = [(1200, "light"), (480, "dark")]
    if name == "00":  # one page in every look
        looks += [(1200, "dark"), (480, "light")]
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 1000})
        expect(page.locator("html")).to_have_js_property("scrollWidth", width)  # boards follow it
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_without_javascript_the_picture_is_there(reader, written):
    page = reader(named(written, "00"), java_script_enabled=False)
    still = page.locator(".lab img")
    assert still.is_visible()
    assert "under MSTDPET" in still.get_attribute("alt")


HURT = "window.hurt=1"
ACTS = f"""<script>{HURT}</script><img src=x onerror="{HURT}"><svg onload="{HURT}"></svg>
<meta http-equiv="refresh" content="0;url=http://example.invalid/"><base href="http://x.invalid/">
<iframe src="http://example.invalid/"></iframe><iframe srcdoc="<script>{HURT}</script>"></iframe>
<link rel="stylesheet" href="http://example.invalid/a.css"><style>body {{ display: none }}</style>
<form action="http://example.invalid/"><button>Send</button></form>
<object data="http://example.invalid/"></object><embed src="http://example.invalid/">
<a href="javascript:{HURT}" id="link">a link</a>
<div data-stdplab></div><figure></figure><script type="application/json">{{}}</script>
"""
NAMES = ('01_"><img src=x onerror=window.hurt=1>', "02_#a?b%41", "03_<script>window.hurt=1<")


@pytest.fixture
def nasty(tmp_path, monkeypatch):
    """A course whose every text, output and name wants to act."""
    top = tmp_path / "package" / "notebooks"
    top.mkdir(parents=True)
    monkeypatch.setattr(course_folder, "PACKAGE", top.parent / "stdplab")
    outputs = [
        V4.new_output("stream", text=f"</pre>{ACTS}"),
        V4.new_output("display_data", {"text/html": ACTS}),
        V4.new_output(
            "display_data",
            {"image/png": f'">{ACTS}'},
            metadata={"image/png": {"alt": f'">{ACTS}'}},
        ),
        V4.new_output("display_data", {"text/plain": ACTS}),
        V4.new_output("error", ename=ACTS, evalue=ACTS, traceback=[ACTS]),
    ]
    for name in ("00_start_here", *NAMES):
        cells = [
            V4.new_markdown_cell(f"# A lesson {name} <b onclick={HURT}>\n\n{ACTS}"),
            V4.new_markdown_cell(f"[l](javascript:{HURT}) ![p](javascript:{HURT}) `{ACTS}`"),
            V4.new_code_cell(f"# {ACTS}", outputs=outputs),
        ]
        nbformat.write(V4.new_notebook(cells=cells), top / f"{name}.ipynb")
    (top / "guide.md").write_text(f"# Guide {ACTS}")
    return export_pages.build(tmp_path / "pages")[0]


def test_whatever_stands_in_a_notebook_or_its_name_a_page_is_inert(browser, nasty):
    """Chromium says what the policy stopped; nothing ran, led elsewhere or was asked for."""
    context = browser.new_context()
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    assert len(nasty) == 6
    for path in nasty:
        page.goto(path.as_uri())
        page.locator("footer").wait_for()  # the whole page is there, and nothing hides it
        for link in page.locator("#link").all():
            link.click()
        assert page.evaluate("window.hurt") is None
        assert page.url.partition("#")[0] == path.as_uri()
        assert page.locator("iframe, object, embed, form, meta[http-equiv=refresh]").count() == 0
        assert page.locator("base, link, script:not([type=module])").count() == 0
        assert page.locator("[data-stdplab]").count() == 0
    page.goto(nasty[0].as_uri())
    page.get_by_role("listitem").first.get_by_role("link").click()
    for name in NAMES:  # their addresses hold, whatever they are made of
        page.locator("a[rel=next]").click()
        assert unquote(page.url).endswith(f"/{name}.html")
    inside = ("file:", "data:", "javascript:")  # a picture of that address asks nobody
    assert not [url for url in asked if not url.startswith(inside)]
    context.close()
