"""Many networks at once: the synapses of a batch, updated step by step.

The rule's own step gives its result in low-rank form, as in `low_rank`, and each step costs one
pass over the stored matrices. Weights are updated only in the networks that a step changes: most
networks have no reward in most steps.
"""

from __future__ import annotations

import torch

from ..bounds import Bounds
from ..drive import DriveAt
from ..learning_rule.rule import Rule, State
from ..learning_rule.step_check import trial_step
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
                self._check(new, dw)
            except TypeError:  # the step needs tensors, perhaps only at a later moment
                self.tensors, self._low_rank = self.state(), {}
            else:
                self._update(new, dw)
                return
        at = DriveAt(pre[:, :, None], post[:, None, :], r)
        self.tensors, dw = self.rule.step(self.tensors, at, self.k, self.dt)
        self.w.copy_(self.bounds.apply(self.w, dw) if self.bounds else self.w + dw)

    def _check(self, new: State, dw: object) -> None:
        """Raise NotLowRankError unless each matrix is an update of itself."""
        matrices = [n for n, series in self.rule.series.items() if series.axes == "synapse"]
        for value, name in [(dw, None), *((new[name], name) for name in matrices)]:
            if not isinstance(value, LowRankMatrix) or (name and value.base not in (None, name)):
                raise NotLowRankError("a result of the step is not an update of one matrix")

    def _update(self, new: State, dw: LowRankMatrix) -> None:
        """Update matrices and weights by one step."""
        updates = {n: v for n, v in new.items() if isinstance(v, LowRankMatrix) and v.base}
        # The series whose updated matrix, times a number, is the weight change; None otherwise.
        from_updated = next(
            (name for name, value in updates.items() if dw.multiple_of is value), None
        )
        networks = self._changed_networks(dw.factor)
        any_change = isinstance(networks, slice) or len(networks) > 0
        if not from_updated and dw.base and any_change:  # the matrix as it was before this step
            self._add_to_weights(networks, self._scaled(dw.base, dw.scale, networks))
        if not from_updated and dw.outers and any_change:
            self._add_outer_products(networks, dw)
        for name, value in updates.items():
            self._buffers[name].step(value)
        if from_updated and any_change:
            self._add_to_weights(networks, self._scaled(from_updated, dw.factor, networks))
        self._low_rank = {**new, **{name: LowRankMatrix(name) for name in updates}}

    def _scaled(
        self, name: str, scale: float | torch.Tensor, networks: torch.Tensor | slice
    ) -> torch.Tensor:
        """Some networks' matrices times one number, or times one number for each network."""
        scales = scale[networks] if isinstance(scale, torch.Tensor) else scale
        return self._buffers[name].read(networks) * scales

    def _add_outer_products(self, networks: torch.Tensor | slice, dw: LowRankMatrix) -> None:
        """Add outer products to the weights.

        With a single output neuron most of them are zero in most steps. If one is left, it is a
        column times a number, which is cheaper without BLAS. The numbers are the same.
        """
        if self.w.shape[2] == 1:
            dw = LowRankMatrix(outers=tuple(o for o in dw.outers if o[2].any() and o[1].any()))
        if len(dw.outers) == 1 and self.w.shape[2] == 1:
            size, pre, post = dw.outers[0]
            candidates = torch.arange(len(self.w))[networks]
            fired = candidates[post[candidates].flatten().nonzero().flatten()]
            scaled = pre[fired] * (size[fired] if isinstance(size, torch.Tensor) else size)
            self._add_to_weights(fired, scaled * post[fired])
        elif dw.outers:
            factors = dw.factors()
            assert factors
            self._add_to_weights(networks, torch.bmm(factors[0][networks], factors[1][networks]))

    def _changed_networks(self, factor: float | torch.Tensor) -> torch.Tensor | slice:
        """The networks whose weights this step changes; all of them where that is no slower."""
        if isinstance(factor, torch.Tensor) and self.w.numel() > FULL_UPDATE_BELOW:
            return factor.flatten().nonzero().flatten()
        return slice(None) if isinstance(factor, torch.Tensor) or factor else slice(0)

    def _add_to_weights(self, networks: torch.Tensor | slice, change: torch.Tensor) -> None:
        """Change the weights of some networks, within the bounds."""
        w = self.w[networks]
        self.w[networks] = self.bounds.apply(w, change) if self.bounds else w + change

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
