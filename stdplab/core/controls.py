"""The controls of an experiment: which numbers in it a person may turn, as data.

A control points into the experiment's JSON form by paths such as ("rules", 2, "tau_z"), so
whoever turns it, a page or Python, does the same thing: put a value at those places.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any, Literal

from .experiment import Experiment
from .rule import knobs

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Control:
    """One number, switch or choice of an experiment.

    key       how to name it: "tau_z", "MSTDP.tau_plus", "reward[0]", "onset[1]", "w0", "lag"
    group     the heading it stands under
    kind      "number", "switch" or "choice" (of ``options``)
    low, high, step    a slider's range; ``positive`` when a typed value has to be above zero
    segment   the reward segment it belongs to: a level's words and a switch's range follow
              from where its neighbours are now, so whoever shows it works them out
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
        raise ValueError(f"unknown control {key!r}: this experiment has {', '.join(known)}")
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


def _reward_controls(experiment: Experiment) -> list[Control]:
    protocol = experiment.protocol
    found = []
    for i in range(len(protocol.reward)):
        path: Path = ("protocol", "reward", i)
        if i:
            last, step = protocol.duration - protocol.dt, protocol.dt
            at = (((*path, 0),), step, last, step, "ms")
            found.append(
                Control(f"onset[{i}]", "Reward", "Switch at", "", "number", *at, segment=i)
            )
        level = (((*path, 1),), -1.5, 1.5, 0.1)
        found.append(Control(f"reward[{i}]", "Reward", "Level", "r", "number", *level, segment=i))
    return found


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
