"""In the middle of something: the kernel dies, the tab is closed. What was there is still there."""

import re

from playwright.sync_api import expect

from ..helpers.gestures import POST, BoardPage
from ..helpers.jupyter import run_all
from ..helpers.jupyterlab_menus import accept, save
from ..helpers.lost_board import EDITED, KEPT, LAB, RESTORE, assert_shows
from ..helpers.short_training import SHORT

KILL = "import os; os.kill(os.getpid(), 9)"
ANSWER = (
    "import stdplab.course.answers.store as a; a.Answers().put('03/fault', answer=1, done=True)"
)
ANSWERED = (
    "__import__('stdplab.course.answers.store', fromlist=['Answers'])"
    ".Answers().get('03/fault')['answer']"
)


def test_a_kernel_that_dies_during_a_drag_takes_nothing_with_it(open_notebook, page):
    notebook = open_notebook("dragged", LAB, page=page)
    notebook.run(ANSWER)
    board = BoardPage(page)
    end = board.point("post", 60)
    board.drag(board.point("post", 75), board.point("post", 65), drop=False)
    notebook.assert_becomes(POST, (15, 65, 110, 140))  # it hears of a hand that rests
    notebook.start(KILL)
    expect(board.root.locator(".stdplab-last p")).to_contain_text("The kernel has stopped.")
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    assert_shows(board, 15, 60, 110, 140)
    page.wait_for_function(KEPT, arg="15,60,110,140")
    expect(board.root.locator(".stdplab-last p")).to_have_text(EDITED)
    accept(page)  # that JupyterLab starts it again

    run_all(page)
    assert notebook.ask(ANSWERED) == 1
    board = BoardPage(page)
    page.locator(".stdplab").get_by_role("button", name=RESTORE).click()
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    assert_shows(board, 15, 60, 110, 140)


def test_a_tab_that_is_closed_during_a_drag_leaves_what_was_last_there(open_notebook, page):
    notebook = open_notebook("closed", LAB, page=page)
    notebook.run(ANSWER)
    BoardPage(page)
    save(page)
    address = page.url.partition("?")[0]
    board = BoardPage(page)
    board.drag(board.point("post", 75), board.point("post", 60), drop=False)
    notebook.assert_becomes(POST, (15, 60, 110, 140))
    page.close()
    assert notebook.ask(POST) == (15, 60, 110, 140)
    assert notebook.ask("lab.board.message") == ""
    assert notebook.ask(ANSWERED) == 1

    page = page.context.new_page()
    page.goto(address)
    board = BoardPage(page)
    assert_shows(board, 15, 60, 110, 140)
    board.drag(board.point("post", 60), board.point("post", 62))
    notebook.assert_becomes(POST, (15, 62, 110, 140))


def test_a_kernel_that_dies_during_a_training_leaves_what_was_saved(open_notebook, page):
    notebook = open_notebook(
        "died",
        SHORT,
        "from stdplab.labs import xor\n"
        'lab = xor("MSTDP", code="temporal", seeds=2, epochs=400)\n'
        'lab.path = lab.path.with_name("died.npz")\n'
        "lab",
        page=page,
    )
    output = page.locator(".jp-OutputArea-output").first
    output.get_by_role("button", name="Train").click()
    expect(
        output.get_by_text(re.compile(r"Epoch ([2-9]|[1-9]\d+) of 400, about \d+ s left"))
    ).to_be_visible()
    output.get_by_role("button", name="Save").click()
    notebook.assert_becomes("lab.path.exists()", wanted=True)
    saved = notebook.ask("__import__('stdplab.networks').networks.Training.load(lab.path).epoch")
    assert 2 <= saved < 400
    notebook.start(KILL)
    accept(page)

    run_all(page)
    output = page.locator(".jp-OutputArea-output").first
    expect(output.get_by_text("Epoch 0 of 400.")).to_be_visible()
    notebook.run("lab._show()")  # the button looks for the file whose name was changed above
    output.get_by_role("button", name="Load").click()
    expect(output.get_by_text(f"Epoch {saved} of 400.")).to_be_visible()
    output.get_by_role("button", name="Continue").click()
    expect(output.get_by_text(re.compile(rf"Epoch (?!{saved} )\d+ of 400, about"))).to_be_visible()
    output.get_by_role("button", name="Pause").click()  # else it trains while the next tests run
    expect(output.get_by_role("button", name="Continue")).to_be_enabled()
