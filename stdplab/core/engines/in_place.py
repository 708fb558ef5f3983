"""A whole population under one rule, with every matrix updated in place."""

from __future__ import annotations

import math
from types import SimpleNamespace

import torch

from ..bounds import Hard
from ..drive import DriveAt
from ..learning_rule.rule import Rule, State
from ..weight_change import total
from .low_rank import LowRankMatrix, NeuronVector, NotLowRankError, apply_update

CACHE_BYTES = 400 * 1024
"""Bytes of a matrix updated at once, so that a second matrix finds the first in the cache."""


class InPlaceEngine:
    """The matrices of a population, updated step by step.

    The weights and each series of synapses are one matrix. A step costs one pass over each,
    whatever the rule's arithmetic looks like. The values are those of the same step on tensors,
    to rounding.

    Parameters
    ----------
    rule : Rule
        A rule with plain numbers for parameters.
    state : dict of str to Tensor
        The series by name; those of synapses are updated in place.
    w : Tensor, shape (n_pre, n_post)
        The weights, updated in place.
    k : SimpleNamespace
        The constants of the rule's step.
    bounds : Hard, optional
        Hard bounds with plain numbers.
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
        self.limits = (bounds.low, bounds.high) if bounds else (-math.inf, math.inf)
        self.matrices = {
            n: state[n] for n, series in rule.series.items() if series.axes == "synapse"
        }
        # An accelerator is fastest on the whole matrix at once.
        block_bytes = CACHE_BYTES if w.device.type == "cpu" else w.nbytes
        rows = max(1, block_bytes // (w.element_size() * w.shape[1]))
        self.blocks = [slice(i, i + rows) for i in range(0, w.shape[0], rows)]
        self.state: State = {}
        for name, series in rule.series.items():
            value = state[name]
            if series.axes == "synapse":
                self.state[name] = LowRankMatrix(name)
            else:
                self.state[name] = (
                    NeuronVector(series.axes, value) if series.axes != "network" else float(value)
                )

    def step(self, drive: DriveAt, dt: float) -> None:
        """Simulate one step; a TypeError is raised before anything has changed."""
        at = DriveAt(
            NeuronVector("pre", drive.pre), NeuronVector("post", drive.post), float(drive.reward)
        )
        new, change = self.rule.step(self.state, at, self.k, dt)
        dw = total(change)
        for name in self.matrices:
            if not isinstance(new[name], LowRankMatrix) or new[name].base not in (None, name):
                raise NotLowRankError(f"{name} is not an update of its own matrix")
        if not isinstance(dw, LowRankMatrix):
            raise NotLowRankError("the weight change is not a matrix")
        updates = {name: new[name] for name in self.matrices if new[name].base}
        self._update(updates, dw)
        self.state = {**new, **{name: LowRankMatrix(name) for name in updates}}

    def _update(self, updates: dict[str, LowRankMatrix], dw: LowRankMatrix) -> None:
        """Update every matrix, one block of rows after another while it is in the cache."""
        # The series whose updated matrix, times a number, is the weight change; None otherwise.
        from_updated = next(
            (name for name, value in updates.items() if dw.multiple_of is value), None
        )
        factors = {name: value.factors() for name, value in updates.items()}
        change = dw.factors() if dw.factor and not from_updated else None
        from_previous = dw.base if dw.scale and not from_updated else None
        for rows in self.blocks:
            w = self.w[rows]
            if from_previous:  # the matrix as it was before this step
                w.add_(self.matrices[from_previous][rows], alpha=dw.scale)
            for name, value in updates.items():
                apply_update(self.matrices[name], value.scale, factors[name], rows)
            if from_updated and dw.factor:  # without reward the weights need no pass
                w.add_(self.matrices[from_updated][rows], alpha=dw.factor)
            elif change:
                apply_update(self.w, 1.0, change, rows)
            if self.bounds:
                w.clamp_(*self.limits)

    def flush(self) -> None:
        """Bring every matrix up to date; here each step does so already."""

    def value(self, name: str) -> torch.Tensor:
        """The series ``name`` as a tensor; a matrix is the one that the next step updates."""
        value = self.state[name]
        if isinstance(value, LowRankMatrix):
            if not value.base:
                self.matrices[name].zero_()
                apply_update(self.matrices[name], 1.0, value.factors(), slice(None))
            matrix: torch.Tensor = self.matrices[name]
            return matrix
        return (
            value.tensor()
            if isinstance(value, NeuronVector)
            else torch.full_like(self.w[:1, :1], value)
        )
