"""The view model: what the page needs to draw and compute an experiment, as JSON.

    rules       [{name, program | null, why, module, defaults}]: the key of its program, or why it
                has none; the module that copied Python code imports it from, "" for a user's own
                rule; its parameters where an older experiment lacks them
    panels      what each panel shows, with symbols for both display conventions
    controls    the controls; one level and one onset are templates for all reward segments

Spikes, reward levels and parameters are not in it, so an edit needs no new view.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from ...core.controls import Control, control_templates
from ...core.experiment import Experiment
from ...core.learning_rule.rule import Rule
from ...core.support.sized_cache import sized_cache
from ...core.tracing import NotTraceableError, trace
from ...plots.panel_layout import Frame, frames
from ...plots.quantities import looks, symbol

Json = dict[str, Any]


def _size(experiment: Experiment, *_separate: frozenset[str]) -> int:
    """About how many bytes a view and its experiment take."""
    protocol = experiment.protocol
    times = len(protocol.pre) + len(protocol.post) + len(protocol.reward)
    return 20_000 + 5_000 * len(experiment.rules) + 100 * times


@sized_cache(_size)
def build_view(experiment: Experiment, separate: frozenset[str] = frozenset()) -> tuple[Json, Json]:
    """Return the view of ``experiment`` and the programs that it names; do not modify them.

    ``separate`` are parameters for which each rule has a control of its own, besides parameters
    whose values differ.
    """
    programs: Json = {}
    rules = []
    for name, rule in zip(experiment.names, experiment.rules, strict=True):
        key, reason = None, ""
        try:
            program = trace(rule, experiment.bounds).to_dict()
        except NotTraceableError as error:
            reason = str(error)
        else:
            key = _digest(program)
            programs[key] = program
        rules.append(
            {
                "name": name,
                "program": key,
                "why": reason,
                "module": _module(rule),
                "defaults": _defaults(rule),
            }
        )
    series = {
        name: looks(rule, ("w", *rule.series, "pre", "post", "reward"))
        for name, rule in zip(experiment.names, experiment.rules, strict=True)
    }
    view = {
        "rules": rules,
        "panels": [_panel(frame) for frame in frames(series)],
        "controls": [_control(control) for control in control_templates(experiment, separate)],
    }
    return view, programs


def preset_traits(presets: Mapping[str, Experiment]) -> Json:
    """Return the traits that bring presets to the page: experiments, views and programs."""
    traits: Json = {"_presets": {}, "_views": {}, "_programs": {}}
    for name, preset in presets.items():
        view, programs = build_view(preset)
        experiment, key = _preset_and_view_key(preset)
        traits["_presets"][name] = {"experiment": experiment, "view": key}
        traits["_views"][key] = view
        traits["_programs"] |= programs
    return traits


@sized_cache(_size)
def _preset_and_view_key(preset: Experiment) -> tuple[Json, str]:
    return preset.to_dict(), _digest(build_view(preset)[0])


def kernel_only_rules(view: Json) -> list[str]:
    """Return the names of the rules that only the kernel can compute."""
    return [rule["name"] for rule in view["rules"] if rule["program"] is None]


def _digest(data: Json) -> str:
    """Return a short key for JSON data; equal data have equal keys."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]


def _defaults(rule: Rule) -> Json:
    """The rule's default parameters, in the form of an experiment: older experiments lack some."""
    known = {f.name: f.default for f in fields(rule) if f.default is not MISSING}
    return {"rule": rule.name, **known}


def _module(rule: Rule) -> str:
    kind, package = type(rule), __name__.partition(".")[0]
    if getattr(sys.modules[package], kind.__name__, None) is kind:
        return package
    return kind.__module__ if kind.__module__.startswith(f"{package}.") else ""


def _panel(frame: Frame) -> Json:
    return {
        "key": frame.key,
        "kind": frame.kind,
        "label": frame.label,
        "rest": list(frame.default_limits),
        "symbols": {
            "folded": [symbol(tex) for tex in frame.tex("folded")],
            "unit": [symbol(tex) for tex in frame.tex("unit")],
        },
        "curves": [vars(line) for line in frame.lines],
    }


def _control(control: Control) -> Json:
    """Return a control as JSON: its range as a slider has it, its symbol in runs of letters."""
    low, high = control.range
    given = {f.name: getattr(control, f.name) for f in fields(control) if f.name != "tex"}
    given |= {"low": low, "high": high, "symbol": symbol(control.tex)}
    given |= {"paths": [list(path) for path in control.paths], "options": [*control.options]}
    return {name: value for name, value in given.items() if value is not None}
