"""The controls of an experiment: which numbers in it a person may turn, as data.

A control points into the experiment's JSON form by paths such as ("rules", 2, "tau_z"), so
whoever turns it, a page or Python, does the same thing: put a value at those places.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any, Literal

from .experiment import Experiment
from .rule import knobs
from .support.short_repr import quoted

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Control:
    """One number, switch or choice of an experiment.

    key       how to name it: "tau_z", "MSTDP.tau_plus", "reward[0]", "onset[1]", "w0", "lag"
    group     the heading it stands under
    kind      "number", "switch" or "choice" (of ``options``)
    low, high, step    a slider's range; ``positive`` when a typed value has to be above zero
    segment   the reward segment it belongs to: a level's words and a switch's range follow
              from where its neighbours are now, so whoever shows it works them out;
              in a `templates` list the first segment that has such a control
    paths     the places in the experiment's JSON form that it sets
    """

    key: str
    group: str
    label: str
    tex: str
    kind: Literal["number", "switch", "choice"]
    paths: tuple[Path, ...]
    low: float = 0.0
    high: float = 1.0
    step: float = 1.0
    unit: str = ""
    positive: bool = False
    segment: int | None = None
    options: tuple[str, ...] = ()


def controls(experiment: Experiment, apart: frozenset[str] = frozenset()) -> list[Control]:
    """Every control of ``experiment``.

    A parameter that several rules share is one control, unless their values differ or
    its name is in ``apart``: then each rule has its own.
    """
    return [*_rule_controls(experiment, apart), *_reward_controls(experiment), *_WEIGHT]


def templates(experiment: Experiment, apart: frozenset[str] = frozenset()) -> list[Control]:
    """The same, with the reward's controls given once for however many segments there are.

    A template stands for the segment it names and for each one after it, whose number takes
    the place of its own in the key and the paths. A page that adds segments needs no more.
    """
    return [*_rule_controls(experiment, apart), *_segment(experiment), *_WEIGHT]


def apart(experiment: Experiment) -> frozenset[str]:
    """The names of the parameters in which the rules of ``experiment`` differ."""
    values: dict[str, set[Any]] = {}
    for rule in experiment.rules:
        for name in knobs(rule):
            values.setdefault(name, set()).add(getattr(rule, name))
    return frozenset(name for name, seen in values.items() if len(seen) > 1)


def find(experiment: Experiment, key: str) -> Control:
    """The control called ``key``; ValueError lists the keys there are.

    A parameter is found under its bare name, which sets every rule that has it, and
    under "RULE.name", which sets one.
    """
    split = frozenset({key.partition(".")[2]}) if "." in key else frozenset()
    known = {control.key: control for control in _rule_controls(experiment, split, merge=True)}
    known |= {c.key: c for c in (*_reward_controls(experiment), *_WEIGHT)}
    if key not in known:
        raise ValueError(f"unknown control {quoted(key)}: this experiment has {', '.join(known)}")
    return known[key]


def value(experiment: Experiment, control: Control) -> Any:
    """The value of a control in ``experiment``."""
    place: Any = experiment.to_dict()
    for part in control.paths[0]:
        place = place[part]
    return place


def change(experiment: Experiment, control: Control, new: Any) -> Experiment:
    """``experiment`` with the control set to ``new``; ValueError says what does not fit."""
    data = copy.deepcopy(experiment.to_dict())
    for path in control.paths:
        place: Any = data
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = new
    return Experiment.from_dict(data)


def _rule_controls(
    experiment: Experiment, split: frozenset[str], *, merge: bool = False
) -> list[Control]:
    if not merge:
        split |= apart(experiment)
    found: dict[str, Control] = {}
    for index, (name, rule) in enumerate(zip(experiment.names, experiment.rules, strict=True)):
        for parameter, knob in knobs(rule).items():
            own = parameter in split
            key = f"{name}.{parameter}" if own else parameter
            paths: tuple[Path, ...] = (("rules", index, parameter),)
            if key in found:
                paths = (*found[key].paths, *paths)
            switch = isinstance(getattr(rule, parameter), bool)
            label = name if own else knob.label
            kind: Literal["switch", "number"] = "switch" if switch else "number"
            about = (knob.low, knob.high, knob.step, knob.unit, knob.positive)
            found[key] = Control(key, "Rule", label, knob.tex, kind, paths, *about)
    # Numbers first, switches below them, each in the order of the rules' fields.
    return sorted(found.values(), key=lambda control: control.kind == "switch")


def _segment(experiment: Experiment) -> tuple[Control, ...]:
    """The controls of one reward segment: a switch, which the first one lacks, and a level."""
    path: Path = ("protocol", "reward")
    dt, last = experiment.protocol.dt, experiment.protocol.duration - experiment.protocol.dt
    onset = (((*path, 1, 0),), dt, last, dt, "ms")
    level = (((*path, 0, 1),), -1.5, 1.5, 0.1)
    return (
        Control("onset[1]", "Reward", "Switch at", "", "number", *onset, segment=1),
        Control("reward[0]", "Reward", "Level", "r", "number", *level, segment=0),
    )


def _reward_controls(experiment: Experiment) -> list[Control]:
    made = _segment(experiment)
    count = len(experiment.protocol.reward)
    return [_at(c, i) for i in range(count) for c in made if i >= (c.segment or 0)]


def _at(template: Control, i: int) -> Control:
    """The control that a template stands for at segment ``i``."""
    name = template.key.partition("[")[0]
    ((root, row, _, part),) = template.paths
    return replace(template, key=f"{name}[{i}]", paths=((root, row, i, part),), segment=i)


_WEIGHT = (
    Control(
        "lag",
        "Reward",
        "Reward meets",
        "",
        "choice",
        (("lag",),),
        options=("this step", "the step before"),
    ),
    Control("w0", "Weight", "Start", "w_0", "number", (("w0",),), 0.0, 0.5, 0.01),
)
