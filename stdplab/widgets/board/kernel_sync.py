"""Keep an experiment equal in the page and in Python, which both edit it.

`js/state/exchange.mjs` is the page's side of this exchange::

    page -> kernel   message  {edit: {page, serial, experiment, preset}}
    kernel -> page   traits   _answer: {page, serial, refused}, in one update with _experiment,
                              the experiment in canonical form: on the time grid and sorted

    an edit ---- its serial is new ------ valid ---> experiment is set; refused = ""
       |               |
       |               +---------- not valid ------> experiment stays; refused = message = why
       |
       +---- its serial was answered ----> nothing is set; the answer and the state are sent again

Each page counts its edits by ``serial``, and sends an edit again when no answer comes. Traits reach
every page and view of a notebook, so two pages agree on the edit that the kernel took last. An
assignment to ``experiment`` in Python reaches them in the same way, without an answer.
"""

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
from .view_model import Json, build_view, kernel_only_rules

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

    # The kernel's word, which pages read and do not set.
    _experiment = traitlets.Dict().tag(sync=True)  # the JSON form
    _answer = traitlets.Dict().tag(sync=True)  # to the edit of a page that came last
    _view = traitlets.Dict().tag(**JSON_STRING)  # what edits do not change
    _programs = traitlets.Dict().tag(**JSON_STRING)  # by the keys in the views
    _series = traitlets.Dict().tag(sync=True)  # of rules that only the kernel can compute

    def __init__(self, presets: Mapping[str, Experiment], **kwargs: Any) -> None:
        self._separate = frozenset[str]()
        self._page_edit: Experiment | None = None  # the edit of a page while it is being handled
        self._answers: dict[str, Json] = {}  # the last answer to each page
        self.presets = dict(presets)
        super().__init__(**kwargs)
        self.on_msg(self._on_message)

    @traitlets.validate("experiment")
    def _validate_experiment(self, proposal: Any) -> Experiment:
        """Run an experiment before it is accepted, so that one that fails changes nothing.

        A page has computed its edit already: that is run when its results are read.
        """
        experiment: Experiment = proposal.value
        limits.check_size(experiment)
        with self._lock:
            needed = experiment is not self._page_edit or self.results_observed
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

    @traitlets.observe("preset")
    def _on_preset(self, event: Any) -> None:
        # An edit of a page comes with the name of the preset that it started from.
        if event.new in self.presets and self._page_edit is None:
            self.experiment = self.presets[event.new]

    def _on_message(self, _widget: object, content: Any, _buffers: object) -> None:
        """Answer an edit of a page."""
        match content:
            case {"edit": {"page": str(page), "serial": int(serial)} as edit}:
                with self._lock:
                    self._answer_edit(page, serial, edit)

    def _answer_edit(self, page: str, serial: int, edit: Mapping[str, Any]) -> None:
        answered = self._answers.get(page)
        if answered and serial <= answered["serial"]:  # it was sent again: the answer was lost
            self._answer = answered
            self.send_state(["_answer", "_experiment", "_view", "_series", "preset", "message"])
            return
        with self.hold_sync():
            try:
                with self.reporting_errors():
                    self._set_from_page(edit)
            finally:  # also when somebody who observes the experiment fails
                answer = {"page": page, "serial": serial, "refused": self.message}
                self._answers[page] = self._answer = answer

    def _set_from_page(self, edit: Mapping[str, Any]) -> None:
        self._page_edit = Experiment.from_dict(edit.get("experiment"))
        try:
            self.experiment = self._page_edit
            if isinstance(edit.get("preset"), str):
                self.preset = edit["preset"]
        finally:
            self._page_edit = None

    @contextmanager
    def reporting_errors(self) -> Iterator[None]:
        """Edit in this context: a ValueError keeps the experiment and goes into ``message``."""
        with self._lock:
            try:
                yield
                self.message = ""
            except ValueError as error:
                self.message = f"{str(error).rstrip('.')}. The board keeps what it had."
