"""A lab: a board with presets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import ipywidgets

from ..core.experiment import Experiment
from ..core.result import Result
from ..core.support.short_repr import quoted
from ..plots.panel_layout import Convention
from ..widgets.board import html_export
from ..widgets.board.board import Board
from ..widgets.common import static_fallback


class Lab(ipywidgets.VBox):
    """A board with a menu of presets and a button that returns to the chosen one.

    ``board`` is the `Board`; its ``experiment`` and ``results`` can be observed.

    Parameters
    ----------
    presets : mapping of str to Experiment
        The experiments of the menu, by name.
    start : str
        The name of the one that is shown first.
    title, text : str
        The heading and the text above the board in an exported page.
    show : iterable of str, optional
        The parts and panels to show, as for `Board`. All parts by default.
    hide, lock : iterable of str
        The controls to leave out, and what learners cannot change, as for `Board`.
    convention : {"folded", "unit"}
        How traces are drawn at first, as for `Board`.

    Raises
    ------
    ValueError
        When `presets` is not a mapping with the name `start`, and as `Board` does.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.labs import Lab
    >>> Lab(presets.PRESETS, "florian", show=["raster", "table"], lock=["pre"])
    Lab(STDP 0.2690, MSTDP 0.2033, MSTDPET 0.3342)
    """

    def __init__(
        self,
        presets: Mapping[str, Experiment],
        start: str,
        *,
        title: str = "stdplab",
        text: str = "",
        show: Iterable[str] | None = None,
        hide: Iterable[str] = (),
        lock: Iterable[str] = (),
        convention: Convention = "folded",
    ) -> None:
        if not isinstance(presets, Mapping) or start not in presets:
            raise ValueError(
                f"No experiment {quoted(start)} to start with. presets must be a mapping such as "
                '{"start": presets.FLORIAN_2007}, and start one of its names.'
            )
        self.title, self.text = title, text
        self.board = Board(
            presets[start], presets=presets, convention=convention, show=show, hide=hide, lock=lock
        )
        super().__init__([self.board])

    @property
    def experiment(self) -> Experiment:
        """The experiment on the board; set it to show another one."""
        return self.board.experiment

    @experiment.setter
    def experiment(self, experiment: Experiment) -> None:
        self.board.experiment = experiment

    @property
    def results(self) -> dict[str, Result]:
        """The results of the experiment on the board: rule name -> `Result`."""
        return self.board.results

    def export(self, path: Path | str) -> Path:
        """Write the lab as one HTML file that works without a kernel or network.

        Parameters
        ----------
        path : Path or str
            The file to write, in an existing folder. An existing file is replaced.

        Returns
        -------
        Path
            The path of the file.

        Raises
        ------
        ValueError
            When the file cannot be written there, or a rule can only be computed in a kernel.
        """
        return html_export.write(self.board, path, title=self.title, text=self.text)

    def close(self) -> None:
        """Close the board and the lab."""
        if hasattr(self, "board"):  # false after a failed constructor
            self.board.close()
        super().close()

    def __repr__(self) -> str:
        return f"Lab({static_fallback.summary(self.results)})"

    def _ipython_display_(self) -> None:
        self.board.display_with_fallback(self._repr_mimebundle_())
