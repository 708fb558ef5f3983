"""Many networks at once: the matrices of a batch, brought up to date step by step.

The rule's own step is written down as in `lowrank`, and each step costs one pass over the
stored matrices. Weights are touched only in the networks that a step changes: most have no
reward at most moments.
"""

from __future__ import annotations

import torch

from ..bounds import Hard
from ..drive import DriveAt
from ..rule import Rule, State
from ..step_check import tried
from .low_rank import LowRankMatrix, NeuronVector, NotLowRankError
from .outer_product_buffer import OuterProductBuffer

SMALL = 8192
"""Synapses of all networks; to choose among fewer costs more than to work on all of them."""


class Batched:
    """The synapses from one group of neurons to another, in each of many networks.

    w        (batch, n_pre, n_post), worked on in place
    rule     with plain numbers for parameters
    bounds   numbers, or tensors (n_pre, 1) such as those of `dale_bounds`

    A rule whose step cannot be written down runs on tensors: the same numbers, more slowly.
    """

    def __init__(
        self,
        rule: Rule,
        w: torch.Tensor,
        *,
        dt: float = 1.0,
        lag: int = 1,
        bounds: Hard | None = None,
    ) -> None:
        rule.check_declaration()
        self.rule, self.w, self.dt, self.bounds = rule, w, dt, bounds
        self.k = rule.hoist(dt, lag)
        batch, n_pre, n_post = w.shape
        lengths = {"pre": (n_pre, 1), "post": (1, n_post), "network": (1, 1)}
        self.tensors = {
            name: w.new_zeros(batch, *lengths.get(axes, (n_pre, n_post)))
            for name, axes in rule.series.items()
        }
        sides = (w.new_zeros(batch, *lengths[side]) for side in ("pre", "post", "network"))
        tried(rule, self.tensors, DriveAt(*sides), self.k, dt)
        self._written = self._begin()

    def _begin(self) -> State:
        """Every series as `lowrank` writes it, from the tensors."""
        kept = (name for name, axes in self.rule.series.items() if axes == "synapse")
        self._deferred = {name: OuterProductBuffer(self.tensors[name]) for name in kept}
        return {
            name: LowRankMatrix(name) if axes == "synapse" else
            self.tensors[name] if axes == "network" else NeuronVector(axes, self.tensors[name])
            for name, axes in self.rule.series.items()
        }  # fmt: skip

    def step(self, pre: torch.Tensor, post: torch.Tensor, reward: torch.Tensor) -> None:
        """One step: pre (batch, n_pre) and post (batch, n_post) are 0 or 1, reward (batch,)."""
        r = reward[:, None, None]
        if self._written:
            at = DriveAt(
                NeuronVector("pre", pre[:, :, None]), NeuronVector("post", post[:, None, :]), r
            )
            try:
                new, dw = self.rule.step(self._written, at, self.k, self.dt)
                self._check(new, dw)
            except TypeError:  # it needs tensors, now or at whatever moment it does
                self.tensors, self._written = self.state(), {}
            else:
                self._work(new, dw)
                return
        at = DriveAt(pre[:, :, None], post[:, None, :], r)
        self.tensors, dw = self.rule.step(self.tensors, at, self.k, self.dt)
        self.w.copy_(self.bounds.apply(self.w, dw) if self.bounds else self.w + dw)

    def _check(self, new: State, dw: object) -> None:
        kept = [n for n, axes in self.rule.series.items() if axes == "synapse"]
        for value, own in [(dw, None), *((new[name], name) for name in kept)]:
            if not isinstance(value, LowRankMatrix) or (own and value.stored not in (None, own)):
                raise NotLowRankError("the step makes something else than matrices of one series")

    def _work(self, new: State, dw: LowRankMatrix) -> None:
        stored = {n: v for n, v in new.items() if isinstance(v, LowRankMatrix) and v.stored}
        made = next((name for name, value in stored.items() if dw.source is value), None)
        where = self._touched(dw.factor)
        some = isinstance(where, slice) or len(where) > 0
        if not made and dw.stored and some:  # a matrix as it stood before this step
            self._learn(where, self._sized(dw.stored, dw.scale, where))
        if not made and dw.outers and some:
            self._pair(where, dw)
        for name, value in stored.items():
            self._deferred[name].step(value)
        if made and some:
            self._learn(where, self._sized(made, dw.factor, where))
        self._written = {**new, **{name: LowRankMatrix(name) for name in stored}}

    def _sized(
        self, name: str, size: float | torch.Tensor, where: torch.Tensor | slice
    ) -> torch.Tensor:
        """Some networks' matrices times a number, or one for each network."""
        sizes = size[where] if isinstance(size, torch.Tensor) else size
        return self._deferred[name].of(where) * sizes

    def _pair(self, where: torch.Tensor | slice, dw: LowRankMatrix) -> None:
        """Work outer products into the weights.

        Onto a single neuron most are nothing at most steps, and the one that is left is a column
        times a number, which costs BLAS more than it does by itself. The numbers are the same.
        """
        if self.w.shape[2] == 1:
            dw = LowRankMatrix(outers=tuple(o for o in dw.outers if o[2].any() and o[1].any()))
        if len(dw.outers) == 1 and self.w.shape[2] == 1:
            size, pre, post = dw.outers[0]
            chosen = torch.arange(len(self.w))[where]
            where = chosen[post[chosen].flatten().nonzero().flatten()]
            sized = pre[where] * (size[where] if isinstance(size, torch.Tensor) else size)
            self._learn(where, sized * post[where])
        elif dw.outers:
            factors = dw.factors()
            assert factors
            self._learn(where, torch.bmm(factors[0][where], factors[1][where]))

    def _touched(self, factor: float | torch.Tensor) -> torch.Tensor | slice:
        """The networks whose weights this step changes; all where that is no more work."""
        if isinstance(factor, torch.Tensor) and self.w.numel() > SMALL:
            return factor.flatten().nonzero().flatten()
        return slice(None) if isinstance(factor, torch.Tensor) or factor else slice(0)

    def _learn(self, where: torch.Tensor | slice, change: torch.Tensor) -> None:
        """Change the weights of some of the networks."""
        w = self.w[where]
        self.w[where] = self.bounds.apply(w, change) if self.bounds else w + change

    def load(self, state: State) -> None:
        """Go on from what `state` gave."""
        self.tensors = {name: value.clone() for name, value in state.items()}
        self._written = self._begin() if self._written else {}

    def state(self) -> State:
        """Every series as a tensor (batch, n_pre or 1, n_post or 1); all zero at first."""
        if not self._written:
            return self.tensors
        made = {}
        for name, value in self._written.items():
            if isinstance(value, LowRankMatrix):
                self._deferred[name].flush()
                factors = value.factors()
                made[name] = torch.bmm(*factors) if factors else self.tensors[name]
            else:
                made[name] = value.tensor() if isinstance(value, NeuronVector) else value
        return made
