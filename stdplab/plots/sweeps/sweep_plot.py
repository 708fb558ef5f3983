"""The figure of a sweep: curves over one axis, or heatmaps over two."""

from __future__ import annotations

import numpy as np

from ...core.support.short_repr import printable
from ..alt_text_figure import AltTextFigure
from ..theme import Theme
from .sweep_curves import draw_curves
from .sweep_heatmaps import draw_heatmaps
from .sweep_labels import alt_text
from .sweep_layers import Coords, axes_of, curves, layers


def sweep_figure(
    values: np.ndarray,
    coords: Coords,
    measure: str,
    *,
    spread: np.ndarray | None = None,
    networks: int | None = None,
    theme: Theme = "light",
) -> AltTextFigure:
    """Draw a sweep over one or two axes; `Sweep.plot` calls this.

    Parameters
    ----------
    values : numpy.ndarray
        One dimension for each name in `coords`; nan where a setting is not computed yet.
    coords : mapping of str to sequence
        Axis -> its values. Each value of "rule", "measure" or "condition" gets a curve or
        heatmap of its own. Of several conditions, curves show "frozen", and "untrained" dotted.
    measure : str
        What the numbers are, such as "w" or "peak z".
    spread : numpy.ndarray, optional
        Standard deviations of the values, of the same shape; bars of the curves.
    networks : int, optional
        The number of networks behind each mean, for the title.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When the sweep has no axis or more than two, beside "rule", "measure" and "condition";
        when it has two axes and several measures; or when `theme` is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> from stdplab.plots import sweep_figure
    >>> sweep_figure(np.array([0.2, 0.4]), {"tau_z": (10, 20)}, "w").alt
    'Final weight over tau_z from 10 to 20. Least 0.2 at tau_z 10; largest 0.4 at tau_z 20.'
    """
    axes = axes_of(coords)
    if not 1 <= len(axes) <= 2:
        raise ValueError(
            f"A figure shows one or two axes, this sweep has {len(axes)} "
            f"({printable(', '.join(axes))}). Choose values for the others first, for example "
            f"sweep.at({{{(list(axes) or ['name'])[-1]!r}: 1}})."
        )
    if len(axes) == 1:
        found = curves(values, coords, spread)
        fig = draw_curves(found, axes, measure, networks, theme)
    else:
        if len(coords.get("measure", ())) > 1:
            raise ValueError(
                f"A heatmap shows one measure, this sweep has {printable(measure)}. Choose one "
                f"first, for example sweep.at(measure={coords['measure'][0]!r})."
            )
        found = layers(values, coords)
        fig = draw_heatmaps(found, axes, measure, theme)
    fig.alt = alt_text(found, axes, measure, networks)
    return fig
