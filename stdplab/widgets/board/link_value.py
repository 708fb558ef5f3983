"""How a linked widget shows the value of a control, whatever kind of widget it is.

A choice shows the option that equals the value. Where there is none, it is blank; a kind that
cannot be blank, such as `SelectionSlider`, shows the nearest option. A text shows the number in
words, whole numbers are rounded, and a slider clamps to its range. The control is not changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import traitlets


def check_widget(widget: Any) -> None:
    """Raise ValueError unless the widget has one value, which a control can have too."""
    name = type(widget).__name__
    if not hasattr(widget, "value"):
        raise ValueError(f"{name} has no value. Link a widget with one, such as FloatSlider.")
    if isinstance(widget.value, (tuple, list, dict)):
        raise ValueError(
            f"{name} has several values, a control has one. Link a widget with one value, such as "
            "FloatSlider."
        )


def show(widget: Any, value: Any) -> None:
    """Show a control's value on the widget; one that it cannot show leaves it as it is."""
    try:
        if hasattr(widget, "options"):
            _choose(widget, value)
        else:
            widget.value = _as_trait(widget.traits()["value"], value)
    except traitlets.TraitError:
        return


def read(value: Any) -> Any:
    """The value of a widget as a control takes it: a text that is a number is that number."""
    if not isinstance(value, str):
        return value
    try:
        return float(value)
    except ValueError:
        return value


def _as_trait(trait: Any, value: Any) -> Any:
    """The value in the type of the widget's own value."""
    if isinstance(trait, traitlets.Bool):
        return bool(value)
    if isinstance(trait, traitlets.Int):
        return round(value)
    return str(value) if isinstance(trait, traitlets.Unicode) else value


def _choose(widget: Any, value: Any) -> None:
    """Choose the option that equals the value, or none, or else the nearest."""
    options = _options(widget)
    places = [i for i, option in enumerate(options) if _equal(option, value)]
    if places:
        widget.index = places[0]
        return
    try:
        widget.index = None
    except traitlets.TraitError:
        near = [i for i, option in enumerate(options) if isinstance(option, int | float)]
        if near:
            widget.index = min(near, key=lambda i: abs(options[i] - value))


def _options(widget: Any) -> list[Any]:
    """The values of the options, which may have labels."""
    given = widget.options
    listed = given.items() if isinstance(given, Mapping) else given
    return [one[1] if isinstance(one, (tuple, list)) and len(one) == 2 else one for one in listed]


def _equal(option: Any, value: Any) -> bool:
    numbers = all(isinstance(one, int | float) for one in (option, value))
    return math.isclose(option, value, rel_tol=1e-12) if numbers else bool(option == value)
