"""Sliders, checkboxes and menus made from knobs, with their ranges, steps, labels and units."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import ipywidgets

from ...core.learning_rule.knob import Knob, knobs

OnChange = Callable[[str, Any], None]
LABEL_WIDTH, SLIDER_WIDTH = "172px", "370px"  # of a label, and of a label with its slider
MAX_REFINEMENTS = 2  # how often a step is divided by ten for a value between two steps


class Sliders(ipywidgets.VBox):
    """One control for each knob of a frozen value, under a heading.

    ``on_change`` is called with the name and new value of a parameter when a learner moves its
    control. ``controls`` are the inputs by parameter; ``shown_value`` is the value
    that they show.

    The front end sends a value that Python sets back, rounded to the slider's step. The step is
    made fine enough for that, and a remaining difference below half a step is ignored.
    """

    def __init__(self, heading: str, value: Any, on_change: OnChange) -> None:
        self._on_change, self._updating, self.shown_value = on_change, False, value
        self.controls: dict[str, Any] = {}
        for name, knob in knobs(value).items():
            control = _control(knob, getattr(value, name))
            control.observe(lambda event, name=name: self._on_control(name, event.new), "value")
            self.controls[name] = control
        self._heading = ipywidgets.HTML()
        super().__init__(
            [self._heading, *self.controls.values()],
            layout={"flex": "1 1 290px", "max_width": SLIDER_WIDTH, "min_width": "0"},
        )
        self.show_value(heading, value)

    def show_value(self, heading: str, value: Any) -> None:
        """Show another value of the same type, without calling ``on_change``."""
        self._heading.value = f"<b>{html.escape(heading)}</b>" if heading else ""
        self._heading.layout.display = None if heading else "none"
        self._updating = True
        try:
            for name, knob in knobs(value).items():
                _show(self.controls[name], knob, getattr(value, name))
        finally:
            self._updating = False
        self.shown_value = value

    def _on_control(self, name: str, new: Any) -> None:
        if self._updating:
            return
        # The front end adds steps and sends 93.00000000000001.
        new = round(new, 10) if isinstance(new, float) else new
        current = getattr(self.shown_value, name)
        tolerance = (
            0.0 if not isinstance(current, float) else (0.5 - 1e-6) * self.controls[name].step
        )
        if abs(new - current) > tolerance:
            self._on_change(name, new)


def _control(knob: Knob, value: Any) -> Any:
    description = knob.text()  # the page typesets text between dollar signs
    if isinstance(value, bool):
        return ipywidgets.Checkbox(description=description, indent=False, layout={"width": "auto"})
    if knob.options:
        return ipywidgets.Dropdown(
            options=[(label, i) for i, label in enumerate(knob.options)],
            value=value,
            description=description,
            style={"description_width": LABEL_WIDTH},
            layout={"width": "auto", "max_width": SLIDER_WIDTH},
        )
    # The label stands at the left: above the slider it would cost a line each.
    return ipywidgets.FloatSlider(
        min=knob.range[0],
        max=knob.range[1],
        step=knob.step,
        description=description,
        tooltip=f"{knob.label}, {knob.unit}" if knob.unit else knob.label,
        style={"description_width": LABEL_WIDTH},
        layout={"width": "auto", "max_width": SLIDER_WIDTH},
    )


def _show(control: Any, knob: Knob, value: Any) -> None:
    """Set a control to a value, and widen its range or refine its step where needed."""
    if isinstance(value, bool) or knob.options:
        control.value = value
        return
    low, high = knob.range
    step = min(knob.step, control.step)  # never coarser than before
    for _ in range(MAX_REFINEMENTS):
        if abs(value / step - round(value / step)) < 1e-6:
            break
        step /= 10
    # One by one: set together, the front end would round the value to the step before.
    control.max, control.min = max(control.max, high, value), min(max(control.min, low), value)
    control.step = round(step, 12)
    control.readout_format = f".{_decimals(step)}f"
    # A value that the front end has sent is not sent back: the slider may have moved on.
    if abs(control.value - value) > 1e-6 * step:
        control.value = value


def _decimals(step: float) -> int:
    """Return how many decimals show the difference of one step."""
    text = f"{step:.10f}".rstrip("0")
    return len(text.partition(".")[2])
