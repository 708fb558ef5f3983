"""The inputs and buttons of a question, and how its answer is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import ipywidgets

from ..core import share_token
from ..core.experiment import Experiment
from ..pairings import PairingExperiment
from .items.choice import Choice
from .items.item import Item
from .items.numeric import Numeric


def as_stored(answer: Any) -> Any:
    """Return an answer as JSON for the answers file."""
    if isinstance(answer, Experiment):
        return share_token.token(answer)
    if isinstance(answer, PairingExperiment):
        return answer.to_json()
    return answer if isinstance(answer, (str, int, float, list)) else repr(answer)[:200]


def answer_input(item: Item, stored: Any) -> Any:
    """Return the input of an item, with the stored answer; None for a goal, which has none."""
    if isinstance(item, Choice):
        value = stored if isinstance(stored, str) and stored in item.options else None
        return ipywidgets.RadioButtons(
            options=tuple(item.options), value=value, layout={"width": "auto"}
        )
    if isinstance(item, Numeric):
        return ipywidgets.Text(
            value=str(stored or ""),
            placeholder=f"a number in {item.unit}" if item.unit else "a number",
            continuous_update=False,
        )
    return None


MOMENT = 0.05  # s


def button(label: str, on_click: Callable[[], None], style: str = "") -> ipywidgets.Button:
    """Return a button that calls ``on_click`` once what the page sent before the press is there.

    An answer and the press on *Check* are two messages. Where both wait for the kernel, ipykernel
    7.4 may handle the press first; so ``on_click`` comes a moment later, if there is a loop to
    call it.
    """

    def pressed(_button: object) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            on_click()
        else:
            loop.call_later(MOMENT, on_click)

    widget = ipywidgets.Button(description=label, button_style=style, layout={"width": "auto"})
    widget.on_click(pressed)
    return widget
