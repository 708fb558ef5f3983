"""Code exercises: a learner's own rule, checked against the laws that every such rule obeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...core.learning_rule.knob import knobs
from ...core.learning_rule.rule import RULES, Rule
from ...core.protocol import Protocol
from ...core.simulate import simulate
from ...core.tracing import NotTraceableError, trace
from .goal import Goal
from .verdict import Verdict

PROTOCOL = Protocol(pre=(10, 85, 115, 135), post=(15, 75, 110, 140), reward=((0, 1.0), (100, -1.0)))
W0 = 0.2
BUILTIN_PREFIX = "stdplab.rules."


@dataclass(frozen=True)
class RuleTask(Goal):
    """A code exercise: write a rule that obeys every law. Many rules can be right.

    Parameters
    ----------
    key : str
        Notebook and item, such as "11/rule". The answer is stored under it.
    prompt : str
        What the learner is asked to write.
    conditions : tuple of callable
        Laws. Each takes a rule and returns a sentence that says how the rule breaks it, or
        None.
    hints : tuple of str
        From the gentlest to the most explicit.
    """

    kind: ClassVar[str] = "code"
    target: ClassVar[type] = Rule
    expected: ClassVar[str] = "the class of your rule: ask(key, MyRule)"

    def judge(self, target: object) -> Verdict:
        """Check every law on a rule.

        Parameters
        ----------
        target : Rule or type
            A rule, or its class, which is made with its default parameters.

        Returns
        -------
        Verdict
            Right when the rule obeys all laws; otherwise the message says which it breaks.

        Raises
        ------
        ValueError
            When ``target`` is not a rule, so that nothing can be checked.
        """
        try:
            rule = target() if isinstance(target, type) else target
            return super().judge(rule)
        except ValueError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a learner's step does wrong
            return Verdict(False, f"The rule stops with {type(error).__name__}: {error}")


def needs_spikes(rule: Rule) -> str | None:
    """Without spikes the weight does not change."""
    w = simulate(rule, Protocol(pre=(), post=(), reward=PROTOCOL.reward), W0)["w"]
    return None if bool((w == W0).all()) else "The weight changes without any spike."


def causal(rule: Rule) -> str | None:
    """A later spike does not change earlier weights."""
    with_spike, without = (
        simulate(rule, Protocol(pre=PROTOCOL.pre, post=post, reward=PROTOCOL.reward), W0)["w"]
        for post in (PROTOCOL.post, PROTOCOL.post[:-1])
    )
    same = bool((with_spike[:140] == without[:140]).all())
    return None if same else "A spike at 140 ms changes the weight before 140 ms."


def learns(rule: Rule) -> str | None:
    """With pre and post spikes the weight changes."""
    w = simulate(rule, PROTOCOL, W0)["w"]
    return None if bool((w != W0).any()) else "The weight does not change with pre and post spikes."


def needs_reward(rule: Rule) -> str | None:
    """Without reward the weight does not change."""
    w = simulate(rule, Protocol(pre=PROTOCOL.pre, post=PROTOCOL.post, reward=()), W0)["w"]
    return None if bool((w == W0).all()) else "The weight changes without reward."


def antisymmetric(rule: Rule) -> str | None:
    """A reward of opposite sign gives weight changes of opposite sign."""
    negated = Protocol(
        pre=PROTOCOL.pre, post=PROTOCOL.post, reward=tuple((t, -r) for t, r in PROTOCOL.reward)
    )
    change, opposite = (simulate(rule, each, W0)["w"] - W0 for each in (PROTOCOL, negated))
    same = bool((abs(change + opposite) < 1e-9).all())
    return None if same else "Reward -1 must give the opposite weight change of reward +1."


def differs_from_builtin(rule: Rule) -> str | None:
    """No built-in rule gives the same weights with the same parameters."""
    protocol = Protocol(pre=PROTOCOL.pre, post=PROTOCOL.post, reward=((0, 1.0), (100, -0.5)))
    w = simulate(rule, protocol, W0)["w"]
    for name, kind in RULES.items():
        if kind.__module__.startswith(BUILTIN_PREFIX):
            shared = {knob: getattr(rule, knob) for knob in knobs(kind) if hasattr(rule, knob)}
            if bool((abs(simulate(kind(**shared), protocol, W0)["w"] - w) < 1e-12).all()):
                return f"The rule does the same as {name}. Change the equation in its step."
    return None


def runs_in_page(rule: Rule) -> str | None:
    """The page can compute the rule, so that the board follows a drag at frame rate."""
    try:
        trace(rule)
    except NotTraceableError as error:
        return f"{error}."
    return None
