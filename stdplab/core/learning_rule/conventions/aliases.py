"""From the parameter names of papers and simulators to the parameters of a rule here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self

from ...support.lazy_torch import is_tensor
from ...support.numbers.array_as_tensor import array_as_tensor
from ...support.numbers.validation import number
from ...support.short_repr import quoted
from ..knob import knobs
from .convention import Convention
from .convention_tables import CONVENTIONS


class Aliases:
    """What every rule can do with the parameter names of papers and simulators."""

    @classmethod
    def from_names(cls, convention: str, **parameters: Any) -> Self:
        """Create the rule from the parameter names of a paper or a simulator.

        A parameter that is not given keeps its default here, unless the convention implies it.

        Parameters
        ----------
        convention : str
            "florian", "inferno", "gerstner", "brian2", "nest" (stdp_synapse),
            "nest_nn_symm", "nest_nn_pre_centered" and "nest_nn_restr" (stdp_nn_..._synapse),
            "nest_dopamine" (stdp_dopamine_synapse) or "nest_triplet" (stdp_triplet_synapse).
        **parameters : float or str
            Values under the names of that convention, as numbers or as text such as "1.05";
            times in ms. NEST's ``lambda`` is written ``lambda_``. `explain_aliases` says what each
            becomes.

        Returns
        -------
        Rule
            The rule with its own parameter names.

        Raises
        ------
        ValueError
            When the convention is unknown, does not describe this rule or has no such name.

        Examples
        --------
        >>> from stdplab import STDP
        >>> rule = STDP.from_names("inferno", lr_post=0.2, lr_pre=-0.2, tc_post=20, tc_pre=25)
        >>> rule.A_plus, rule.A_minus, rule.tau_plus, rule.tau_minus, rule.gamma
        (0.2, -0.2, 25.0, 20.0, 1.0)
        """
        return cls(**translate(cls, convention, parameters))

    @classmethod
    def explain_aliases(cls, convention: str, **parameters: Any) -> str:
        """Say what the names that `from_names` takes become here, and what is not equal.

        Parameters
        ----------
        convention : str
            As for `from_names`.
        **parameters : float
            As for `from_names`.

        Returns
        -------
        str
            One line for each name, for what the convention implies, for each difference that
            remains, and for the source.

        Raises
        ------
        ValueError
            As `from_names` does.

        Examples
        --------
        >>> from stdplab import STDP
        >>> print(STDP.explain_aliases("florian", A_plus=1, tau_plus=20))
        A_plus = 1 is A_plus = 1 (LTP amplitude)
        tau_plus = 20 is tau_plus = 20 ms (Pre trace)
        source: Florian 2007, doi 10.1162/neco.2007.19.6.1468
        """
        return explain(cls, convention, parameters)


def translate(rule: type, convention: str, given: Mapping[str, float]) -> dict[str, float]:
    """The parameters of ``rule`` for the values ``given`` under the names of ``convention``."""
    table = _table(rule, convention)
    names = _names(rule, table)
    given = _numbers(given)
    for name in given:
        if name in table.elsewhere:
            raise ValueError(
                f"{name} is not a parameter of {rule.__name__}. {table.elsewhere[name]}"
            )
        if name not in names and name not in table.multiplies:
            raise ValueError(
                f"{convention} has no {name!r} for {rule.__name__}. "
                f"Available: {', '.join({**names, **table.multiplies})}."
            )
    given = _numbers(given)
    translated = dict(table.implied)
    for name, value in given.items():
        if name in names:
            parameter, factor = names[name]
            translated[parameter] = factor * value
    for name, parameter in table.multiplies.items():
        factor = _multiplier(rule, table, name, given)
        translated[parameter] = factor * translated.get(parameter, _defaults(rule)[parameter])
    return translated


def explain(rule: type, convention: str, given: Mapping[str, float]) -> str:
    """What each name became, what is implied and what is not equal, a line each."""
    translated, table = translate(rule, convention, given), _table(rule, convention)
    given = _numbers(given)
    names, described = _names(rule, table), knobs(rule)

    def value(parameter: str) -> str:
        unit = f" {described[parameter].unit}" if described[parameter].unit else ""
        return f"{parameter} = {translated[parameter]:.12g}{unit} ({described[parameter].label})"

    lines = [f"{n} = {v:.12g} is {value(names[n][0])}" for n, v in given.items() if n in names]
    for name, parameter in table.multiplies.items():
        size = _multiplier(rule, table, name, given)
        lines.append(f"{name} = {size:.12g} multiplies {parameter}: {value(parameter)}")
    explained = {names[n][0] for n in given if n in names} | set(table.multiplies.values())
    lines += [f"implied: {value(p)}" for p in translated if p not in explained]
    lines += [f"not equal: {difference}" for difference in table.differences]
    return "\n".join([*lines, f"source: {table.source}"])


def _numbers(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values as numbers; one given as text, as a parameter file has it, is read.

    Tensors of several numbers stay as they are. ValueError names another value.
    """
    checked = {name: array_as_tensor(_read(value, name), name) for name, value in given.items()}
    return {n: v if is_tensor(v) else number(v, n) for n, v in checked.items()}


def _read(value: Any, name: str) -> Any:
    """The number that a text holds; another value as it is."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(
            f"{name} is {quoted(value)}, which is not a number: write it with a decimal point"
        ) from None


def _table(rule: type, convention: str) -> Convention:
    """The convention of that name; ValueError when it is unknown or describes other rules."""
    if convention not in CONVENTIONS:
        raise ValueError(f"unknown convention {convention!r}. Available: {', '.join(CONVENTIONS)}.")
    table = CONVENTIONS[convention]
    if not table.describes(knobs(rule)):
        fitting = [name for name, other in CONVENTIONS.items() if other.describes(knobs(rule))]
        raise ValueError(
            f"{convention} is {table.model}, which does not describe {rule.__name__}. "
            f"Available for {rule.__name__}: {', '.join(fitting)}."
        )
    return table


def _names(rule: type, table: Convention) -> dict[str, tuple[str, float]]:
    """The names of the convention that this rule has a parameter for."""
    return {name: to for name, to in table.names.items() if to[0] in knobs(rule)}


def _multiplier(rule: type, table: Convention, name: str, given: Mapping[str, float]) -> float:
    """The value of a name that multiplies a parameter, given or by default."""
    if name in given:
        return given[name]
    return float(_defaults(rule)[table.names[name][0]]) if name in table.names else 1.0


def _defaults(rule: type) -> dict[str, Any]:
    """The default of each parameter of the rule."""
    return {field.name: field.default for field in fields(rule)}
