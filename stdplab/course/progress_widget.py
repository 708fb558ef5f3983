"""The learner's progress as a table in the notebook, read from the answers file."""

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
.stdplab-progress .stdplab-dots { white-space: nowrap; }
</style>"""
OPEN, DONE, RIGHT = "\u25cb", "\u25d0", "\u25cf"


class Progress(ipywidgets.VBox):
    """Every notebook of the course with the items that are open, answered and right.

    Parameters
    ----------
    answers : Answers, optional
        Where the answers are stored. By default, the answers file in the working folder.

    Examples
    --------
    >>> from stdplab.course import Progress
    >>> Progress()
    Progress(how far you have come, from the answers beside this notebook)
    """

    def __init__(self, answers: Answers | None = None) -> None:
        self.answers = answers or Answers()
        self._table = ipywidgets.HTML()
        button = ipywidgets.Button(description="Look again", layout={"align_self": "flex-start"})
        button.on_click(lambda _: self.refresh())
        super().__init__([self._table, button])
        self.refresh()

    def refresh(self) -> list[Row]:
        """Read the answers file and show the table. *Look again* calls it.

        Returns
        -------
        list of Row
            One row for each notebook: how many items are done, of how many, and are right.
        """
        rows = progress(self.answers.entries(), catalogue())
        titles = {number(name): name for name in names()}
        body = "".join(
            f"<tr><td>{_with_line_breaks(titles.get(row.notebook, row.notebook))}</td>"
            f'<td class="stdplab-dots" aria-hidden="true">{_dots(row)}</td>'
            f"<td>{row.done} of {row.total} answered, {row.right} right</td></tr>"
            for row in rows
        )
        source = self.answers.notice or f"stored in {self.answers.path.name}"
        self._table.value = (
            f'{STYLE}<table class="stdplab-progress">'
            f"<thead><tr><th>notebook</th><td></td><th>{source}</th></tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
        return rows

    def __repr__(self) -> str:
        return "Progress(how far you have come, from the answers beside this notebook)"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        self.refresh()  # whenever it is displayed again
        return super()._repr_mimebundle_(**kwargs)


def _with_line_breaks(name: str) -> str:
    """A name that a narrow page may break after each underscore."""
    return name.replace("_", "_<wbr>")


def _dots(row: Row) -> str:
    return RIGHT * row.right + DONE * (row.done - row.right) + OPEN * (row.total - row.done)
