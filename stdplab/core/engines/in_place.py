"""Running a rule on a whole population with every matrix updated in place."""

from __future__ import annotations

import math
from types import SimpleNamespace

import torch

from ..bounds import Hard
from ..drive import DriveAt
from ..rule import Rule, State
from .low_rank import LowRankMatrix, NeuronVector, NotLowRankError, work

CACHED = 400 * 1024
"""Bytes of a matrix worked on at once, so that a second matrix finds the first in the cache."""


class InPlace:
    """The matrices of a population and what a rule does to them, step by step.

    rule, state, w    the rule with plain numbers for parameters; tensors that are worked on
    k                 what the rule hoisted
    bounds            hard bounds with numbers, or None

    The weight and each stored series is one matrix that every step works on; a step costs
    one pass over each, whatever the rule's arithmetic looks like. What a series is worth
    is what the same step gives on tensors, to rounding.
    """

    def __init__(
        self,
        rule: Rule,
        state: State,
        w: torch.Tensor,
        k: SimpleNamespace,
        bounds: Hard | None = None,
    ) -> None:
        self.rule, self.k, self.w = rule, k, w
        self.bounds = bounds
        self.reach = (bounds.low, bounds.high) if bounds else (-math.inf, math.inf)
        self.matrices = {n: state[n] for n, axes in rule.series.items() if axes == "synapse"}
        cached = CACHED if w.device.type == "cpu" else w.nbytes  # an accelerator wants all at once
        rows = max(1, cached // (w.element_size() * w.shape[1]))
        self.blocks = [slice(i, i + rows) for i in range(0, w.shape[0], rows)]
        self.state: State = {}
        for name, axes in rule.series.items():
            value = state[name]
            if axes == "synapse":
                self.state[name] = LowRankMatrix(name)
            else:
                self.state[name] = NeuronVector(axes, value) if axes != "network" else float(value)

    def step(self, drive: DriveAt, dt: float) -> None:
        """One step; a TypeError is raised before anything has changed."""
        at = DriveAt(
            NeuronVector("pre", drive.pre), NeuronVector("post", drive.post), float(drive.reward)
        )
        new, dw = self.rule.step(self.state, at, self.k, dt)
        for name in self.matrices:
            if not isinstance(new[name], LowRankMatrix) or new[name].stored not in (None, name):
                raise NotLowRankError(f"{name} is made of another series' matrix")
        if not isinstance(dw, LowRankMatrix):
            raise NotLowRankError("the change of the weights is no matrix")
        stored = {name: new[name] for name in self.matrices if new[name].stored}
        self._work(stored, dw)
        self.state = {**new, **{name: LowRankMatrix(name) for name in stored}}

    def _work(self, stored: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        """Bring every matrix up to date, a block of rows at a time while it is in the cache."""
        made = next((name for name, value in stored.items() if dw.source is value), None)
        factors = {name: value.factors() for name, value in stored.items()}
        change = dw.factors() if dw.factor and not made else None
        old = dw.stored if dw.scale and not made else None
        for part in self.blocks:
            w = self.w[part]
            if old:  # a matrix as it stood before this step
                w.add_(self.matrices[old][part], alpha=dw.scale)
            for name, value in stored.items():
                work(self.matrices[name], value.scale, factors[name], part)
            if made and dw.factor:  # no reward, no pass over the weights
                w.add_(self.matrices[made][part], alpha=dw.factor)
            elif change:
                work(self.w, 1.0, change, part)
            if self.bounds:
                w.clamp_(*self.reach)

    def flush(self) -> None:
        """Everything is up to date after each step."""

    def value(self, name: str) -> torch.Tensor:
        """The series ``name`` as a tensor; a matrix is the one that the next step works on."""
        value = self.state[name]
        if isinstance(value, LowRankMatrix):
            if not value.stored:
                self.matrices[name].zero_()
                work(self.matrices[name], 1.0, value.factors(), slice(None))
            matrix: torch.Tensor = self.matrices[name]
            return matrix
        return (
            value.tensor()
            if isinstance(value, NeuronVector)
            else torch.full_like(self.w[:1, :1], value)
        )
