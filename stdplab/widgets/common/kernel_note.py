"""A line that says what to do once the kernel has stopped, when no button works any more."""

from __future__ import annotations

import anywidget
import traitlets

from ..js import linker


class KernelNote(anywidget.AnyWidget):
    """Nothing to be seen while the kernel runs; ``words`` as soon as it has stopped.

    Parameters
    ----------
    words : str
        What the page then says.
    """

    _esm = linker.kernel_note_script()

    words = traitlets.Unicode().tag(sync=True)

    def __init__(self, words: str) -> None:
        super().__init__(words=words)
