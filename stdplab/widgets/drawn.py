"""A picture as HTML that fits its column: in full at rest, sooner and larger while a hand moves."""

from __future__ import annotations

import base64
import gc
import html
import io
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from ..plots.figure import Picture

DENSE = 1.5
"""Pixels of the image to one of the page, as in `Picture.bundle`."""


@contextmanager
def dies_young() -> Iterator[None]:
    """What is drawn and dropped inside is gone afterwards.

    Figures are full of cycles. Left alone they grow old and wait for a full collection, which
    holds up every twentieth picture or so for half a second, in the middle of a drag.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
            gc.collect(0)


def image(picture: Picture, *, quick: bool = False) -> str:
    """The picture as an <img> with its words, as wide as its column allows.

    quick    leave out what makes the image small: 50 ms instead of 190
    """
    size = f"{round(picture.bbox.width)} / {round(picture.bbox.height)}"
    # The shape is known before the image is read, so nothing below it jumps.
    fitting = f'style="max-width: 100%; height: auto; aspect-ratio: {size}"'
    page = _quick(picture) if quick else picture.bundle()[0]["text/html"]
    return page.replace("<img ", f"<img {fitting} ", 1)


def _quick(picture: Picture) -> str:
    width, words = round(picture.bbox.width), html.escape(picture.alt)
    picture.set_dpi(DENSE * picture.dpi)
    canvas = FigureCanvasAgg(picture)
    canvas.draw()
    stream = io.BytesIO()
    pixels = np.asarray(canvas.buffer_rgba())[..., :3]
    Image.fromarray(pixels).save(stream, format="png", compress_level=1)
    source = base64.b64encode(stream.getvalue()).decode()
    return f'<img alt="{words}" width="{width}" src="data:image/png;base64,{source}">'
