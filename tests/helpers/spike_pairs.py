"""The spike pairs behind the weight change of a pair rule."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from stdplab.core.experiment import Experiment
from stdplab.core.learning_rule.rule import Rule
from stdplab.core.simulate import simulate
from stdplab.stimuli.checks import Times

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Pair:
    """One spike pair and its pairing xi, which acts at the time of the later spike.

    Parameters
    ----------
    pre, post : float
        The spike times, ms.
    side : str
        "plus" where the post spike reads the pre trace, "minus" where the pre spike reads the
        post trace.
    xi : float
        A_plus exp(-(post - pre)/tau_plus), or A_minus exp(-(pre - post)/tau_minus).
    """

    pre: float
    post: float
    side: Literal["plus", "minus"]
    xi: float

    @property
    def at(self) -> float:
        """The time of the later spike, ms."""
        return max(self.pre, self.post)

    @property
    def delta(self) -> float:
        """t_post - t_pre, ms."""
        return self.post - self.pre


def spike_pairs(experiment: Experiment, name: str) -> list[Pair]:
    """Every spike pair that the pair rule called ``name`` uses, in the order in which they act.

    The sum of xi over the pairs that act at t is the rule's xi(t). A coincident pair is listed
    twice, once for each amplitude. With ``nearest`` the pairing scheme says which pairs are left.
    ValueError when there is no pair rule of that name.
    """
    rule = _pair_rule(experiment, name)
    pre, post = experiment.protocol.pre, experiment.protocol.post
    pairs = [
        Pair(earlier, later, "plus", _xi(rule, "plus", later - earlier))
        for later, earlier in _paired(rule, post, pre, "plus")
    ]
    pairs += [
        Pair(later, earlier, "minus", _xi(rule, "minus", later - earlier))
        for later, earlier in _paired(rule, pre, post, "minus")
    ]
    return sorted(pairs, key=lambda pair: (pair.at, pair.delta))


def contribution(experiment: Experiment, name: str, pair: Pair) -> torch.Tensor:
    """What one spike pair has added to the weight over time, shape (steps + 1,).

    Pair rules are additive: without bounds the contributions of all pairs sum to w - w0. So the
    contribution is a run of the same rule and reward with these two spikes and one amplitude.
    """
    rule = _pair_rule(experiment, name)
    other = {"plus": "A_minus", "minus": "A_plus"}[pair.side]
    one_sided = replace(rule, **{other: 0.0})
    alone = replace(experiment.protocol, pre=(pair.pre,), post=(pair.post,))
    return simulate(one_sided, alone, w0=0.0, lag=experiment.lag)["w"]


def _pair_rule(experiment: Experiment, name: str) -> Rule:
    """The pair rule called ``name``; ValueError lists the available ones."""
    rules = dict(zip(experiment.names, experiment.rules, strict=True))
    if name not in rules or not hasattr(rules[name], "tau_minus") or "xi" not in rules[name].series:
        known = [n for n, rule in rules.items() if "xi" in rule.series]
        raise ValueError(f"no pair rule {name!r}. Available: {', '.join(known) or 'none'}.")
    return rules[name]


def _paired(
    rule: Rule, later_side: Times, earlier_side: Times, side: str
) -> list[tuple[float, float]]:
    """(later, earlier) for each spike of one side and each one of the other it is paired with."""
    pairs = [
        (later, earlier)
        for later in later_side
        for earlier in earlier_side
        if earlier < later or (earlier == later and not rule.read_before)
    ]
    if not rule.nearest:
        return pairs
    last = {later: max(e for at, e in pairs if at == later) for later, _ in pairs}
    first = {earlier: min(at for at, e in pairs if e == earlier) for _, earlier in pairs}
    if rule.scheme == 1 and side == "plus":  # each pre spike with the first post spike after it
        return [(later, earlier) for later, earlier in pairs if first[earlier] == later]
    if rule.scheme == 2:  # nearest to one another, with no spike of either side between
        return [(at, e) for at, e in pairs if last[at] == e and first[e] == at]
    return [(later, earlier) for later, earlier in pairs if last[later] == earlier]


def _xi(rule: Rule, side: str, distance: float) -> float:
    """The pairing of two spikes ``distance`` ms apart."""
    return float(getattr(rule, f"A_{side}") * math.exp(-distance / getattr(rule, f"tau_{side}")))
