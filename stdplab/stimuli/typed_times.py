"""Spike times from text and files."""

from __future__ import annotations

from ..core.support.numbers.number_file import one_row, read_rows
from ..core.support.numbers.number_list import is_text
from ..core.support.short_repr import quoted
from .checks import Times


def read_times(content: str | bytes | bytearray | memoryview) -> Times:
    """Spike times from a typed list, or from the content of a text, CSV or .npy file.

    Numbers are separated by blanks, lines, semicolons or commas. A comma between two digits is a
    decimal comma where semicolons, tabs or lines separate the numbers: 10,5; 85,2.

    Parameters
    ----------
    content : str, bytes, bytearray or memoryview
        One row or one column of numbers, ms. Lines that begin with "#" and a first line with the
        title of the column are passed over. Bytes are UTF-8 or UTF-16 text, or a .npy file.

    Returns
    -------
    tuple of float
        Spike times, ms, in the order of the text.

    Raises
    ------
    ValueError
        When something is not a number, 10,5 can mean one number or two, or there are several
        columns.

    Examples
    --------
    >>> read_times("10, 85"), read_times(b"10,5; 85,2")
    ((10.0, 85.0), (10.5, 85.2))
    """
    if not is_text(content):
        raise ValueError(f"Times are read from text or bytes, got {quoted(content)}")
    return tuple(one_row(read_rows(content)))
