"""What the page needs to draw and compute an experiment by itself, as JSON.

    rules       [{name, program | null, why, module}]: its key in the programs, or why it has
                none; what module a copied program imports it from, "" for a rule of one's own
    panels      what stands in each panel, with symbols for both display conventions
    controls    what can be turned; one level and one switch stand for those of all reward segments
    most        how many spikes a row holds

Nothing in it changes while spikes, reward levels and parameters do: edits need no new view.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any

from ...core.controls import Control, templates
from ...core.experiment import Experiment
from ...core.rule import Rule
from ...plots.panel_layout import Frame, frames
from ...plots.quantities import symbol
from ...tracing import NotTraceableError, trace
from .limits import MOST_SPIKES

Json = dict[str, Any]


@lru_cache(maxsize=64)
def view(experiment: Experiment, apart: frozenset[str] = frozenset()) -> tuple[Json, Json]:
    """The view of ``experiment`` and the programs it names: to be read, not to be changed.

    apart    parameters that each rule has a control of its own for, beside those that differ
    """
    programs: Json = {}
    rules = []
    for name, rule in zip(experiment.names, experiment.rules, strict=True):
        key, why = None, ""
        try:
            program = trace(rule, experiment.bounds).to_dict()
        except NotTraceableError as error:
            why = str(error)
        else:
            key = _key(program)
            programs[key] = program
        rules.append({"name": name, "program": key, "why": why, "module": _module(rule)})
    series = {
        name: _recorded(rule) for name, rule in zip(experiment.names, experiment.rules, strict=True)
    }
    shown = {
        "rules": rules,
        "most": MOST_SPIKES,
        "panels": [_panel(frame) for frame in frames(series)],
        "controls": [_control(control) for control in templates(experiment, apart)],
    }
    return shown, programs


def offered(presets: Mapping[str, Experiment]) -> Json:
    """What the page needs of presets: their experiments, views and programs, each once."""
    traits: Json = {"_presets": {}, "_views": {}, "_programs": {}}
    for name, preset in presets.items():
        shown, programs = view(preset)
        experiment, key = _offer(preset)
        traits["_presets"][name] = {"experiment": experiment, "view": key}
        traits["_views"][key] = shown
        traits["_programs"] |= programs
    return traits


@lru_cache(maxsize=64)
def _offer(preset: Experiment) -> tuple[Json, str]:
    return preset.to_dict(), _key(view(preset)[0])


def untraced(shown: Json) -> list[str]:
    """The rules of a view that only the kernel can compute."""
    return [rule["name"] for rule in shown["rules"] if rule["program"] is None]


def _key(data: Json) -> str:
    """A short name for JSON: equal data have equal names."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]


def _module(rule: Rule) -> str:
    kind, package = type(rule), __name__.partition(".")[0]
    if getattr(sys.modules[package], kind.__name__, None) is kind:
        return package
    return kind.__module__ if kind.__module__.startswith(f"{package}.") else ""


def _recorded(rule: Rule) -> tuple[str, ...]:
    return ("w", *rule.series, "pre", "post", "reward")


def _panel(frame: Frame) -> Json:
    return {
        "key": frame.key,
        "kind": frame.kind,
        "label": frame.label,
        "rest": list(frame.rest),
        "symbols": {
            "folded": [symbol(tex) for tex in frame.tex("folded")],
            "unit": [symbol(tex) for tex in frame.tex("unit")],
        },
        "curves": [vars(line) for line in frame.lines],
    }


def _control(control: Control) -> Json:
    """A control without what it leaves at its default."""
    said = {
        f.name: getattr(control, f.name)
        for f in fields(control)
        if f.name != "tex" and getattr(control, f.name) != f.default
    }
    listed = {k: [*v] if isinstance(v, tuple) else v for k, v in said.items()}
    return {**listed, "paths": [list(p) for p in control.paths], "symbol": symbol(control.tex)}
