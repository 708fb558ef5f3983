"""Numbers as people type, paste and save them: decimal commas, titles, byte order marks."""

import io

import numpy as np
import pytest

from stdplab.core.support.numbers.typed_numbers import as_number
from stdplab.stimuli import read_times


def npy(values):
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "times"),
    [
        ("10, 85", (10, 85)),
        ("10 85", (10, 85)),
        ("10,85,115", (10, 85, 115)),
        ("10.5,85.2", (10.5, 85.2)),
        ("[10,85]", (10, 85)),
        ("(10., 85.)", (10, 85)),
        ("10,5; 85,2", (10.5, 85.2)),
        ("10,5;85", (10.5, 85)),
        ("10,5\t85,2", (10.5, 85.2)),
        ("10,5\n85,2\n", (10.5, 85.2)),
        ("10,5\r\n85,2", (10.5, 85.2)),
        ("\u22121,5\n1e2", (-1.5, 100)),
        ("# times in ms\n10\n85", (10, 85)),
        ("time_ms\n10\n85", (10, 85)),
        ("\ufefftime\n10,5\n85,2", (10.5, 85.2)),
        (b"10, 85", (10, 85)),
        (bytearray(b"10\n85"), (10, 85)),
        (memoryview(b"10;85"), (10, 85)),
        (b"\xef\xbb\xbf10, 85", (10, 85)),
        ("10, 85".encode("utf-16"), (10, 85)),
        (npy(np.array([10, 85])), (10, 85)),
        (npy(np.array([[10.5], [85]])), (10.5, 85)),
        (npy(np.array(10.0)), (10,)),
        ("10", (10,)),
        ("", ()),
    ],
)
def test_times_are_read(content, times):
    assert read_times(content) == times


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("12,5 30", "can be 12.5, or 12 and 5. Write a decimal point, or a blank after each comma"),
        ("12,5", "can be 12.5, or 12 and 5"),
        ("10,5, 85,2", "can be 10.5, or 10 and 5"),
        ("10,5; 85.2", "can be 10.5, or 10 and 5"),
        ("10, x", "'x' is not a number"),
        ("10, nan", "'nan' is not a number"),
        ("10 ms, 85 ms", "'ms' is not a number"),
        ("\u0661\u0662", "is not a number"),
        ("neuron,time\n0,10\n1,85", "a table with 2 rows of 2 numbers. Give one row or one column"),
        ("1;10\n2;85", "a table with 2 rows of 2 numbers"),
        (b"\xff\x00\x81", "is not text. Give a text, CSV or .npy file of numbers"),
        (npy(np.zeros((2, 3))), "a table with 2 rows of 3 numbers"),
        (npy(np.array([True, False])), "an array of bool"),
        (npy(np.zeros(2))[:-4], "This .npy file cannot be read"),
        (10, "Times are read from text or bytes, got 10"),
    ],
)
def test_what_is_not_a_list_of_times_is_refused_in_words(content, message):
    with pytest.raises(ValueError) as error:
        read_times(content)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13.86", 13.86), ("13,86", 13.86), ("\u22121,5", -1.5), ("1e2", 100), (".5", 0.5),
        ("1,000.5", None), ("1.000,5", None), ("1,2,3", None), ("1_000", None), ("inf", None),
        ("", None), ("\u0661", None),
    ],
)  # fmt: skip
def test_a_single_number_may_have_a_decimal_comma(text, number):
    assert as_number(text) == number
