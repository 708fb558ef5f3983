"""A simulated learner: logs in, works through a notebook, drags, answers, comes back."""

import itertools
import random
import time
from contextlib import closing

import websocket

from stdplab.course import notebook_file
from stdplab.course.course_folder import source

from . import drag_messages, give_answers
from .browser import Browser, RefusedError

NOTEBOOK = "03_three_rules.ipynb"
CELLS = notebook_file.code_cells(notebook_file.read(source() / NOTEBOOK))
CODE = [cell["source"] for cell in CELLS]
VIEW = "application/vnd.jupyter.widget-view+json"

PAUSE = (4.0, 14.0)
"""Seconds between two drags, while a learner looks and reads."""
TRIES = 30
"""How often a learner tries to log in."""


class Student:
    """One learner of a class at ``hub``.

    refused     the messages with which the hub refused a login
    times       seconds from the hub's form: to a server, to the open notebook, to the end of
                the first cell; and from a restart of the kernel to the end of the last cell
    round_trips seconds of each interaction until its reply, by kind; None without a reply
    given       the answers that were given, by key
    found       the keys whose answers the page shows after the restart
    failure     the error that ended the lesson early, or None
    """

    def __init__(self, hub, name):
        self.hub, self.name = hub, name
        self.browser = Browser(hub.address, name)
        self.rng = random.Random(name)  # noqa: S311
        self.refused, self.times, self.round_trips, self.given, self.found = [], {}, {}, {}, []
        self.failure = None

    def attempt(self, step, *values):
        """Take one step of the lesson unless one before has failed."""
        if self.failure is None:
            try:
                step(self, *values)
            except (OSError, RefusedError, websocket.WebSocketException) as error:
                self.failure = f"{step.__name__}: {type(error).__name__}: {error}"

    def enter(self):
        """Log in, open the notebook, run its first cell."""
        begun = time.monotonic()
        self.refused = self.browser.log_in_retrying(self.hub.password, TRIES)
        self.times["server"] = time.monotonic() - begun
        self.browser.lab(NOTEBOOK)
        self.times["notebook"] = time.monotonic() - begun
        self.kernel = self.browser.start(NOTEBOOK)
        self.open_page()
        self.run(0)
        self.times["first cell"] = time.monotonic() - begun

    def open_page(self):
        """Open the notebook's page."""
        self.page = self.browser.page(self.kernel)
        self.shown = {}

    def run(self, number):
        """Run a code cell of the notebook, and note the widget that it shows."""
        for output in self.page.run(CODE[number]):
            if output["output_type"] == "error":
                raise OSError(f"cell {number} ended with {output['ename']}: {output['evalue']}")
            if view := output.get("data", {}).get(VIEW):
                self.shown[number] = view["model_id"]

    def read(self):
        """Run the other cells, a moment for each."""
        for number in range(1, len(CODE)):
            self.run(number)
            time.sleep(self.rng.uniform(0.5, 1.5))
        self.board = next(key for key, state in self.page.models.items() if "_start" in state)
        (self.slider,) = self.page.find(_model_name="FloatSliderModel")

    def work(self, drags):
        """Drag a slider and a spike in turn, answer in between."""
        ways = itertools.cycle((drag_messages.drag_slider, drag_messages.drag_spike))
        waiting, total = list(give_answers.ALL_ANSWERS), len(give_answers.ALL_ANSWERS)
        for n, drag in zip(range(1, drags + 1), ways, strict=False):
            time.sleep(self.rng.uniform(*PAUSE))
            drag(self)
            while total - len(waiting) < n * total // drags:
                waiting.pop(0)(self)

    @staticmethod
    def cell_asking(key):
        """The number of the code cell that asks an item."""
        return [f'ask("{key}"' in cell for cell in CODE].index(True)

    def record(self, what, seconds):
        """Note an interaction."""
        self.round_trips.setdefault(what, []).append(seconds)

    def come_back(self):
        """Restart the kernel, run all cells again and look for the answers."""
        time.sleep(self.rng.uniform(0, 20))
        begun = time.monotonic()
        self.page.line.close()
        self.browser.api(f"kernels/{self.kernel}/restart", "POST", {})
        self.open_page()
        with closing(self.page.line):
            for number in range(len(CODE)):
                self.run(number)
            given = self.given.items()
            self.found = [key for key, kept in given if give_answers.shows_answer(self, key, kept)]
        self.times["back"] = time.monotonic() - begun
