"""Many networks at once: the synapses of a batch, updated step by step.

The rule's own step gives its result in low-rank form, as in `low_rank`, and each step costs one
pass over the stored matrices. Weights are updated only in the networks that a step changes: most
networks have no reward in most steps.
"""

from __future__ import annotations

from typing import Any

import torch

from ..bounds import Bounds, Hard
from ..drive import DriveAt
from ..learning_rule.rule import Rule, State
from ..learning_rule.step_check import trial_step
from ..weight_change import add_up, terms, total
from .low_rank import LowRankMatrix, NeuronVector, NotLowRankError
from .outer_product_buffer import OuterProductBuffer

FULL_UPDATE_BELOW = 8192
"""Synapses of all networks; with fewer, to select networks costs more than to update them all."""


class BatchedSynapses:
    """The synapses from one group of neurons to another, in each of many networks.

    A rule whose step has no low-rank form runs on tensors: the same numbers, more slowly.

    Parameters
    ----------
    rule : Rule
        A rule with plain numbers for parameters.
    w : Tensor, shape (batch, n_pre, n_post)
        Initial weights, updated in place.
    dt : float
        Time step in ms.
    lag : int
        1: the reward meets the pairing of the step before. 0: of this step.
    bounds : Bounds, optional
        Bounds of numbers, or of tensors (n_pre, 1) such as those of `dale_bounds`.
    """

    def __init__(
        self,
        rule: Rule,
        w: torch.Tensor,
        *,
        dt: float = 1.0,
        lag: int = 1,
        bounds: Bounds | None = None,
    ) -> None:
        rule.check_declaration()
        self.rule, self.w, self.dt, self.bounds = rule, w, dt, bounds
        self.k = rule.step_constants(dt, lag)
        batch, n_pre, n_post = w.shape
        lengths = {"pre": (n_pre, 1), "post": (1, n_post), "network": (1, 1)}
        self.tensors = {
            name: w.new_zeros(batch, *lengths.get(series.axes, (n_pre, n_post)))
            for name, series in rule.series.items()
        }
        drive = (w.new_zeros(batch, *lengths[name]) for name in ("pre", "post", "network"))
        trial_step(rule, self.tensors, DriveAt(*drive), self.k, dt)
        self._low_rank = self._low_rank_state()

    def _low_rank_state(self) -> State:
        """Every series in low-rank form, from the tensors."""
        matrices = (name for name, series in self.rule.series.items() if series.axes == "synapse")
        self._buffers = {name: OuterProductBuffer(self.tensors[name]) for name in matrices}
        state: State = {}
        for name, series in self.rule.series.items():
            if series.axes == "synapse":
                state[name] = LowRankMatrix(name)
            elif series.axes == "network":
                state[name] = self.tensors[name]
            else:
                state[name] = NeuronVector(series.axes, self.tensors[name])
        return state

    def step(self, pre: torch.Tensor, post: torch.Tensor, reward: torch.Tensor) -> None:
        """Simulate one step: traces and weights are updated.

        Parameters
        ----------
        pre : Tensor, shape (batch, n_pre)
            Presynaptic spikes, 0 or 1.
        post : Tensor, shape (batch, n_post)
            Postsynaptic spikes, 0 or 1.
        reward : Tensor, shape (batch,)
            Reward of each network.
        """
        r = reward[:, None, None]
        if self._low_rank:
            at = DriveAt(
                NeuronVector("pre", pre[:, :, None]), NeuronVector("post", post[:, None, :]), r
            )
            try:
                new, dw = self.rule.step(self._low_rank, at, self.k, self.dt)
                # Hard bounds, and none, need only the whole change.
                additive = self.bounds is None or type(self.bounds) is Hard
                changes = (total(dw),) if additive else terms(dw)
                self._check(new, changes)
            except TypeError:  # the step needs tensors, perhaps only at a later moment
                self.tensors, self._low_rank = self.state(), {}
            else:
                self._update(new, changes)
                return
        at = DriveAt(pre[:, :, None], post[:, None, :], r)
        self.tensors, dw = self.rule.step(self.tensors, at, self.k, self.dt)
        self.w.copy_(self.bounds.apply(self.w, dw) if self.bounds else self.w + total(dw))

    def _check(self, new: State, changes: tuple[Any, ...]) -> None:
        """Raise NotLowRankError unless each matrix is an update of itself."""
        matrices = [n for n, series in self.rule.series.items() if series.axes == "synapse"]
        found = [(dw, None) for dw in changes] + [(new[name], name) for name in matrices]
        for value, name in found:
            if not isinstance(value, LowRankMatrix) or (name and value.base not in (None, name)):
                raise NotLowRankError("a result of the step is not an update of one matrix")

    def _update(self, new: State, changes: tuple[LowRankMatrix, ...]) -> None:
        """Update matrices and weights by one step; ``changes`` holds the terms of the change."""
        updates = {n: v for n, v in new.items() if isinstance(v, LowRankMatrix) and v.base}
        # For each term the series whose updated matrix, times a number, it is; None otherwise.
        from_updated = [
            next((name for name, value in updates.items() if dw.multiple_of is value), None)
            for dw in changes
        ]
        networks = self._changed_networks([dw.factor for dw in changes])
        any_change = isinstance(networks, slice) or len(networks) > 0
        before = [dw for dw, name in zip(changes, from_updated, strict=True) if not name]
        after = [(dw, name) for dw, name in zip(changes, from_updated, strict=True) if name]
        known: tuple[torch.Tensor, ...] = ()
        if any_change and not after:
            self._add_now(networks, changes)
        elif any_change:  # all terms must meet the bounds together
            known = tuple(self._term(networks, dw) for dw in before if dw.base or dw.outers)
        for name, value in updates.items():
            self._buffers[name].step(value)
        if any_change and after:
            read = (self._scaled(name, dw.factor, networks) for dw, name in after)
            self._add_to_weights(networks, (*known, *read))
        self._low_rank = {**new, **{name: LowRankMatrix(name) for name in updates}}

    def _scaled(
        self, name: str, scale: float | torch.Tensor, networks: torch.Tensor | slice
    ) -> torch.Tensor:
        """Some networks' matrices times one number, or times one number for each network."""
        scales = scale[networks] if isinstance(scale, torch.Tensor) else scale
        return self._buffers[name].read(networks) * scales

    def _term(self, networks: torch.Tensor | slice, dw: LowRankMatrix) -> torch.Tensor:
        """One term of some networks' change, with matrices as they were before this step."""
        parts = [self._scaled(dw.base, dw.scale, networks)] if dw.base else []
        if factors := dw.factors():
            parts.append(torch.bmm(factors[0][networks], factors[1][networks]))
        change: torch.Tensor = add_up(parts)
        return change

    def _add_now(self, networks: torch.Tensor | slice, changes: tuple[LowRankMatrix, ...]) -> None:
        """Add terms that need no matrix of this step to the weights.

        With a single output neuron most outer products are zero in most steps. If one is left,
        it is a column times a number, which is cheaper without BLAS. The numbers are the same.
        """
        if self.w.shape[2] == 1:
            changes = tuple(map(_without_zeros, changes))
        changes = tuple(dw for dw in changes if dw.base or dw.outers)
        if self.w.shape[2] == 1 and len(changes) == 1 and _is_one_outer(changes[0]):
            size, pre, post = changes[0].outers[0]
            candidates = torch.arange(len(self.w))[networks]
            fired = candidates[post[candidates].flatten().nonzero().flatten()]
            scaled = pre[fired] * (size[fired] if isinstance(size, torch.Tensor) else size)
            self._add_to_weights(fired, (scaled * post[fired],))
        elif changes:
            self._add_to_weights(networks, tuple(self._term(networks, dw) for dw in changes))

    def _changed_networks(self, factors: list[float | torch.Tensor]) -> torch.Tensor | slice:
        """The networks whose weights this step changes; all of them where that is no slower."""
        tensors = [factor for factor in factors if isinstance(factor, torch.Tensor)]
        if len(tensors) == len(factors) and self.w.numel() > FULL_UPDATE_BELOW:
            changed = torch.stack([tensor.flatten() != 0 for tensor in tensors]).any(0)
            return changed.nonzero().flatten()
        return slice(None) if tensors or any(factors) else slice(0)

    def _add_to_weights(
        self, networks: torch.Tensor | slice, changes: tuple[torch.Tensor, ...]
    ) -> None:
        """Change the weights of some networks by the sum of the terms, within the bounds."""
        w = self.w[networks]
        self.w[networks] = self.bounds.apply(w, changes) if self.bounds else w + total(changes)

    def load(self, state: State) -> None:
        """Continue from the output of `state`; the weights stay."""
        self.tensors = {name: value.clone() for name, value in state.items()}
        self._low_rank = self._low_rank_state() if self._low_rank else {}

    def state(self) -> State:
        """Return every series as a tensor (batch, n_pre or 1, n_post or 1); zero at first."""
        if not self._low_rank:
            return self.tensors
        tensors = {}
        for name, value in self._low_rank.items():
            if isinstance(value, LowRankMatrix):
                self._buffers[name].flush()
                factors = value.factors()
                tensors[name] = torch.bmm(*factors) if factors else self.tensors[name]
            else:
                tensors[name] = value.tensor() if isinstance(value, NeuronVector) else value
        return tensors


def _without_zeros(dw: LowRankMatrix) -> LowRankMatrix:
    """The same matrix without the outer products that are zero in every network."""
    outers = tuple(outer for outer in dw.outers if outer[2].any() and outer[1].any())
    return LowRankMatrix(dw.base, dw.scale, outers)


def _is_one_outer(dw: LowRankMatrix) -> bool:
    """Whether this is one outer product and nothing else."""
    return not dw.base and len(dw.outers) == 1
