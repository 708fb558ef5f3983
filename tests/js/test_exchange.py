"""Two pages and a kernel, with the front end's store under Node and the board in Python.

Edits of both pages and of Python, their messages and their answers happen in any order; some
messages are lost. The page must show its newest edit until that is answered, and once the line is
quiet both pages and Python must hold the same experiment.
"""

from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from stdplab import presets
from stdplab.widgets.board import limits
from stdplab.widgets.board.board import Board

PAGES = Path(__file__).with_name("open_pages.mjs")
TRAITS = ("_experiment", "_view", "_views", "_presets", "_programs", "_series", "_answer")
REFUSED_FROM = 0.9

pages = st.integers(0, 1)
starts = st.sampled_from([n / 20 for n in range(20)])  # some of them are refused
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), pages, starts, st.booleans()),
        st.tuples(st.just("handle"), pages, st.booleans()),  # the kernel does; or it is lost
        st.tuples(st.just("receive"), pages, st.booleans()),  # a page does; or its answer is lost
        st.tuples(st.just("set"), starts),
        st.tuples(st.just("wait"), st.sampled_from([100, 300, 3000])),
    ),
    max_size=40,
)


def check_start(experiment):
    if experiment.w0 >= REFUSED_FROM:
        raise ValueError("w0 is too large")


class World:
    """A board, two pages of it, and what is on the way between them."""

    def __init__(self, node, board):
        self.call = lambda name, *args: node.call(PAGES, name, *args)
        self.board = board
        self.up, self.down = ([], []), ([], [])
        self.unanswered = {}  # page -> (serial, w0): its newest edit
        self.serials = [0, 0]
        self.names = {}  # the name of a page in its messages -> its number
        state = {name: board.get_state(name)[name] for name in TRAITS}
        state |= {"choice": board.get_state("choice")["choice"], "message": "", "preset": ""}
        self.call("openPages", 2, state)

    def send(self, message, buffers=None):  # noqa: ARG002 - as the widget calls it
        """Every page gets each update of the kernel."""
        for line in self.down:
            line.append(message["state"])

    def fetch(self):
        for i in (0, 1):
            self.up[i].extend(self.call("takeSent", i))

    def edit(self, i, w0, ends):
        self.call("edit", i, w0, ends)
        self.serials[i] += 1
        self.unanswered[i] = (self.serials[i], w0)
        assert self.call("shown", i)[0] == w0

    def handle(self, i, reaches):
        if self.up[i] and reaches:
            message = self.up[i][0]
            self.names[message["edit"]["page"]] = i
            self.board._handle_custom_msg(message, [])
        del self.up[i][:1]

    def receive(self, i, reaches):
        if not self.down[i]:
            return
        state = self.down[i].pop(0)
        answer = state.get("_answer", {})
        own = self.names.get(answer.get("page")) == i
        if own and not reaches:
            return
        self.call("receive", i, state)
        if own and answer["serial"] == self.unanswered.get(i, (0,))[0]:
            del self.unanswered[i]
        if i in self.unanswered:  # nothing that comes undoes it
            assert self.call("shown", i)[0] == self.unanswered[i][1]

    def set(self, w0):
        with self.board.reporting_errors():
            self.board.set("w0", w0)

    def wait(self, ms):
        self.call("wait", ms)

    def settle(self):
        """Nothing is lost any more, until nothing is on the way."""
        for _ in range(4):
            self.fetch()
            while any((*self.up, *self.down)):
                for i in (0, 1):
                    self.handle(i, True)
                    self.receive(i, True)
                self.fetch()
            self.wait(1e6)
        assert not any((*self.up, *self.down))
        assert self.unanswered == {}


@contextmanager
def world(node):
    board = Board(presets.FLORIAN_2007)
    opened = World(node, board)
    with patch.object(board, "_send", opened.send), patch.object(limits, "check_size", check_start):
        yield opened
    board.close()


@settings(max_examples=50, deadline=None)
@given(actions=ACTIONS)
def test_pages_and_python_end_equal_whatever_the_order_and_whatever_is_lost(node, actions):
    with world(node) as opened:
        for name, *args in actions:
            getattr(opened, name)(*args)
            opened.fetch()
        opened.settle()
        w0 = opened.board.experiment.w0
        assert w0 < REFUSED_FROM
        assert [opened.call("shown", i)[0] for i in (0, 1)] == [w0, w0]
