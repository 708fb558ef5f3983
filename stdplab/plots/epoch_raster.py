"""One epoch of a network: when its neurons fired, and the distribution of its weights."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from matplotlib.axes import Axes

from ..networks.snapshot import Snapshot
from .alt_text_figure import AltTextFigure
from .learning_curve import style_axes
from .theme import Theme, colours

MAX_ROWS = 30  # neurons drawn in each group
BINS = 24


def epoch_figure(
    snapshot: Snapshot, epoch: int, initial: Snapshot | None = None, *, theme: Theme = "light"
) -> AltTextFigure:
    """Draw the spikes of the first network in one epoch, and histograms of its weights.

    Parameters
    ----------
    snapshot : Snapshot
        Spikes and weights of the epoch, from `Training.snapshots`.
    epoch : int
        The number of the epoch, for the title.
    initial : Snapshot, optional
        The snapshot whose weights are drawn pale behind, as the weights at the start.
    theme : {"light", "dark"}
        The colours.

    Returns
    -------
    AltTextFigure
        The figure, with its alternative text.

    Raises
    ------
    ValueError
        When `theme` is unknown.
    """
    palette = colours(theme)
    fig = AltTextFigure(figsize=(7.6, 2.7), dpi=100, facecolor=palette["ground"])
    layers = len(snapshot.weights)
    grid = fig.add_gridspec(
        layers, 2, width_ratios=(1.7, 1), left=0.09, right=0.985, top=0.87, bottom=0.2,
        wspace=0.2, hspace=0.75,
    )  # fmt: skip
    raster = fig.add_subplot(grid[:, 0])
    _draw_raster(raster, snapshot, palette)
    raster.set_title(
        f"spikes of the first network, epoch {epoch}", loc="left", fontsize=10,
        color=palette["ink"],
    )  # fmt: skip
    for i, w in enumerate(snapshot.weights):
        axes = fig.add_subplot(grid[i, 1])
        start = initial.weights[i] if initial else None
        _draw_weights(axes, w, start, palette)
        axes.set_ylabel(_group_names(layers)[i + 1], color=palette["muted"], fontsize=9)
        if not i:
            title = "weights (pale: at the start)" if initial else "weights"
            axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
    axes.set_xlabel("weight, of synapses to each group", color=palette["muted"], fontsize=9)
    rates = [1000 * float(group.float().mean()) for group in snapshot.spikes]
    listed = ", ".join(f"{rate:.0f}" for rate in rates)
    fig.alt = (
        f"Epoch {epoch} of the first network: mean rates of its groups, from input to output, "
        f"{listed} Hz."
    )
    return fig


def _group_names(layers: int) -> tuple[str, ...]:
    return ("input", *("hidden",) * (layers - 1), "output")


def _draw_raster(axes: Axes, snapshot: Snapshot, palette: Mapping[str, str]) -> None:
    style_axes(axes, palette)
    names = _group_names(len(snapshot.weights))
    tokens = ("pre", *("muted",) * (len(snapshot.sizes) - 2), "post")
    top, middles = 0.0, []
    for group, token in zip(snapshot.spikes, tokens, strict=True):
        spikes = group[:, :: -(-group.shape[1] // MAX_ROWS)]
        rows = spikes.shape[1]
        height = max(rows, 6.0)  # so that a single neuron is visible too
        times, neurons = spikes.nonzero(as_tuple=True)
        below = top + neurons * height / rows
        gap = torch.full_like(
            below, torch.nan
        )  # one line for all spikes: thousands of lines are slow to draw
        ends = torch.stack((below + 0.1, below + height / rows - 0.1, gap), 1).flatten()
        axes.plot(times.repeat_interleave(3), ends, color=palette[token], linewidth=0.9)
        middles.append(top + height / 2)
        top += height + 2
    axes.set_ylim(top - 1, -1)
    axes.set_xlim(0, len(snapshot.bits))
    axes.set_yticks(middles, names)
    axes.set_xlabel("time (ms)", color=palette["muted"], fontsize=9)


def _draw_weights(
    axes: Axes, w: torch.Tensor, start: torch.Tensor | None, palette: Mapping[str, str]
) -> None:
    style_axes(axes, palette)
    values = w.flatten().numpy()
    both = values if start is None else [*values, *start.flatten().numpy()]
    low, high = float(min(both)), float(max(both))
    span = (low, high) if low < high else (min(0.0, 2 * low), max(0.0, 2 * low) or 1.0)
    if start is not None:
        axes.hist(start.flatten().numpy(), bins=BINS, range=span, color=palette["ghost"], alpha=0.6)
    axes.hist(
        values, bins=BINS, range=span, color=palette["weight"], histtype="step", linewidth=1.6
    )
    axes.set_yticks([])
