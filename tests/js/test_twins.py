"""What Python and the page both compute, they compute alike."""

import itertools
import json
import math
import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stdplab.stimuli import poisson
from stdplab.widgets.board import page_constants
from tests.js.twins import TWINS


def plain(value):
    """The value as JSON gives it."""
    return json.loads(json.dumps(value))


def leaves(value, path=""):
    """Every number (as a float, like all numbers of the page), text and None, with its place."""
    if isinstance(value, dict):
        for key, part in sorted(value.items()):
            yield from leaves(part, f"{path}.{key}")
    elif isinstance(value, list):
        yield f"{path} length", len(value)
        for i, part in enumerate(value):
            yield from leaves(part, f"{path}[{i}]")
    else:
        yield path, float(value) if isinstance(value, (int, float)) else value


def assert_alike(one, other, tolerance):
    """Equal plain data; numbers up to a tolerance relative to the largest one, or to 1."""
    one, other = list(leaves(one)), list(leaves(other))
    assert [place for place, _ in one] == [place for place, _ in other]
    is_number = [isinstance(value, float) for _, value in one]
    scale = max([1.0, *(abs(v) for (_, v), number in zip(one, is_number, strict=True) if number)])
    for (place, a), (_, b), number in zip(one, other, is_number, strict=True):
        if number and tolerance:
            assert math.isclose(a, b, rel_tol=0, abs_tol=tolerance * scale), (place, a, b)
        else:
            assert a == b, (place, a, b)


@pytest.mark.parametrize("name", TWINS)
@given(data=st.data())
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # Node holds no state
)
def test_python_and_the_page_agree(node, name, data):
    twin = TWINS[name]
    drawn = data.draw(twin.inputs)

    def call(*args):
        return node.call(twin.module, twin.export, *args)

    assert_alike(plain(twin.python(drawn)), plain(twin.page(call, drawn)), twin.tolerance)


@pytest.mark.parametrize("rate", [5, 40])
def test_poisson_rows_have_the_same_law(node, rate):
    """Random numbers differ, means and spreads of 300 rows do not."""
    page = [
        node.call(
            "controls/spike_generators",
            "poisson",
            {"rate": rate, "seed": seed},
            "pre",
            {"dt": 0.5, "duration": 1000},
        )
        for seed in range(300)
    ]
    python = [poisson(rate, 1000, seed=seed, dt=0.5) for seed in range(300)]
    error = 2 * (2 * rate / 300) ** 0.5  # two standard errors of a difference of means
    counts = [[len(row) for row in rows] for rows in (page, python)]
    means = [statistics.mean(count) for count in counts]
    spreads = [statistics.variance(count) for count in counts]
    assert abs(means[0] - means[1]) < 2 * error
    assert 0.6 < spreads[0] / spreads[1] < 1.6
    for row in itertools.chain(page, python):
        assert len({*row}) == len(row)


def test_the_constants_of_the_page_are_those_of_python():
    assert page_constants.FILE.read_text(encoding="utf-8") == page_constants.text()


def test_every_constant_is_used_in_the_page():
    others = [p for p in page_constants.linker.HERE.rglob("*.mjs") if p != page_constants.FILE]
    texts = "".join(path.read_text(encoding="utf-8") for path in others)
    assert [name for name in page_constants.CONSTANTS if name not in texts] == []
