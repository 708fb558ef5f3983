"""Keep an experiment equal in the page and in Python, which both edit it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import anywidget
import traitlets

from ...core.controls import differing_parameters
from ...core.experiment import Experiment
from . import limits
from .lazy_results import LazyResults, pack_series
from .view_model import build_view, kernel_only_rules

# Sent as one JSON string: the front end would walk through every entry of an object.
JSON_STRING = {
    "sync": True,
    "to_json": lambda value, _board: json.dumps(value),
    "from_json": lambda text, _board: json.loads(text),
}


class SyncedExperiment(LazyResults, anywidget.AnyWidget):
    """A widget with one ``experiment``, which the page and Python both set.

    ``presets`` are experiments by name; ``preset`` chooses one of them. Setting a trait to an
    equal value notifies nobody, so links cannot loop.
    """

    experiment = traitlets.Instance(Experiment)
    message = traitlets.Unicode().tag(sync=True)
    preset = traitlets.Unicode().tag(sync=True)

    _experiment = traitlets.Dict().tag(sync=True)  # the JSON form, set by either side
    _view = traitlets.Dict().tag(**JSON_STRING)  # what edits do not change
    _programs = traitlets.Dict().tag(**JSON_STRING)  # by the keys in the views
    _series = traitlets.Dict().tag(sync=True)  # of rules that only the kernel can compute

    def __init__(self, presets: Mapping[str, Experiment], **kwargs: Any) -> None:
        self._separate = frozenset[str]()
        self._computed_in_page = False  # whether the page has computed the experiment being set
        self._from_page = False  # whether a page's message with an experiment is being handled
        self.presets = dict(presets)
        super().__init__(**kwargs)
        self.on_msg(self._on_message)

    @traitlets.validate("experiment")
    def _validate_experiment(self, proposal: Any) -> Experiment:
        """Run an experiment before it is accepted, so that one that fails changes nothing.

        An experiment that the page has computed already is run when its results are read.
        """
        experiment: Experiment = proposal.value
        limits.check_size(experiment)
        with self._lock:
            needed = not self._computed_in_page or self.results_observed
            if needed or kernel_only_rules(build_view(experiment)[0]):
                self.run(experiment)
        return experiment

    @traitlets.observe("experiment")
    def _on_experiment(self, _change: object) -> None:
        with self._lock, self.hold_sync():
            experiment = self.experiment
            # A preset starts afresh, as its view in the page does.
            before = frozenset() if experiment in self.presets.values() else self._separate
            self._separate = before | differing_parameters(experiment)
            view, programs = build_view(experiment, self._separate)
            self._programs = {**self._programs, **programs}
            self._experiment = experiment.to_dict()
            self._view = view
            if names := kernel_only_rules(view):
                self._series = pack_series(self.results, names)
            elif self.results_observed:
                self.refresh()

    @traitlets.observe("_experiment")
    def _on_page_edit(self, event: Any) -> None:
        """Accept an edit from the page, or refuse it and restore the state before."""
        with self.reporting_errors():
            self._computed_in_page = True
            try:
                self.experiment = Experiment.from_dict(event.new)
            finally:
                self._computed_in_page = False
        self._experiment = self.experiment.to_dict()  # canonical: on the time grid and sorted

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Handle a message of the page; see ipywidgets."""
        with self._lock:
            self._from_page = "_experiment" in sync_data
            try:
                super().set_state(sync_data)
            finally:
                self._from_page = False

    def _on_message(self, _widget: object, content: Any, _buffers: object) -> None:
        """Handle a custom message of the page, which overtakes edits that are still queued.

        ``last`` is the last edit of a gesture; ``open`` is an experiment with rules that the page
        has no programs for.
        """
        if not isinstance(content, dict):
            return
        if "last" in content:
            self.set_state({"_experiment": content["last"]})
        if "open" in content:
            with self.reporting_errors():
                self.experiment = Experiment.from_dict(content["open"])

    @traitlets.observe("preset")
    def _on_preset(self, event: Any) -> None:
        # An edit of the page comes with the name of the preset that it started from.
        if event.new in self.presets and not self._from_page:
            self.experiment = self.presets[event.new]

    @contextmanager
    def reporting_errors(self) -> Iterator[None]:
        """Edit in this context: a ValueError keeps the experiment and goes into ``message``."""
        with self._lock:
            try:
                yield
                self.message = ""
            except ValueError as error:
                self._experiment = self.experiment.to_dict()
                # Last, because restoring the state clears it.
                self.message = f"{str(error).rstrip('.')}. The board keeps what it had."
