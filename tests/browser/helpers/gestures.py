"""What a learner does on a board, and what they read from it."""

import re

from playwright.sync_api import expect


class BoardPage:
    """One view of a board in a page."""

    def __init__(self, page, index=0):
        self.page = page
        self.root = page.locator(".stdplab").nth(index)
        self.root.locator(".stdplab-drawing .stdplab-panel").first.wait_for()
        self.root.scroll_into_view_if_needed()

    def row(self, name):
        return self.root.locator(f".stdplab-row.stdplab-{name}")

    def spike(self, name, time):
        return self.row(name).locator(f'.stdplab-spike[aria-valuenow="{time}"]')

    def times(self, name):
        spikes = self.row(name).locator(".stdplab-spike")
        return tuple(float(t) for t in spikes.evaluate_all("e => e.map(s => s.ariaValueNow)"))

    def point(self, name, time):
        """Where a time lies in a spike row, in the page's pixels."""
        box = self.row(name).locator(".stdplab-area").bounding_box()
        duration = float(self.root.locator(".stdplab-spike").first.get_attribute("aria-valuemax"))
        return box["x"] + time / duration * box["width"], box["y"] + box["height"] / 2

    def drag(self, start, end, *, steps=8, drop=True):
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move(*end, steps=steps)
        if drop:
            mouse.up()

    def centre(self, locator):
        box = locator.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def handle(self, kind, index=0):
        return self.row("reward").locator(f".stdplab-handle.stdplab-{kind}").nth(index)

    def control(self, key, kind="range"):
        return self.root.locator(f'.stdplab-control[data-key="{key}"] input[type="{kind}"]')

    def field(self, name):
        """The text field of a spike row."""
        return self.root.locator(f'.stdplab-control.stdplab-times[data-key="{name}"] textarea')

    def enter(self, name, text):
        """Type a row's times and press Enter."""
        self.field(name).fill(text)
        self.field(name).press("Enter")

    def button(self, label):
        return self.root.get_by_role("button", name=label, exact=True)

    def radio(self, label):
        """One option of a segmented choice."""
        return self.root.get_by_role("radio", name=label, exact=True)

    def slide(self, key, value):
        """Move a slider as a drag would: set it and fire its input event."""
        move = "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})) }"
        self.control(key).evaluate(move, value)

    def type(self, key, text):
        typed = self.control(key, "number")
        typed.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def final_weight(self, rule):
        return self.root.locator(f'.stdplab-finals tr[data-rule="{rule}"] td').first

    def curve(self, rule, name="w"):
        return self.root.locator(f'.stdplab-curve[data-rule="{rule}"][data-name="{name}"]')

    def last_value(self, rule, name="w"):
        """The last value of a curve, as the page holds it."""
        return float(self.curve(rule, name).get_attribute("data-last"))

    def drawn_end(self, rule):
        """The last value of a weight curve, read off its picture against the limit labels."""
        ends = self.curve(rule).get_attribute("d")
        y = float(re.split(r"[L ]", ends)[-1])
        panel = self.curve(rule).evaluate(
            """curve => {
              const panels = [...curve.ownerSVGElement.querySelectorAll('.stdplab-panel')]
                .map(p => p.getBBox()), box = curve.getBBox();
              const own = panels.find(p => p.y <= box.y && box.y <= p.y + p.height);
              const inside = y => own.y <= y && y <= own.y + own.height;
              const labels = [...curve.ownerSVGElement.querySelectorAll('.stdplab-limit')]
                .filter(t => inside(t.y.baseVal[0].value))
                .map(t => Number(t.textContent.replace('−', '-')));
              return [own.y, own.height, ...labels];
            }"""
        )
        top, height, low, high = panel
        return low + (top + height - 2 - y) / (height - 4) * (high - low)

    def assert_agrees(self, experiment):
        """Every curve ends at the weight that Python computes for the experiment."""
        for rule, result in experiment.run().items():
            self.assert_shows(rule, result.final)
            assert abs(self.last_value(rule) - result.final) < 1e-12

    def assert_shows(self, rule, weight):
        """Wait until the table shows the weight."""
        expect(self.final_weight(rule)).to_have_text(f"{weight:.4f}".replace("-", "−"))


POST = "tuple(int(t) for t in lab.experiment.protocol.post)"
PRE = POST.replace("post", "pre")
REWARD = "lab.experiment.protocol.reward"


def later(page, milliseconds):
    """A moment of the page's clock: a spike counts as just made for a second."""
    return page.evaluate("performance.now()") + milliseconds


def assert_agrees(notebook, board):
    """Every weight in the page is the one Python computed."""
    finals = notebook.ask("{name: run.final for name, run in lab.results.items()}")
    for rule, final in finals.items():
        board.assert_shows(rule, final)
        assert abs(board.last_value(rule) - final) < 1e-6
        assert abs(board.drawn_end(rule) - final) < 2e-4  # a hundredth of a pixel
