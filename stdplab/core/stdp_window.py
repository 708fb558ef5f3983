"""What a rule does to pairs of spikes: its window, and who caused which change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ..stimuli import Times, pairing
from .experiment import Experiment
from .rule import Rule
from .simulate import simulate

if TYPE_CHECKING:
    import torch


def window(rule: Rule, delays: Iterable[float], *, pairs: int = 1, dt: float = 1.0) -> list[float]:
    """The weight change per pair against the delay, measured by the pairing protocol.

    delays    t_post - t_pre in ms, so potentiation lies at positive delays
    pairs     how many pairs at 1 Hz; one is enough when traces fade within a second

    The reward is 1 throughout, and the run goes on until an eligibility trace is spent.
    """
    changes = []
    for delay in delays:
        protocol = pairing(delay, pairs=pairs, dt=dt)
        tail = 40 * max(getattr(rule, "tau_z", 0.0), 1.0)  # exp(-40) is below float64's grain
        long = replace(protocol, duration=protocol.duration + math.ceil(tail / dt) * dt)
        changes.append(simulate(rule, long, w0=0.0).final / pairs)
    return changes


def closed_window(rule: Rule, delays: Iterable[float], *, dt: float = 1.0) -> list[float]:
    """The same window of a pair rule in closed form, for one isolated pair.

        W(D) = gamma A_plus exp(-D/tau_plus)    for D > 0
        W(D) = gamma A_minus exp(D/tau_minus)   for D < 0
        W(0) = gamma (A_plus + A_minus)

    times (dt/tau_z)/(1 - exp(-dt/tau_z)) for a rule with an eligibility trace, which sums it.
    """
    try:
        A_plus, A_minus = float(rule.A_plus), float(rule.A_minus)  # type: ignore[attr-defined]  # tried
        tau_plus, tau_minus = float(rule.tau_plus), float(rule.tau_minus)  # type: ignore[attr-defined]
    except AttributeError:
        raise ValueError(f"{rule.name} is no pair rule: measure its window instead") from None
    tau_z = getattr(rule, "tau_z", None)
    spread = 1.0 if tau_z is None else (dt / tau_z) / -math.expm1(-dt / tau_z)
    scale = float(getattr(rule, "gamma", 1.0)) * spread

    def change(delay: float) -> float:
        potentiation = A_plus * math.exp(-delay / tau_plus) if delay >= 0 else 0.0
        depression = A_minus * math.exp(delay / tau_minus) if delay <= 0 else 0.0
        return scale * (potentiation + depression)

    return [change(delay) for delay in delays]


@dataclass(frozen=True)
class Pair:
    """One spike pair and the pairing it makes: xi, at the time of its later spike.

    pre, post    ms
    side         "plus" where the post spike reads the pre trace, "minus" the other way round
    xi           A_plus exp(-(post - pre)/tau_plus), or A_minus exp(-(pre - post)/tau_minus)
    """

    pre: float
    post: float
    side: Literal["plus", "minus"]
    xi: float

    @property
    def at(self) -> float:
        """When it acts, in ms."""
        return max(self.pre, self.post)

    @property
    def delta(self) -> float:
        """t_post - t_pre in ms."""
        return self.post - self.pre


def spike_pairs(experiment: Experiment, name: str) -> list[Pair]:
    """Every spike pair that the pair rule called ``name`` sees, in the order in which it acts.

    The sum of xi over the pairs that act at t is the rule's xi(t). A coincident pair comes
    twice, once for each amplitude. With ``nearest`` only the latest spike of the other side
    counts.
    """
    rule = _rule(experiment, name)
    pre, post = experiment.protocol.pre, experiment.protocol.post
    found = [Pair(t, own, "plus", _xi(rule, "plus", own - t)) for own, t in _seen(rule, post, pre)]
    found += [
        Pair(own, t, "minus", _xi(rule, "minus", own - t)) for own, t in _seen(rule, pre, post)
    ]
    return sorted(found, key=lambda pair: (pair.at, pair.delta))


def contribution(experiment: Experiment, name: str, pair: Pair) -> torch.Tensor:
    """What one spike pair has done to the weight by each moment, shape (steps + 1,).

    The pair rules add up: without bounds the contributions of all pairs make w - w0. So this
    is the same rule on the same reward with these two spikes alone, and one amplitude.
    """
    rule = _rule(experiment, name)
    other = {"plus": "A_minus", "minus": "A_plus"}[pair.side]
    half = replace(rule, **{other: 0.0})
    alone = replace(experiment.protocol, pre=(pair.pre,), post=(pair.post,))
    return simulate(half, alone, w0=0.0, lag=experiment.lag)["w"]


def _rule(experiment: Experiment, name: str) -> Rule:
    """The pair rule called ``name``; ValueError when it is none."""
    rules = dict(zip(experiment.names, experiment.rules, strict=True))
    if name not in rules or not hasattr(rules[name], "tau_minus") or "xi" not in rules[name].series:
        known = [n for n, rule in rules.items() if "xi" in rule.series]
        raise ValueError(f"no pair rule {name!r} here: there is {', '.join(known) or 'none'}")
    return rules[name]


def _seen(rule: Rule, own: Times, other: Times) -> list[tuple[float, float]]:
    """For each own spike, the spikes of the other side whose trace it reads."""
    nearest = bool(getattr(rule, "nearest", False))
    reads = [(later, [time for time in other if time <= later]) for later in own]
    return [(later, t) for later, all_ in reads for t in (all_[-1:] if nearest else all_)]


def _xi(rule: Rule, side: str, distance: float) -> float:
    return float(getattr(rule, f"A_{side}") * math.exp(-distance / getattr(rule, f"tau_{side}")))
