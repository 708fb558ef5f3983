"""The figure of a pairing experiment, of either kind."""

from __future__ import annotations

from ...pairings import PairingResult, STDPWindow
from ..alt_text_figure import AltTextFigure
from ..theme import Theme
from .frequency_plot import frequency_figure
from .stdp_window_plot import stdp_window_figure


def pairing_figure(result: PairingResult, *, theme: Theme = "light") -> AltTextFigure:
    """Draw the result of a pairing experiment, of either kind.

    Parameters
    ----------
    result : PairingResult
        What `STDPWindow.run` or `FrequencyDependence.run` returns.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        What `stdp_window_figure` or `frequency_figure` draws.

    Raises
    ------
    ValueError
        When `theme` is unknown.
    """
    draw = stdp_window_figure if isinstance(result.experiment, STDPWindow) else frequency_figure
    return draw(result, theme=theme)
