"""Mutations of valid documents, and what readers may do with them."""

import copy
import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

DEEP, HUGE = "nested deeply", "thousands of digits"
VALUES = [
    *(None, True, False, -1, 0, 2, 10**400, -(2**70), 1e308, -1e308, 5e-324, 1e-9, 1e7, 0.5),
    *(float("nan"), float("inf"), float("-inf")),
    *("", "12", "\ud800", "a\0b", "\x1b[2J", "../../x", "x" * 5000, "<script>", "__class__"),
    *([], {}, [[]], [None], {"": None}, [0] * 20_000, ["a"] * 20_000, {"rule": "STDP"}),
    *(DEEP, HUGE),
]
SIZES = st.sampled_from([30, 400, 900, 100_000])
NAMES = st.sampled_from(["x", "", "stdplab", "__class__", "format", "\ud800", "a\0b", "x" * 5000])


def reproducible(examples):
    """Settings that draw the same examples each time, without a time limit."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def locations(data):
    """Every (container, key) of a document."""
    waiting, found = [data], []
    while waiting:
        one = waiting.pop()
        keys = one if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        for key in list(keys)[:40]:  # the first of a long list stand for the others
            found.append((one, key))
            waiting.append(one[key])
    return found


@st.composite
def mutated(draw, document):
    """The document with one to three places changed: values, names, more, less, doubled."""
    data = {"": copy.deepcopy(document)}
    for _ in range(draw(st.integers(1, 3))):
        there = locations(data)
        container, key = there[draw(st.integers(0, len(there) - 1))]
        value = container[key]
        how = draw(st.sampled_from(["put", "put", "drop", "name", "wrap", "word", "twice"]))
        if how == "put":
            container[key] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        elif how == "drop" and key:
            del container[key]
        elif how == "name" and isinstance(value, dict):
            value[draw(NAMES)] = copy.deepcopy(draw(st.sampled_from(VALUES)))
        elif how == "wrap":
            container[key] = draw(st.sampled_from([[value], {"x": value}]))
        elif how == "word" and isinstance(value, int | float):
            container[key] = str(value)
        elif how == "twice" and isinstance(value, list):
            container[key] = value + value
    return data[""]


@st.composite
def mutated_json(draw, document):
    """A mutated document as bytes; half of them are damaged once more as text."""
    text = json.dumps(draw(mutated(document)))
    size = draw(SIZES)
    text = text.replace(json.dumps(DEEP), "[" * size + "]" * size)
    text = text.replace(json.dumps(HUGE), "9" * 5000)
    how = draw(st.sampled_from(["", "", "", "", "cut", "double", "swap", "utf-16", "latin", "nul"]))
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    if how == "cut":
        text = text[:at]
    elif how == "double":  # of two equal names JSON keeps the last
        text = text.replace("{", '{"stdplab": 7, "format": [], ', 1)
    elif how == "swap":
        text = text[:at] + draw(st.sampled_from('{}[]",:-0e')) + text[at + 1 :]
    elif how == "nul":
        text = text[:at] + "\0" + text[at:]
    elif how == "latin":
        return text.encode()[:at] + b"\xe9\xff" + text.encode()[at:]
    return text.encode("utf-16" if how == "utf-16" else "utf-8")


def read_or_refuse(reader, *arguments):
    """The result of a reader, None if it raises a readable ValueError; other errors propagate."""
    try:
        return reader(*arguments)
    except ValueError as error:
        assert_readable(error)
        return None


def assert_readable(error):
    """Assert that an error message is our own, short and printable."""
    said = str(error)
    assert type(error) in (ValueError, OSError), f"{type(error)}: {said}"
    assert 10 < len(said) < 1000, said
    assert said.isprintable(), said
