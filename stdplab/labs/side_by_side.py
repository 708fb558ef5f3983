"""Two experiments side by side."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ..core.experiment import Experiment
from ..widgets.board.board import Board


def beside(*experiments: Experiment, **options: Any) -> ipywidgets.Box:
    """Boards next to one another, or below where the page is narrow, to compare as they move.

    ``options`` are those of every `Board`, such as ``show=["raster", "reward", "table"]``; the
    boards are the ``children`` of what it returns. Raises ValueError without an experiment.

    >>> from dataclasses import replace
    >>> from stdplab import presets
    >>> pair = beside(presets.FLORIAN_2007, replace(presets.FLORIAN_2007, lag=1))
    >>> [f"{board.results['MSTDPET'].final:.4f}" for board in pair.children]
    ['0.3342', '0.3395']
    """
    if not experiments:
        raise ValueError("name at least one experiment: beside(one, another)")
    boards = [Board(experiment, **options) for experiment in experiments]
    for board in boards:
        board.layout = ipywidgets.Layout(flex="1 1 420px", min_width="0", margin="0 24px 24px 0")
    return ipywidgets.Box(boards, layout=ipywidgets.Layout(flex_flow="row wrap"))
