"""A board that was edited and is lost from view: what it says, what is kept, what comes back."""

from dataclasses import replace

from stdplab import presets

LAB = "from stdplab.labs import florian\nlab = florian()\nlab"
DEMO = presets.FLORIAN_2007
RESTORE = "Restore your last board"
GONE = (
    "The kernel has gone. The board goes on computing in the page; to get what is on it back into "
    f"Python, run its cell again and press “{RESTORE}”."
)
KEPT = """post => Object.keys(localStorage).some((key) => key.startsWith("stdplab ")
  && localStorage.getItem(key).includes(`"post":[${post}]`))"""


def finals(*post):
    """What the demonstration ends with for these post spikes, by rule."""
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=post))
    return {rule: result.final for rule, result in moved.run().items()}


def assert_shows(board, *post):
    for rule, final in finals(*post).items():
        board.shows(rule, final)
