"""The functions a rule may use beside + - * / ** and comparisons.

They accept numbers, tensors and the stand-ins that record a rule's operations, so that one
definition of a rule runs on all three.
"""

from __future__ import annotations

import math
from typing import Any


def exp(value: Any) -> Any:
    """The exponential function.

    Parameters
    ----------
    value : float or Tensor
        The exponent.

    Returns
    -------
    float or Tensor
        e to the power ``value``, of the same kind and shape.

    Examples
    --------
    >>> exp(0)
    1.0
    """
    if isinstance(value, (int, float)):
        return math.exp(value)
    if hasattr(type(value), "record"):  # a stand-in of `tracing`
        return value.record("exp", value)
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    return torch.exp(value)


def where(condition: Any, yes: Any, no: Any) -> Any:
    """Choose ``yes`` where the condition is not zero, else ``no``.

    Parameters
    ----------
    condition : bool, float or Tensor
        Zero or False chooses ``no``.
    yes, no : float or Tensor
        The two values; with tensors all three broadcast against one another.

    Returns
    -------
    float or Tensor
        The chosen values.

    Examples
    --------
    >>> where(3 > 2, "yes", "no")
    'yes'
    """
    if isinstance(condition, (bool, int, float)):
        return yes if condition else no
    chosen = condition != 0
    if hasattr(type(chosen), "record"):  # a stand-in of `tracing`
        return chosen.record("where", chosen, yes, no)
    import torch  # noqa: PLC0415 - see core.support.lazy_torch

    return torch.where(chosen, yes, no)


def minimum(a: Any, b: Any) -> Any:
    """The smaller of two values; ``a`` when they are equal.

    Parameters
    ----------
    a, b : float or Tensor
        The values; tensors broadcast against one another.

    Returns
    -------
    float or Tensor
        The smaller value, element by element.

    Examples
    --------
    >>> minimum(1.0, 2.0)
    1.0
    """
    return where(b < a, b, a)


def maximum(a: Any, b: Any) -> Any:
    """The larger of two values; ``a`` when they are equal.

    Parameters
    ----------
    a, b : float or Tensor
        The values; tensors broadcast against one another.

    Returns
    -------
    float or Tensor
        The larger value, element by element.

    Examples
    --------
    >>> maximum(1.0, 2.0)
    2.0
    """
    return where(b > a, b, a)
