"""One epoch of a network: who fired when, and how its weights lie."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from matplotlib.axes import Axes

from ..networks.snapshot import Snapshot
from .experiment_figure import AltTextFigure
from .learning_curve import calm
from .theme import Theme, colours

ROWS = 30  # neurons of a group that are drawn
BINS = 24


def epoch_figure(
    snapshot: Snapshot, number: int, first: Snapshot | None = None, *, theme: Theme = "light"
) -> AltTextFigure:
    """The spikes of the first network in an epoch, and its weights beside those at the start.

    number    of the epoch
    first     the snapshot whose weights are drawn pale behind
    """
    palette = colours(theme)
    picture = AltTextFigure(figsize=(7.6, 2.7), dpi=100, facecolor=palette["ground"])
    layers = len(snapshot.weights)
    grid = picture.add_gridspec(
        layers, 2, width_ratios=(1.7, 1), left=0.09, right=0.985, top=0.87, bottom=0.2,
        wspace=0.2, hspace=0.75,
    )  # fmt: skip
    raster = picture.add_subplot(grid[:, 0])
    _raster(raster, snapshot, palette)
    raster.set_title(
        f"spikes of the first network, epoch {number}", loc="left", fontsize=10,
        color=palette["ink"],
    )  # fmt: skip
    for i, w in enumerate(snapshot.weights):
        axes = picture.add_subplot(grid[i, 1])
        start = first.weights[i] if first else None
        _weights(axes, w, start, palette)
        axes.set_ylabel(_groups(layers)[i + 1], color=palette["muted"], fontsize=9)
        if not i:
            title = "its weights, at first pale" if first else "its weights"
            axes.set_title(title, loc="left", fontsize=10, color=palette["ink"])
    axes.set_xlabel("weight, of synapses to each group", color=palette["muted"], fontsize=9)
    rates = [1000 * float(group.float().mean()) for group in snapshot.spikes]
    told = ", ".join(f"{rate:.0f}" for rate in rates)
    picture.alt = (
        f"Epoch {number} of the first network: mean rates of its groups, from input to output, "
        f"{told} Hz."
    )
    return picture


def _groups(layers: int) -> tuple[str, ...]:
    return ("input", *("hidden",) * (layers - 1), "output")


def _raster(axes: Axes, snapshot: Snapshot, palette: Mapping[str, str]) -> None:
    calm(axes, palette)
    names = _groups(len(snapshot.weights))
    tokens = ("pre", *("muted",) * (len(snapshot.sizes) - 2), "post")
    top, middles = 0.0, []
    for group, token in zip(snapshot.spikes, tokens, strict=True):
        shown = group[:, :: -(-group.shape[1] // ROWS)]
        rows = shown.shape[1]
        height = max(rows, 6.0)  # one neuron alone is to be seen too
        times, neurons = shown.nonzero(as_tuple=True)
        below = top + neurons * height / rows
        gap = torch.full_like(below, torch.nan)  # one line for all: thousands are slow to draw
        ends = torch.stack((below + 0.1, below + height / rows - 0.1, gap), 1).flatten()
        axes.plot(times.repeat_interleave(3), ends, color=palette[token], linewidth=0.9)
        middles.append(top + height / 2)
        top += height + 2
    axes.set_ylim(top - 1, -1)
    axes.set_xlim(0, len(snapshot.bits))
    axes.set_yticks(middles, names)
    axes.set_xlabel("time (ms)", color=palette["muted"], fontsize=9)


def _weights(
    axes: Axes, w: torch.Tensor, start: torch.Tensor | None, palette: Mapping[str, str]
) -> None:
    calm(axes, palette)
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
