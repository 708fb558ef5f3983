"""Notebooks of the course from top to bottom, as a learner goes: guess, look, reach, come back."""

import json

from playwright.sync_api import expect

from ..helpers.gestures import BoardPage
from ..helpers.jupyter import run_all
from ..helpers.jupyterlab_menus import accept, choose

TALL = {"width": 1300, "height": 9000}
"""No cell has to be scrolled into view."""

OWN = 'return new, k.gamma * drive.reward * maximum(new["xi"], 0.0)'
"""A rule that a reward gates, for which depression does not exist."""


class Asked:
    """One question in a page: what a learner does with it, and what it says."""

    def __init__(self, page, words):
        self.root = page.locator(".stdplab-ask", has_text=words)
        self.root.scroll_into_view_if_needed()
        self.said = self.root.locator(".widget-html-content").last

    def press(self, name):
        """Press a button by keyboard.

        Formulas above may still be typeset: a button that moves under the pointer is not clicked.
        """
        self.root.get_by_role("button", name=name, exact=True).press("Space")

    def choose(self, option):
        self.root.get_by_text(option, exact=True).click()

    def type(self, text):
        self.root.locator("input[type=text]").fill(text)
        self.root.locator("input[type=text]").press("Enter")

    def draw(self, *points):
        """Draw through points given as shares of the panel, from its lower left."""
        box = self.root.locator("svg.stdplab-sketch rect.stdplab-panel").bounding_box()
        mouse = self.root.page.mouse
        for index, (x, y) in enumerate(points):
            mouse.move(box["x"] + x * box["width"], box["y"] + (1 - y) * box["height"], steps=6)
            if not index:
                mouse.down()
        mouse.up()

    def says(self, words):
        expect(self.said).to_contain_text(words)

    def verdict(self, words):
        expect(self.root.get_by_role("status")).to_contain_text(words)


def kept(server):
    return json.loads((server.course / "stdplab-answers.json").read_text())["entries"]


def restart_and_run_all(page):
    choose(page, "Kernel", "Restart Kernel and Clear Outputs")
    accept(page)
    page.locator(".jp-Dialog").wait_for(state="detached")
    run_all(page)


def test_start_here_from_top_to_bottom_and_all_is_there_after_a_restart(open_notebook, server):
    notebook = open_notebook("00_start_here", viewport=TALL)
    page = notebook.page
    board = BoardPage(page)
    guess = Asked(page, "Which curve is the weight under STDP then?")
    guess.choose("it ends at 0.20")
    guess.press("Commit")
    guess.verdict("You said: it ends at 0.20. What happens: it ends at 0.36.")
    board.drag(board.point("post", 75), board.point("post", 60))
    board.assert_shows("STDP", 0.3612390678866576)

    choice = Asked(page, "Which weight is unaffected?")
    choice.press("Check")  # before anything is chosen
    choice.says("Choose one of: STDP; MSTDP; MSTDPET.")
    choice.choose("MSTDP")
    choice.press("Check")
    choice.says("Watch its curve at the spikes while you drag the ring.")
    choice.choose("STDP")
    choice.press("Check")
    choice.says("✓ Right: STDP does not use the reward.")

    goal = Asked(page, "until the final weight under STDP is 0.40")
    goal.press("Hint")
    goal.says("A post spike after a pre spike raises the weight")
    notebook.assert_becomes("lab.experiment.protocol.post[1]", 60.0)
    goal.press("Check")
    goal.says("Under STDP the final weight is 0.3612. The goal is 0.4 ± 0.01.")
    board.drag(board.point("post", 60), board.point("post", 50))
    notebook.assert_becomes("lab.experiment.protocol.post[1]", 50.0)
    goal.press("Check")
    goal.says("✓ Reached.")

    page.get_by_role("button", name="Look again").click()
    row = page.locator("tr", has_text="00_start_here").last
    expect(row).to_contain_text("3 of 3 answered, 2 right")
    assert kept(server)["00/reward"]["tries"] == 2

    restart_and_run_all(page)
    Asked(page, "Which weight is unaffected?").says("Answered before: right.")
    Asked(page, "Which curve is the weight under STDP then?").verdict("it ends at 0.36.")
    expect(row).to_contain_text("3 of 3 answered, 2 right")


