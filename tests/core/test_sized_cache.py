"""A cache keeps results up to a number of bytes, however many and however large they are."""

from stdplab import Protocol
from stdplab.core import protocol
from stdplab.core.support.sized_cache import MAX_SIZE, sized_cache


def counted(most):
    """A cached function whose results have the size of its argument, and its calls."""
    calls = []

    @sized_cache(lambda size: size, most)
    def function(size):
        calls.append(size)
        return object()

    return function, calls


def test_the_sum_of_what_is_kept_stays_below_the_limit():
    function, calls = counted(most=10)
    for size in (4, 4.5, 3, 2):  # 4 goes when 3 comes
        function(size)
        assert function.kept_bytes() <= 10
    assert function(3) is function(3)
    function(4)
    assert calls == [4, 4.5, 3, 2, 4]


def test_the_result_used_last_goes_last():
    function, calls = counted(most=10)
    first = function(5)
    function(4)
    assert function(5) is first
    function(3)
    assert function(5) is first
    assert calls == [5, 4, 3]


def test_a_result_that_is_too_large_is_not_kept_and_drives_nothing_out():
    function, calls = counted(most=10)
    function(9)
    function(11)
    function(9)
    assert calls == [9, 11]
    assert function.kept_bytes() == 9


def test_long_protocols_do_not_fill_the_memory():
    for i in range(1, 40):
        Protocol(pre=(float(i),), duration=20_000.0).drive_steps()
        assert protocol._drive_steps.kept_bytes() <= MAX_SIZE
    Protocol(duration=1_000_000.0).drive_steps()
    assert protocol._drive_steps.kept_bytes() <= MAX_SIZE
    short = Protocol(pre=(7.0,))
    assert short.drive_steps() is Protocol(pre=(7.0,)).drive_steps()
