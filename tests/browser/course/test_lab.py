"""The course as a learner meets it: opened by one command, themed, narrow, closed again."""

from playwright.sync_api import expect

from ..helpers.gestures import BoardPage
from ..helpers.jupyter import go_dark, wear

LAB = "from stdplab.labs import florian\nlab = florian()\nlab"


def test_the_first_notebook_is_alive(open_notebook, server, page):
    assert server.address.partition("?")[0].endswith("/lab/tree/00_start_here.ipynb")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    notebook = open_notebook("00_start_here", page=page)
    board = BoardPage(page)
    board.assert_shows("STDP", 0.2690)
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes("tuple(lab.experiment.protocol.post)", (15, 60, 110, 140))
    board.assert_shows("STDP", 0.3612)
    expect(page.get_by_text("Would you like to get notified")).to_have_count(0)
    assert len(asked) > 50
    assert not [url for url in asked if "/lab/api/build" in url]  # nearly a second's work


def test_the_board_follows_the_theme_and_fits_a_narrow_page(open_notebook):
    notebook = open_notebook("themed", LAB)
    page, board = notebook.page, BoardPage(notebook.page)
    wear(page, "Light")  # another test may have left the server dark
    fill = "p => getComputedStyle(p).fill"
    panel = board.root.locator(".stdplab-panel").first
    assert panel.evaluate(fill) == "rgb(246, 247, 249)"
    go_dark(page)
    assert panel.evaluate(fill) == "rgb(27, 31, 38)"
    page.set_viewport_size({"width": 500, "height": 1200})
    page.wait_for_function(
        "() => document.querySelector('.stdplab .stdplab-drawing').clientWidth < 420"
    )
    overflow = board.root.evaluate("e => e.scrollWidth - e.clientWidth")
    assert overflow <= 0
    board.drag(board.point("post", 75), board.point("post", 60))
    notebook.assert_becomes("lab.experiment.protocol.post[1]", 60.0)


def test_closing_a_lab_takes_it_off_the_page_and_ends_its_links(open_notebook):
    notebook = open_notebook(
        "closed",
        "from stdplab.labs import florian\nfrom ipywidgets import FloatSlider\n"
        "lab = florian()\nboard = lab.board\nslider = board.link('w0', FloatSlider())\nlab",
    )
    board = BoardPage(notebook.page)
    notebook.run("lab.close()")
    expect(board.root).to_have_count(0)
    notebook.run("slider.value = 0.45")
    assert notebook.ask("board.experiment.w0") == 0.2


def test_a_finger_moves_a_spike(open_notebook, browser):
    context = browser.new_context(viewport={"width": 1300, "height": 1200}, has_touch=True)
    page = context.new_page()
    notebook = open_notebook("touched", LAB, page=page)
    board = BoardPage(page)
    (x, y), (end, _) = board.point("post", 75), board.point("post", 30)
    finger = context.new_cdp_session(page)
    touches = [("touchStart", x), *(("touchMove", x + (end - x) * i / 12) for i in range(1, 13))]
    for kind, at in touches:
        point = {"x": at, "y": y}
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    notebook.assert_becomes("lab.experiment.protocol.post", (15, 30, 110, 140))
    context.close()
