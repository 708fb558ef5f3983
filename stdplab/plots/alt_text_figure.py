"""A matplotlib figure with alternative text, as a notebook and a page show it."""

from __future__ import annotations

import base64
import html
import io
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image

from .theme import TOKENS


class AltTextFigure(Figure):
    """A matplotlib figure with alternative text.

    A notebook shows it without a call of ``display``: as a PNG, and as HTML around the same PNG,
    because converters keep alternative text only there. The text is the attribute ``alt``.

    Parameters
    ----------
    *args, **kwargs
        The arguments of ``matplotlib.figure.Figure``, such as ``figsize`` in inches.

    Examples
    --------
    >>> from stdplab import presets
    >>> from stdplab.plots import figure
    >>> figure(presets.FLORIAN_2007.run()).alt[:29]
    'Stacked panels over 200 ms: p'
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alt = ""

    def mimebundle(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the figure as a notebook stores it.

        Returns
        -------
        tuple of dict
            MIME type -> data, for plain text, HTML and PNG; and the metadata of the PNG.
        """
        stream = io.BytesIO()
        FigureCanvasAgg(self)
        self.savefig(stream, format="png", dpi=1.5 * self.dpi)  # crisp on a dense screen
        image = Image.open(stream).convert("RGB")
        if not any(axes.images for axes in self.axes):
            image = image.quantize(96)  # flat colours: a third of the size
        small = io.BytesIO()
        image.save(small, format="png", optimize=True)
        png, width = small.getvalue(), round(self.bbox.width)
        source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
        element = f'<img alt="{html.escape(self.alt)}" width="{width}" src="{source}">'
        data = {"text/plain": repr(self), "text/html": element, "image/png": png}
        return data, {"image/png": {"alt": self.alt, "width": width}}

    def svg(self) -> str:
        """Return a figure of the light theme as an SVG element that follows the page's theme.

        Every colour of `stdplab.plots.theme` becomes a CSS ``light-dark()``, the background is
        the page's own, and ``alt`` is the accessible name.

        Returns
        -------
        str
            The ``<svg>`` element.
        """
        stream = io.StringIO()
        self.patch.set_visible(False)
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": self.alt}):
            FigureCanvasSVG(self).print_svg(stream, metadata={"Date": None})
        self.patch.set_visible(True)
        element = stream.getvalue()
        element = element[element.index("<svg") :]
        for light, dark in TOKENS.values():
            element = element.replace(light, f"light-dark({light}, {dark})")
        name = html.escape(self.alt)
        return element.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)

    def _repr_mimebundle_(self, **_kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.mimebundle()
