"""A board that was edited and is lost from view: what it says, what is kept, what comes back."""

from dataclasses import replace

from stdplab import presets

LAB = "from stdplab.labs import florian\nlab = florian()\nlab"
DEMO = presets.FLORIAN_2007
RESTORE = "Restore your last board"
STOPPED = "The kernel has stopped. The board still works, but Python no longer sees it. "
EDITED = f"{STOPPED}To continue in Python, run the board's cell again and press “{RESTORE}”."
"""What a board says that was edited before its kernel stopped."""
KEPT = """post => Object.keys(localStorage).some((key) => key.startsWith("stdplab ")
  && localStorage.getItem(key).includes(`"post":[${post}]`))"""


def finals(*post):
    """What the demonstration ends with for these post spikes, by rule."""
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=post))
    return {rule: result.final for rule, result in moved.run().items()}


def assert_shows(board, *post):
    for rule, final in finals(*post).items():
        board.assert_shows(rule, final)
