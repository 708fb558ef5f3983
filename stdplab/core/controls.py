"""The controls of an experiment: which of its numbers a user may set, as data.

A control points into the experiment's JSON form by paths such as ("rules", 2, "tau_z"). Setting
it means the same in a page and in Python: put a value at those places.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any, Literal

from .experiment import Experiment
from .experiment_json import fields_from_plain
from .learning_rule.knob import Knob, knobs
from .support.short_repr import quoted
from .time_grid import snap

Path = tuple[str | int, ...]

LONGEST_DELAY = 20.0
"""ms; the end of the sliders of delays. Longer ones are typed."""


@dataclass(frozen=True, kw_only=True)
class Control(Knob):
    """One number, switch or choice of an experiment: a knob, and the places that it sets.

    Parameters
    ----------
    low, high, step, tex, label, unit, positive, options
        As for `Knob`.
    key : str
        Its name: "tau_z", "MSTDP.tau_plus", "reward[0]", "onset[1]", "w0", "lag".
    group : str
        The heading it belongs to.
    paths : tuple of tuples
        The places in the experiment's JSON form that it sets.
    kind : str
        "number", "switch" or "choice" (one of ``options``).
    segment : int or None
        The reward segment it belongs to. A level's label and an onset's range depend on the
        neighbouring segments, so the display works them out. In `control_templates`, the first
        segment that has such a control.
    """

    key: str
    group: str
    paths: tuple[Path, ...]
    kind: Literal["number", "switch", "choice"] = "number"
    segment: int | None = None


def controls(experiment: Experiment, separate: frozenset[str] = frozenset()) -> list[Control]:
    """Every control of ``experiment``.

    A parameter that several rules share is one control, unless their values differ or its name
    is in ``separate``. Then each rule has its own control.
    """
    return [
        *_rule_controls(experiment, separate),
        *_delay_controls(experiment),
        *_reward_controls(experiment),
        *_FIXED_CONTROLS,
    ]


def control_templates(
    experiment: Experiment, separate: frozenset[str] = frozenset()
) -> list[Control]:
    """As `controls`, but with one set of reward controls, however many segments there are.

    A template stands for the segment it names and for each later one. The number of that
    segment replaces its own in the key and the paths, so a page that adds segments needs no
    further data.
    """
    return [
        *_rule_controls(experiment, separate),
        *_delay_controls(experiment),
        *_segment_controls(experiment),
        *_FIXED_CONTROLS,
    ]


def differing_parameters(experiment: Experiment) -> frozenset[str]:
    """The names of the parameters in which the rules of ``experiment`` differ."""
    values: dict[str, set[Any]] = {}
    for rule in experiment.rules:
        for name in knobs(rule):
            values.setdefault(name, set()).add(getattr(rule, name))
    return frozenset(name for name, distinct in values.items() if len(distinct) > 1)


def find(experiment: Experiment, key: str) -> Control:
    """The control called ``key``; ValueError lists the available keys.

    A parameter has two keys: its bare name sets every rule that has it, "RULE.name" sets one.
    """
    separate = frozenset({key.partition(".")[2]}) if "." in key else frozenset()
    known = {control.key: control for control in _rule_controls(experiment, separate, merge=True)}
    others = (*_delay_controls(experiment), *_reward_controls(experiment), *_FIXED_CONTROLS)
    known |= {control.key: control for control in others}
    if key not in known:
        raise ValueError(f"unknown control {quoted(key)}. Available: {', '.join(known)}.")
    return known[key]


def value(experiment: Experiment, control: Control) -> Any:
    """The value of a control in ``experiment``."""
    place: Any = experiment.to_dict()
    for part in control.paths[0]:
        place = place[part]
    return place


def change(experiment: Experiment, control: Control, new: Any) -> Experiment:
    """``experiment`` with the control set to ``new``; ValueError when the value is not allowed."""
    data = copy.deepcopy(experiment.to_dict())
    for path in control.paths:
        place: Any = data
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = new
    return Experiment(**fields_from_plain(data))  # of any size: it was made in Python


def _rule_controls(
    experiment: Experiment, separate: frozenset[str], *, merge: bool = False
) -> list[Control]:
    """The controls of the rules' parameters; ``merge`` joins those with differing values too."""
    if not merge:
        separate |= differing_parameters(experiment)
    found: dict[str, Control] = {}
    for index, (name, rule) in enumerate(zip(experiment.names, experiment.rules, strict=True)):
        for parameter, knob in knobs(rule).items():
            one_rule = parameter in separate
            key = f"{name}.{parameter}" if one_rule else parameter
            paths: tuple[Path, ...] = (("rules", index, parameter),)
            if key in found:
                paths = (*found[key].paths, *paths)
            shown = replace(knob, label=name) if one_rule else knob
            kind = _kind(knob, getattr(rule, parameter))
            found[key] = Control(**vars(shown), key=key, group="Rule", paths=paths, kind=kind)
    # Numbers first, then switches and choices, each in the order of the rules' fields; those of one
    # parameter stand together, where the one for all rules would be.
    fields = list(dict.fromkeys(control.paths[0][2] for control in found.values()))
    order = {key: (c.kind != "number", fields.index(c.paths[0][2])) for key, c in found.items()}
    return sorted(found.values(), key=lambda control: order[control.key])


