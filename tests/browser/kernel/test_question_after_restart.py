"""A question whose kernel has stopped says what to do; asked again, it has its answer back."""

from playwright.sync_api import expect

from ..helpers.jupyter import run_all
from ..helpers.jupyterlab_menus import accept, choose

QUESTION = """from stdplab.course import Ask, Numeric
Ask(Numeric("03/late", "How late is post, in ms?", lambda: 5.0, 0.5, unit="ms"))"""


def test_a_question_says_what_to_do_after_a_restart(open_notebook):
    page = open_notebook("asked", QUESTION).page
    asked = page.locator(".stdplab-ask")
    asked.locator("input[type=text]").fill("5")
    asked.locator("input[type=text]").press("Enter")
    asked.get_by_role("button", name="Check", exact=True).click()
    expect(asked).to_contain_text("✓")
    expect(asked.get_by_role("alert")).to_have_count(0)
    choose(page, "Kernel", "Restart Kernel…")
    accept(page)
    expect(asked.get_by_role("alert")).to_contain_text("The kernel has stopped")
    expect(asked.get_by_role("alert")).to_contain_text("Run this cell again")

    run_all(page)
    expect(asked).to_contain_text("Answered before: right.")
    expect(asked.get_by_role("alert")).to_have_count(0)
