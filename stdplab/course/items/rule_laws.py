"""Code exercises: a rule of one's own, checked against what every such rule has to obey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from ...core.protocol import Protocol
from ...core.rule import RULES, Rule, knobs
from ...core.simulate import simulate
from ...tracing import NotTraceableError, trace
from .goal import Goal
from .verdict import Verdict

Law = Callable[[Rule], str | None]
"""What a rule breaks, as a sentence; None when it keeps it."""

PAIRS = Protocol(pre=(10, 85, 115, 135), post=(15, 75, 110, 140), reward=((0, 1.0), (100, -1.0)))
W0 = 0.2
BUILT_IN = "stdplab.rules."


@dataclass(frozen=True)
class RuleTask(Goal):
    """A rule that a learner writes; its ``conditions`` are laws, no single answer is wanted."""

    kind: ClassVar[str] = "code"
    subject: ClassVar[type] = Rule
    given: ClassVar[str] = "the class of your rule, ask(key, MyRule)"

    def judge(self, subject: object) -> Verdict:
        """What the rule breaks; a class is taken with the values it declares."""
        try:
            rule = subject() if isinstance(subject, type) else subject
            return super().judge(rule)
        except ValueError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a learner's step does wrong
            return Verdict(False, f"It stops with {type(error).__name__}: {error}")


def silent(rule: Rule) -> str | None:
    """Without spikes nothing changes."""
    w = simulate(rule, Protocol(pre=(), post=(), reward=PAIRS.reward), W0)["w"]
    return None if bool((w == W0).all()) else "Without a single spike the weight still moves."


def causal(rule: Rule) -> str | None:
    """A later spike cannot change what was before it."""
    early, late = (
        simulate(rule, Protocol(pre=PAIRS.pre, post=post, reward=PAIRS.reward), W0)["w"]
        for post in (PAIRS.post, PAIRS.post[:-1])
    )
    same = bool((early[:140] == late[:140]).all())
    return None if same else "A spike at 140 ms changes the weight before 140 ms."


def learns(rule: Rule) -> str | None:
    """With spikes on both sides something does change."""
    w = simulate(rule, PAIRS, W0)["w"]
    return None if bool((w != W0).any()) else "Spikes on both sides change nothing."


def gated(rule: Rule) -> str | None:
    """Without reward nothing changes."""
    dry = Protocol(pre=PAIRS.pre, post=PAIRS.post, reward=())
    w = simulate(rule, dry, W0)["w"]
    return None if bool((w == W0).all()) else "Without reward the weight still moves."


def mirrored(rule: Rule) -> str | None:
    """Reward turned round turns every change round."""
    turned = Protocol(
        pre=PAIRS.pre, post=PAIRS.post, reward=tuple((t, -r) for t, r in PAIRS.reward)
    )
    one, other = (simulate(rule, protocol, W0)["w"] - W0 for protocol in (PAIRS, turned))
    same = bool((abs(one + other) < 1e-9).all())
    return None if same else "Reward -1 is to do the opposite of reward +1."


def differs(rule: Rule) -> str | None:
    """It is none of the rules of this package with other numbers in it."""
    graded = Protocol(pre=PAIRS.pre, post=PAIRS.post, reward=((0, 1.0), (100, -0.5)))
    w = simulate(rule, graded, W0)["w"]
    for name, kind in RULES.items():
        if kind.__module__.startswith(BUILT_IN):
            shared = {own: getattr(rule, own) for own in knobs(kind) if hasattr(rule, own)}
            if bool((abs(simulate(kind(**shared), graded, W0)["w"] - w) < 1e-12).all()):
                return f"It does what {name} does: change the equation in step."
    return None


def lives(rule: Rule) -> str | None:
    """The page can compute it, so that it follows a drag at frame rate."""
    try:
        trace(rule)
    except NotTraceableError as error:
        return f"{error}."
    return None
