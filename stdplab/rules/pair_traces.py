"""The two spike traces and the pairing that STDP, MSTDP and MSTDPET share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from ..core.arithmetic import exp, where
from ..core.drive import Drive
from ..core.learning_rule.knob import knob
from ..core.learning_rule.rule import Rule, State
from ..core.learning_rule.series import Series
from ..core.support.numbers.tensor_input import all_true
from ..core.support.short_repr import number_text

PRE_TRACE = Series(
    "pre", "x", "Pre trace", colour="pre", limits=(-0.4, 0.4), panel="traces", folded=True
)
POST_TRACE = Series(
    "post", "y", "Post trace", colour="post", limits=(-0.4, 0.4), panel="traces", folded=True,
    mirrored=True, dashed=True,
)  # fmt: skip
PAIRING = Series("synapse", r"\xi", "Pairing", panel="none")
"""The traces and the pairing of pair rules, as figures draw them."""


SCHEMES = ("symmetric", "presynaptic-centred", "restricted symmetric")
"""Which nearest spikes pair; NEST has a synapse model for each."""

READ_BEFORE = "Read before spikes"


@dataclass(frozen=True)
class PairRule(Rule):
    """Parameters, traces and pairing of the rules that pair one pre with one post spike.

        x(t)  = exp(-dt/tau_plus)  x(t-dt) + pre(t)
        y(t)  = exp(-dt/tau_minus) y(t-dt) + post(t)
        xi(t) = A_plus x(t) post(t) + A_minus y(t) pre(t)

    Both traces already contain the spike of the same step, so a coincident pair acts both ways.
    With ``read_before`` each spike reads the traces as they were before the spikes of its step,
    so spikes of one step do not pair.

    This class has no ``step`` and is not a rule by itself: derive from it, and call
    `update_traces` in the step.

    Parameters
    ----------
    A_plus : float
        Amplitude of the change at a post spike after a pre spike, signed.
    A_minus : float
        Amplitude of the change at a pre spike after a post spike, signed; negative for
        depression.
    tau_plus : float
        Time constant of the presynaptic trace x, ms.
    tau_minus : float
        Time constant of the postsynaptic trace y, ms.
    gamma : float
        Learning rate.
    nearest : bool
        Pair each spike with the nearest earlier spike of the other side only.
    scheme : int
        Which nearest spikes pair, with ``nearest``. 0, symmetric: each spike with the last one of
        the other side. 1, presynaptic-centred: each pre spike with the last post spike before it
        and the first one after it. 2, restricted symmetric: as 0, but a spike is in one pair of
        potentiation and one of depression at most.
    read_before : bool
        Whether a spike reads the traces as they were before the spikes of its step; spikes of
        one step then do not pair.

    Attributes
    ----------
    series : dict of str to Series
        Recorded quantities: ``x``, presynaptic trace (axis pre); ``y``, postsynaptic trace (post);
        ``xi``, pairing (synapse).

    References
    ----------
    Florian 2007, doi 10.1162/neco.2007.19.6.1468

    Morrison, Diesmann and Gerstner 2008, doi 10.1007/s00422-008-0233-1 (the three schemes)
    """

    series: ClassVar[dict[str, Any]] = {"x": PRE_TRACE, "y": POST_TRACE, "xi": PAIRING}

    A_plus: float = knob(1.0, -2, 2, step=0.05, tex="A_+", label="LTP amplitude")
    A_minus: float = knob(-1.0, -2, 2, step=0.05, tex="A_-", label="LTD amplitude")
    tau_plus: float = knob(20.0, 1, 100, tex=r"\tau_+", label="Pre trace", unit="ms", positive=True)
    tau_minus: float = knob(
        20.0, 1, 100, tex=r"\tau_-", label="Post trace", unit="ms", positive=True
    )
    gamma: float = knob(0.2, 0, 1, step=0.01, tex=r"\gamma", label="Learning rate")
    nearest: bool = knob(False, tex="", label="Nearest spikes only", kw_only=True)
    scheme: int = knob(0, tex="", label="Nearest pairs", kw_only=True, options=SCHEMES)
    read_before: bool = knob(False, tex="", label=READ_BEFORE, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        per_synapse = ("", "x", "xy")[self.scheme] if self.nearest else ""
        if per_synapse:  # a spike of the other side clears the trace
            series = type(self).series
            own = {name: replace(series[name], axes="synapse") for name in per_synapse}
            object.__setattr__(self, "series", {**series, **own})

    def constants(self, dt: float) -> dict[str, Any]:
        """Decay factors of the two traces over one step, and what a spike does to them.

        Parameters
        ----------
        dt : float
            The time step, ms.

        Returns
        -------
        dict of str to float
            ``decay_plus`` and ``decay_minus``; switches that say whether a pre spike sets x
            (``x_is_set``) and a post spike clears it (``x_is_cleared``), and ``y_is_cleared``.
        """
        return {
            "decay_plus": exp(-dt / self.tau_plus),
            "decay_minus": exp(-dt / self.tau_minus),
            "x_is_set": where(self.nearest, self.scheme != 1, False),
            "x_is_cleared": where(self.nearest, self.scheme >= 1, False),
            "y_is_cleared": where(self.nearest, self.scheme == 2, False),
        }

    def check_drive(self, drive: Drive) -> None:
        """Raise ValueError for counts of spikes under ``nearest``; see `Rule.check_drive`."""
        check_single_spikes(drive, nearest=self.nearest)


def check_single_spikes(drive: Drive, *, nearest: bool) -> None:
    """Raise ValueError when a step holds more or less than one spike, where nearest ones pair."""
    for name in ("pre", "post"):
        spikes = getattr(drive, name)
        if nearest and not all_true((spikes == 0) | (spikes == 1)):
            found = float(spikes[(spikes != 0) & (spikes != 1)][0])
            raise ValueError(
                f"drive.{name} holds {number_text(found)} in one step: with nearest=True give 1 "
                "at a spike and 0 elsewhere, or use a smaller dt"
            )


def update_traces(state: State, drive: Any, k: Any) -> State:
    """The traces x and y and the pairing xi after the spikes of one step.

        x(t)  = exp(-dt/tau_plus)  x(t-dt) + pre(t)
        y(t)  = exp(-dt/tau_minus) y(t-dt) + post(t)
        xi(t) = A_plus x(t) post(t) + A_minus y(t) pre(t)

    With ``k.nearest`` a spike sets its trace to 1 instead of adding 1; spikes must then be 0 or 1.

    Parameters
    ----------
    state : dict
        The state before the step, with ``x`` and ``y``.
    drive : DriveAt
        The spikes of the step.
    k : Constants
        The parameters and decay factors of a `PairRule`.

    Returns
    -------
    dict
        ``x``, ``y`` and ``xi`` after the step.
    """
    return update_pairing(state, drive, k)[0]


def update_pairing(state: State, drive: Any, k: Any) -> tuple[State, tuple[Any, Any]]:
    """As `update_traces`, with the two terms of xi: at post spikes, and at pre spikes."""
    pre, post = drive.pre, drive.post
    x, read_x = _update_trace(
        k.decay_plus * state["x"], pre, post, k.read_before, k.x_is_set, k.x_is_cleared
    )
    y, read_y = _update_trace(
        k.decay_minus * state["y"], post, pre, k.read_before, k.nearest, k.y_is_cleared
    )
    at_post, at_pre = k.A_plus * read_x * post, k.A_minus * read_y * pre
    return {"x": x, "y": y, "xi": at_post + at_pre}, (at_post, at_pre)


def _update_trace(
    before: Any, own: Any, other: Any, read_before: Any, is_set: Any, is_cleared: Any
) -> tuple[Any, Any]:
    """A trace after the spikes of one step, and as a spike of the other side reads it.

    A spike that is read in its own step is cleared with those before it; one that is not is left
    for the next spike of the other side.
    """
    # What is switched off costs no operation on tensors.
    left = 1.0 if is_cleared is False else where(is_cleared, 1 - other, 1.0)
    kept = before if is_set is False else before * where(is_set, 1 - own, 1.0)
    added = after = kept + own
    if is_cleared is not False:
        after = where(read_before, kept * left + own, added * left)
    return after, where(read_before, before, added)
