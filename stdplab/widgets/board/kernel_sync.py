"""An experiment that the page and Python edit: what each tells the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import anywidget
import traitlets

from ...core.controls import apart
from ...core.experiment import Experiment
from . import limits
from .lazy_results import LazyResults, packed
from .view_model import untraced, view

# As one string each: the wire takes a string as it is, and walks through everything else.
WHOLE = {
    "sync": True,
    "to_json": lambda value, _board: json.dumps(value),
    "from_json": lambda text, _board: json.loads(text),
}


class SyncedExperiment(LazyResults, anywidget.AnyWidget):
    """A widget around one ``experiment``, which either side sets and the other hears of.

    presets    experiments by name, which ``preset`` chooses from

    The traits are values and stay silent when set to an equal one, so links cannot loop.
    """

    experiment = traitlets.Instance(Experiment)
    message = traitlets.Unicode().tag(sync=True)
    preset = traitlets.Unicode().tag(sync=True)

    _experiment = traitlets.Dict().tag(sync=True)  # the JSON form, written by either side
    _view = traitlets.Dict().tag(**WHOLE)  # what no edit changes
    _programs = traitlets.Dict().tag(**WHOLE)  # by the keys that views name
    _series = traitlets.Dict().tag(sync=True)  # what only the kernel can compute

    def __init__(self, presets: Mapping[str, Experiment], **kwargs: Any) -> None:
        self._apart = frozenset[str]()
        self._edited_there = False  # whether the page has made the experiment at hand
        self._told = False  # whether a message with an experiment is being taken
        self.presets = dict(presets)
        super().__init__(**kwargs)
        self.on_msg(self._hear)

    @traitlets.validate("experiment")
    def _try(self, proposal: Any) -> Experiment:
        """Run an experiment before it becomes the board's: one that fails leaves no trace.

        One that the page has made and computed by itself is run when its results are asked for.
        """
        experiment: Experiment = proposal.value
        limits.check(experiment)
        with self._lock:
            if not self._edited_there or self.watched or untraced(view(experiment)[0]):
                self.run(experiment)
        return experiment

    @traitlets.observe("experiment")
    def _take(self, _change: object) -> None:
        with self._lock, self.hold_sync():
            experiment = self.experiment
            # A preset begins anew, as its view in the page does.
            kept = frozenset() if experiment in self.presets.values() else self._apart
            self._apart = kept | apart(experiment)
            shown, programs = view(experiment, self._apart)
            self._programs = {**self._programs, **programs}
            self._experiment = experiment.to_dict()
            self._view = shown
            if names := untraced(shown):
                self._series = packed(self.results, names)
            elif self.watched:
                self.settle()

    @traitlets.observe("_experiment")
    def _edited(self, event: Any) -> None:
        """Take an edit from the page, or refuse it and put the old state back."""
        with self.refusing():
            self._edited_there = True
            try:
                self.experiment = Experiment.from_dict(event.new)
            finally:
                self._edited_there = False
        self._experiment = self.experiment.to_dict()  # as Python has it: snapped and sorted

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take a message of the page."""
        with self._lock:
            self._told = "_experiment" in sync_data
            try:
                super().set_state(sync_data)
            finally:
                self._told = False

    def _hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """Messages of the page, past the edits that wait their turn.

        last    the last edit of a gesture
        open    an experiment with rules that the page has no programs for
        """
        if not isinstance(content, dict):
            return
        if "last" in content:
            self.set_state({"_experiment": content["last"]})
        if "open" in content:
            with self.refusing():
                self.experiment = Experiment.from_dict(content["open"])

    @traitlets.observe("preset")
    def _choose(self, event: Any) -> None:
        # With an edit of the page comes the name of the preset that it began from.
        if event.new in self.presets and not self._told:
            self.experiment = self.presets[event.new]

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Make an edit: a refused one leaves the experiment and says why in ``message``."""
        with self._lock:
            try:
                yield
                self.message = ""
            except ValueError as error:
                self._experiment = self.experiment.to_dict()
                # Last, since putting the state back clears it.
                self.message = f"{error}. The board keeps what it had."
