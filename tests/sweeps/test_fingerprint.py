"""A measure of one's own that changed makes another sweep; an unchanged one resumes."""

import functools
import os
import subprocess
import sys

import numpy as np
import pytest

from stdplab import presets, sweep

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)


def test_a_measure_or_a_rule_of_ones_own_that_changed_is_another_sweep(tmp_path):
    def mean(result):
        return result["w"].mean(0)

    sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)
    sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)

    def mean(result):
        return result["w"].mean(0) * 2

    with pytest.raises(ValueError, match="another sweep"):
        sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)


def written(source):
    """The function "measure" as a cell of a notebook makes it, with its own globals."""
    space = {"__name__": "__main__", "np": np}
    exec(source, space)  # noqa: S102 - the test's own words
    return space["measure"]


READS = "def measure(result):\n    return result['w'][AT]\n"
CALLS = "def late(w):\n    return w[-1] * {}\ndef measure(result):\n    return late(result['w'])\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AT = 100\n" + READS, "AT = 150\n" + READS),
        (CALLS.format(1), CALLS.format(2)),
        (
            "ALL = np.zeros(5000)\ndef measure(result):\n    return ALL[2500]\n",
            "ALL = np.ones(5000)\ndef measure(result):\n    return ALL[2500]\n",
        ),
        (
            "def measure(result, *, at=100):\n    return result['w'][at]\n",
            "def measure(result, *, at=150):\n    return result['w'][at]\n",
        ),
    ],
    ids=["a number around it", "a function around it", "an array around it", "a default"],
)
def test_what_a_measure_reads_from_outside_distinguishes_it(tmp_path, one, other):
    grid = {"tau_z": TAUS}
    found = sweep(DEMO, grid, written(one), folder=tmp_path)
    assert sweep(DEMO, grid, written(one), folder=tmp_path) == found
    with pytest.raises(ValueError, match="another sweep"):
        sweep(DEMO, grid, written(other), folder=tmp_path)
    assert not np.array_equal(sweep(DEMO, grid, written(other)).values, found.values)


def test_a_measure_that_calls_itself_or_reads_a_set_is_known_again(tmp_path):
    source = """
def measure(result, deep=2):
    if deep and result.rule.name in {"STDP", "MSTDP", "MSTDPET", "Triplet", "Dopamine"}:
        return measure(result, deep - 1)
    return result["w"][-1]
"""
    program = f"""
from stdplab import presets, sweep
{source}
sweep(presets.FLORIAN_2007, {{"tau_z": {TAUS}}}, measure, folder={str(tmp_path)!r})
"""
    listed = "print({'STDP', 'MSTDP', 'MSTDPET', 'Triplet', 'Dopamine'})"
    orders = {with_hash_seed(seed, listed): seed for seed in "0123"}
    assert len(orders) > 1
    for seed in list(orders.values())[:2]:
        with_hash_seed(seed, program)


def with_hash_seed(seed, program):
    """What a program prints; the seed decides the order of its sets."""
    return subprocess.check_output(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}
    )


def test_a_measure_without_a_fingerprint_is_refused_before_it_is_called():
    called = []
    partly = functools.partial(lambda _more, result: called.append(result), 1)
    with pytest.raises(ValueError, match=r"functools.partial.*function defined with def"):
        sweep(DEMO, {"tau_z": TAUS}, partly)
    assert called == []
