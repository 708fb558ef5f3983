"""How far one has come, as a table in the notebook that follows the side file."""

from __future__ import annotations

from typing import Any

import ipywidgets

from .answers.store import Answers
from .classroom.progress import Row, progress
from .content import catalogue
from .course_folder import names, number

STYLE = """<style>
.stdplab-progress { line-height: 1.35; }
.stdplab-progress :is(td, th) { padding: 3px 12px 3px 0; text-align: left; vertical-align: top; }
.stdplab-progress .dots { white-space: nowrap; }
</style>"""
OPEN, DONE, RIGHT = "\u25cb", "\u25d0", "\u25cf"


class Progress(ipywidgets.VBox):
    """Every notebook of the course with its items: open, answered, right.

    answers    where they are kept; the side file in the working folder when left out
    """

    def __init__(self, answers: Answers | None = None) -> None:
        self.answers = answers or Answers()
        self._table = ipywidgets.HTML()
        again = ipywidgets.Button(description="Look again", layout={"align_self": "flex-start"})
        again.on_click(lambda _: self.look())
        super().__init__([self._table, again])
        self.look()

    def look(self) -> list[Row]:
        """Read the side file and show what it says."""
        rows = progress(self.answers.entries(), catalogue())
        titles = {number(name): name for name in names()}
        body = "".join(
            f"<tr><td>{_breaking(titles.get(row.notebook, row.notebook))}</td>"
            f'<td class="dots" aria-hidden="true">{_dots(row)}</td>'
            f"<td>{row.done} of {row.of} answered, {row.right} right</td></tr>"
            for row in rows
        )
        said = self.answers.notice or f"kept in {self.answers.path.name}"
        self._table.value = (
            f'{STYLE}<table class="stdplab-progress">'
            f"<thead><tr><th>notebook</th><td></td><th>{said}</th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
        return rows

    def __repr__(self) -> str:
        return "Progress(how far you have come, from the answers beside this notebook)"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        self.look()  # shown again, it is up to date
        return super()._repr_mimebundle_(**kwargs)


def _breaking(name: str) -> str:
    """A name that may go on in the next line where the page is narrow."""
    return name.replace("_", "_<wbr>")


def _dots(row: Row) -> str:
    return RIGHT * row.right + DONE * (row.done - row.right) + OPEN * (row.of - row.done)
