"""Two experiments side by side."""

from __future__ import annotations

from typing import Any

import ipywidgets

from ..core.experiment import Experiment
from ..widgets.board.board import Board


def beside(*experiments: Experiment, **options: Any) -> ipywidgets.Box:
    """Show boards side by side, or one below another where the page is narrow.

    Parameters
    ----------
    *experiments : Experiment
        At least one experiment, a board for each.
    **options
        Options of every `Board`, such as ``show=["raster", "reward", "table"]``.

    Returns
    -------
    ipywidgets.Box
        The boards are its ``children``.

    Raises
    ------
    ValueError
        When there is no experiment, and as `Board` does.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from stdplab import presets
    >>> from stdplab.labs import beside
    >>> pair = beside(presets.FLORIAN_2007, replace(presets.FLORIAN_2007, lag=1))
    >>> [f"{board.results['MSTDPET'].final:.4f}" for board in pair.children]
    ['0.3342', '0.3395']
    """
    if not experiments:
        raise ValueError("Give at least one experiment, such as beside(one, another)")
    boards = [Board(experiment, **options) for experiment in experiments]
    for board in boards:
        board.layout = ipywidgets.Layout(flex="1 1 420px", min_width="0", margin="0 24px 24px 0")
    return ipywidgets.Box(boards, layout=ipywidgets.Layout(flex_flow="row wrap"))