def test_the_three_rules_from_top_to_bottom(open_notebook, server):
    notebook = open_notebook("03_three_rules", viewport=TALL)
    page = notebook.page
    guess = Asked(page, "Draw the weight under MSTDP.")
    guess.draw((0.08, 0.4), (0.1, 0.7), (0.5, 0.5), (0.56, 0.4), (0.6, 0.75), (1, 0.4))
    guess.press("Commit")
    guess.verdict("It ends at w = 0.203; yours at")

    part = Asked(page, "STDP and MSTDP first differ")
    part.choose("110 ms")
    part.press("Check")
    part.says("✓ Right")

    jump = Asked(page, "change at 140 ms")
    for typed, said in (
        ("a lot", "'a lot' is not a number. Type a number."),
        ("0.226", "The size is right, but the sign is wrong."),
        ("−0.226", "✓ Right: -0.2261."),
    ):
        jump.type(typed)
        jump.press("Check")
        jump.says(said)

    board, goal = BoardPage(page, 1), Asked(page, "until the final weight under MSTDPET is 0.30")
    board.drag(board.point("post", 75), board.point("post", 90))
    notebook.assert_becomes("lab.experiment.protocol.post[1]", 90.0)
    goal.press("Check")
    goal.says("Do not change post. Reset undoes the change.")
    board.button("Reset").click()
    board.assert_shows("MSTDPET", 0.3341990646584381)
    board.type("reward[1]", "-0.05")
    notebook.assert_becomes("lab.experiment.protocol.reward[1][1]", -0.05)
    goal.press("Check")
    goal.says("✓ Reached.")
    right = {key for key, entry in kept(server).items() if entry.get("right")}
    assert right >= {"03/part", "03/jump", "03/goal"}


def test_a_rule_of_ones_own_from_top_to_bottom(open_notebook, server):
    notebook = open_notebook("11_write_your_own_rule", viewport=TALL)
    page = notebook.page
    guess = Asked(page, "Which curve is its weight?")
    guess.choose("it ends at 0.40")
    guess.press("Commit")
    guess.verdict("Right: it ends at 0.40.")

    line = Asked(page, "can the page compute by itself?")
    line.choose("if drive.reward > 0: dw = xi")
    line.press("Check")
    expect(line.said).not_to_contain_text("✓")
    line.choose("dw = where(drive.reward > 0, xi, 0.0)")
    line.press("Check")
    line.says("✓")

    rule = Asked(page, "Write your own reward-gated rule")
    rule.press("Check")
    rule.says("The weight changes without reward.")
    cells = page.locator(".jp-CodeCell")
    step = cells.filter(has_text="def my_step").locator(".cm-content")
    step.click()
    page.keyboard.press("Control+a")
    lines = ("new = update_traces(state, drive, k)", OWN)
    page.keyboard.type("def my_step(state, drive, k, dt):\n" + "\n".join(lines))
    for _ in range(5):  # the step, the class, the words between and what looks at them
        page.keyboard.press("Shift+Enter")
    rule = Asked(page, "Write your own reward-gated rule")
    rule.press("Check")
    rule.says("✓ Reached.")
    assert kept(server)["11/rule"]["right"] is True

    page.locator(".jp-Notebook").press("Escape")
    mine = cells.filter(has_text="MyRule())))").locator(".cm-content")
    mine.click()
    page.keyboard.press("Shift+Enter")
    page.locator(".stdplab-finals tr[data-rule='MyRule']").wait_for()
    board = BoardPage(page, page.locator(".stdplab").count() - 1)
    notebook.run("mine = Experiment(demonstration, (MyRule(),)).run()['MyRule'].final")
    board.assert_shows("MyRule", notebook.ask("mine"))
    board.type("reward[1]", "0")
    quiet = "replace(demonstration, reward=((0, 1.0), (100, 0.0)))"
    notebook.run("from dataclasses import replace")
    final = notebook.ask(f"Experiment({quiet}, (MyRule(),)).run()['MyRule'].final")
    board.assert_shows("MyRule", final)