def _kind(knob: Knob, value: Any) -> Literal["number", "switch", "choice"]:
    """The kind of a parameter's control."""
    if knob.options:
        return "choice"
    return "switch" if isinstance(value, bool) else "number"


def _delay_controls(experiment: Experiment) -> tuple[Control, ...]:
    """The controls of the two delays."""
    dt = experiment.protocol.dt
    longest = snap(min(LONGEST_DELAY, experiment.protocol.duration), dt)
    return tuple(
        _control(Knob(0.0, longest, dt, "", label, "ms"), name, "Delays", ("protocol", name))
        for name, label in (("axonal_delay", "Axon"), ("dendritic_delay", "Dendrite"))
    )


def _segment_controls(experiment: Experiment) -> tuple[Control, ...]:
    """The controls of one reward segment: its onset (the first segment has none) and its level."""
    path: Path = ("protocol", "reward")
    dt, last = experiment.protocol.dt, experiment.protocol.duration - experiment.protocol.dt
    onset, level = Knob(dt, last, dt, "", "Switch at", "ms"), Knob(-1.5, 1.5, 0.1, "r", "Level")
    return (
        _control(onset, "onset[1]", "Reward", (*path, 1, 0), segment=1),
        _control(level, "reward[0]", "Reward", (*path, 0, 1), segment=0),
    )


def _reward_controls(experiment: Experiment) -> list[Control]:
    """The controls of all reward segments."""
    templates = _segment_controls(experiment)
    count = len(experiment.protocol.reward)
    return [_at_segment(c, i) for i in range(count) for c in templates if i >= (c.segment or 0)]


def _at_segment(template: Control, i: int) -> Control:
    """The control that a template stands for at segment ``i``."""
    name = template.key.partition("[")[0]
    ((root, row, _, part),) = template.paths
    return replace(template, key=f"{name}[{i}]", paths=((root, row, i, part),), segment=i)


def _control(knob: Knob, key: str, group: str, path: Path, **others: Any) -> Control:
    """The control that sets one place, with the range and the words of a knob."""
    return Control(**vars(knob), key=key, group=group, paths=(path,), **others)


_MEETINGS = ("this step", "the step before")
_FIXED_CONTROLS = (
    _control(
        Knob(0.0, 1.0, 1.0, "", "Reward meets", options=_MEETINGS), "lag", "Reward", ("lag",),
        kind="choice",
    ),
    _control(Knob(0.0, 0.5, 0.01, "w_0", "Start"), "w0", "Weight", ("w0",)),
)  # fmt: skip
