"""A sweep over one axis: a curve for each rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from .experiment_figure import AltTextFigure
from .learning_curve import calm
from .sweep_labels import Coords, lettered, named, text, worded
from .theme import Theme, colours

DECADE = 10  # from which ratio of its largest to its smallest value an axis is logarithmic
DASHES = ("-", "--", ":", "-.")
TOKENS = ("weight", "post", "pre", "reward", "eligibility", "ink")


def curves(
    layers: np.ndarray, axes: Coords, labels: list[str], measure: str, theme: Theme
) -> AltTextFigure:
    """A curve for each label; ``layers`` are (values, labels)."""
    palette = colours(theme)
    picture = AltTextFigure(figsize=(5.4, 3.0), dpi=100, facecolor=palette["ground"])
    drawn = picture.add_axes((0.14, 0.18, 0.83, 0.7))
    calm(drawn, palette)
    ((name, values),) = axes.items()
    numbers = all(isinstance(value, (int, float)) for value in values)
    places: Sequence[Any] = values if numbers else range(len(values))
    if not numbers:
        drawn.set_xticks(places, [lettered(str(value)) for value in values])
    elif min(values) > 0 and max(values) >= DECADE * min(values):
        drawn.set_xscale("log")
        drawn.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        drawn.xaxis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
        drawn.xaxis.set_minor_formatter(NullFormatter())
        drawn.tick_params(which="minor", length=0)
    few = len(values) <= 30
    for i, label in enumerate(labels):
        drawn.plot(
            places, layers[:, i], color=palette[TOKENS[i % len(TOKENS)]],
            linestyle=DASHES[i % len(DASHES)], linewidth=1.6, marker="o" if few else None,
            markersize=4, label=lettered(label),
        )  # fmt: skip
    drawn.set_xlabel(named(name), color=palette["muted"], fontsize=9)
    drawn.set_title(lettered(worded(measure)), loc="left", fontsize=10, color=palette["ink"])
    if labels != [""]:
        drawn.legend(frameon=False, fontsize=9, labelcolor=palette["ink"])
    return picture
