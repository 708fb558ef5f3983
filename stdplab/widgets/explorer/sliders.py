"""Sliders and switches made from knobs: the range, the step, the words and the unit of each."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import ipywidgets

from ...core.rule import Knob, knobs

Turned = Callable[[str, Any], None]
WORDS, WIDTH = "172px", "370px"  # of a label, and of it with its slider
FINEST = 2  # times that a step may be divided by ten for a value that lies between two


class Sliders(ipywidgets.VBox):
    """One control for each knob of a frozen value, under a heading.

    turned    is told the name of a parameter and its new value when a hand moves a control
    controls  the sliders and switches by the name of the parameter
    shown     the value that they show

    What Python gives is shown and told to nobody. A front end sends it back rounded to the
    slider's step; so the step is made fine enough, and what is left of an answer is ignored.
    """

    def __init__(self, heading: str, value: Any, turned: Turned) -> None:
        self._turned, self._following, self.shown = turned, False, value
        self.controls: dict[str, Any] = {}
        for name, knob in knobs(value).items():
            control = _control(knob, getattr(value, name))
            control.observe(lambda event, name=name: self._moved(name, event.new), "value")
            self.controls[name] = control
        self._heading = ipywidgets.HTML()
        super().__init__(
            [self._heading, *self.controls.values()],
            layout={"flex": "1 1 290px", "max_width": WIDTH, "min_width": "0"},
        )
        self.follow(heading, value)

    def follow(self, heading: str, value: Any) -> None:
        """Show another value of the same kind."""
        self._heading.value = f"<b>{html.escape(heading)}</b>" if heading else ""
        self._heading.layout.display = None if heading else "none"
        self._following = True
        try:
            for name, knob in knobs(value).items():
                _show(self.controls[name], knob, getattr(value, name))
        finally:
            self._following = False
        self.shown = value

    def _moved(self, name: str, new: Any) -> None:
        if self._following:
            return
        # A page counts in steps and sends 93.00000000000001.
        new = new if isinstance(new, bool) else round(new, 10)
        now = getattr(self.shown, name)
        reach = 0.0 if isinstance(now, bool) else (0.5 - 1e-6) * self.controls[name].step
        if abs(new - now) > reach:
            self._turned(name, new)


def _control(knob: Knob, value: Any) -> Any:
    words = _words(knob)
    if isinstance(value, bool):
        return ipywidgets.Checkbox(description=words, indent=False, layout={"width": "auto"})
    # The label above a narrow page's slider would cost a line each: it stands at its left.
    return ipywidgets.FloatSlider(
        min=knob.low,
        max=knob.high,
        step=knob.step,
        description=words,
        tooltip=f"{knob.label}, {knob.unit}" if knob.unit else knob.label,
        style={"description_width": WORDS},
        layout={"width": "auto", "max_width": WIDTH},
    )


def _words(knob: Knob) -> str:
    """Words, symbol and unit; the page typesets what stands between the dollars."""
    symbol = f"${knob.tex}$" if knob.tex else ""
    return " ".join(filter(None, (knob.label, symbol, f"({knob.unit})" if knob.unit else "")))


def _show(control: Any, knob: Knob, value: Any) -> None:
    """Put a value on a control, with a range and a step that hold it."""
    if isinstance(value, bool):
        control.value = value
        return
    low, high = _range(knob)
    step = min(knob.step, control.step)  # as fine as it was, so that no drag gets coarser
    for _ in range(FINEST):
        if abs(value / step - round(value / step)) < 1e-6:
            break
        step /= 10
    # One by one: a page that hears of all at once rounds the value to the step before.
    control.max, control.min = max(control.max, high, value), min(max(control.min, low), value)
    control.step = round(step, 12)
    control.readout_format = f".{_digits(step)}f"
    # What a hand has just set is not sent back to it: it may have gone on meanwhile.
    if abs(control.value - value) > 1e-6 * step:
        control.value = value


def _range(knob: Knob) -> tuple[float, float]:
    """The slider's ends; one that has to stay above zero begins a step above it."""
    return (max(knob.low, knob.step) if knob.positive else knob.low), knob.high


def _digits(step: float) -> int:
    """Decimals that tell one step from the next."""
    text = f"{step:.10f}".rstrip("0")
    return len(text.partition(".")[2])
