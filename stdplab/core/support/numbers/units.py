"""Values that say their own unit, as quantities, Neo, pint, astropy, unyt and Brian2 make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from ..short_repr import quoted

TELLS_UNIT = ("unit", "units", "dimensionality", "dim")
"""The names by which an object tells its unit. A method of such a name, as of a tensor, is none."""

TIME_UNITS = {"ms": np.timedelta64(1, "ms"), "s": np.timedelta64(1, "s")}


def without_unit(value: Any, unit: str, what: str) -> Any:
    """``value`` as plain numbers in ``unit`` if it tells its unit; otherwise as it is.

    An object is known by what it can do, so that no other package is imported. ``unit`` is "" for
    a pure number. ValueError, naming ``what``, when the value cannot be given in ``unit``.
    """
    if not tells_unit(value):
        return value
    try:
        return _converted(value, unit)
    except Exception:  # noqa: BLE001 - each package has errors of its own
        wanted = f"in {unit}" if unit else "as a number without a unit"
        raise ValueError(f"{what}: {quoted(value)} has another unit, give it {wanted}") from None


def tells_unit(value: Any) -> bool:
    """Whether ``value`` tells its unit."""
    return _is_time_difference(value) or any(
        not callable(getattr(value, name, len)) for name in TELLS_UNIT
    )


def _is_time_difference(value: Any) -> bool:
    """Whether this is a time difference, or a date, of Python, NumPy or pandas."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return isinstance(value, timedelta) or kind in ("m", "M")


def _converted(value: Any, unit: str) -> Any:
    """The numbers of ``value`` in ``unit``; an error of any kind where it cannot be converted."""
    if _is_time_difference(value):
        differences = np.timedelta64(value) if isinstance(value, timedelta) else value
        return differences / TIME_UNITS[unit]
    if hasattr(value, "rescale"):  # quantities and Neo
        return value.rescale(unit or "dimensionless").magnitude
    if hasattr(value, "to_value"):  # astropy and unyt
        return value.to_value(unit)
    if hasattr(value, "magnitude"):  # pint
        return value.to(unit or "dimensionless").magnitude
    if (unit, str(value.dim)) != ("ms", "s"):  # Brian2 stores the numbers in SI units
        raise ValueError
    return np.asarray(value) * 1000
