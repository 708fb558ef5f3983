"""Spikes, rewards and parameters as people have them: arrays, files, tables, units, rasters."""

from __future__ import annotations

import array
import datetime as dt
import decimal
import fractions
import io

import numpy as np
import pytest
import torch

from stdplab import MSTDPET, STDP, Drive, Experiment, Protocol, simulate, sweep
from stdplab.pairings import STDPWindow

SPIKES = (10.0, 85.0)


class Series:
    """A column or table as pandas and polars have it."""

    def __init__(self, values):
        self._values = np.array(values)
        self.shape = self._values.shape

    def __iter__(self):  # a table gives the names of its columns
        return iter(self._values if self._values.ndim == 1 else ["time"])

    def to_numpy(self):
        return self._values


FACTORS = {"s": 1000.0, "ms": 1.0, "us": 1e-3}


class QuantitiesQuantity(np.ndarray):
    """An array with a unit, as quantities and Neo have it."""

    def __new__(cls, values, unit):
        made = np.asarray(values, dtype=float).view(cls)
        made.units = unit
        return made

    def __array_finalize__(self, other):
        self.units = getattr(other, "units", None)

    def __getitem__(self, index):
        return QuantitiesQuantity(np.asarray(self)[index], self.units)

    def __iter__(self):
        return (self[i] for i in range(len(self)))

    def rescale(self, unit):
        return QuantitiesQuantity(np.asarray(self) * FACTORS[self.units] / FACTORS[unit], unit)

    @property
    def magnitude(self):
        return np.asarray(self)


class PintQuantity:
    """A number or an array with a unit, as pint has it."""

    def __init__(self, magnitude, units):
        self.magnitude, self.units = magnitude, units

    def __iter__(self):
        return (PintQuantity(value, self.units) for value in self.magnitude)

    def to(self, unit):
        if unit not in FACTORS:
            raise TypeError("Cannot convert")
        return PintQuantity(np.asarray(self.magnitude) * FACTORS[self.units] / FACTORS[unit], unit)


class AstropyQuantity(np.ndarray):
    """An array with a unit, as astropy and unyt have it."""

    def __new__(cls, values, unit):
        made = np.asarray(values, dtype=float).view(cls)
        made.unit = unit
        return made

    def __array_finalize__(self, other):
        self.unit = getattr(other, "unit", None)

    def tolist(self):
        raise NotImplementedError("cannot make a list of Quantities")

    def to_value(self, unit):
        return np.asarray(self) * FACTORS[self.unit] / FACTORS[unit]


class BrianQuantity(np.ndarray):
    """An array of numbers in SI units with a dimension, as Brian2 has it."""

    def __new__(cls, values, dim):
        made = np.asarray(values, dtype=float).view(cls)
        made.dim = dim
        return made

    def __array_finalize__(self, other):
        self.dim = getattr(other, "dim", None)


WITH_UNIT = [
    lambda seconds: QuantitiesQuantity(seconds, "s"),
    lambda seconds: PintQuantity(seconds, "s"),
    lambda seconds: AstropyQuantity(seconds, "s"),
    lambda seconds: BrianQuantity(seconds, "s"),
]


@pytest.mark.parametrize(
    "given",
    [
        [10, 85],
        [np.float64(10), np.float32(85)],
        [torch.tensor(10.0), torch.tensor(85)],
        [np.array([10]), np.array([85])],
        [[10], [85]],
        [[10, 85]],
        [decimal.Decimal(10), fractions.Fraction(85)],
        np.array([10, 85]),
        np.array([[10], [85]]),
        np.array([[10, 85]]),
        np.array([85, 10], dtype=np.float32),
        np.array([10, 85], dtype=object),
        np.ma.array([10, 85], mask=[False, False]),
        torch.tensor([10, 85]),
        torch.tensor([[10.0], [85.0]], requires_grad=True),
        torch.tensor([10, 85], dtype=torch.bfloat16).reshape(1, 2),
        array.array("d", [10, 85]),
        memoryview(array.array("d", [10, 85])),
        Series([10, 85]),
        Series([[10], [85]]),
        range(10, 86, 75),
        (time for time in (10, 85)),
        {10, 85},
        {10: "a", 85: "b"}.keys(),
        np.array([10, 85], dtype="timedelta64[ms]"),
        [dt.timedelta(milliseconds=10), dt.timedelta(seconds=0.085)],
        np.loadtxt(io.StringIO("10\n85")),
        np.loadtxt(io.StringIO("10 85")),
        *(unit([0.01, 0.085]) for unit in WITH_UNIT),
        *([unit(0.01), unit(0.085)] for unit in WITH_UNIT),
        QuantitiesQuantity([[0.01], [0.085]], "s"),
        QuantitiesQuantity([10_000, 85_000], "us"),
    ],
)
def test_spike_times_are_taken_from_whatever_holds_them(given):
    protocol = Protocol(pre=given)
    assert protocol.pre == SPIKES
    assert [type(time) for time in protocol.pre] == [float, float]


@pytest.mark.parametrize(
    "given",
    [np.loadtxt(["10"]), torch.tensor(10), np.array([[10]]), [[10]], PintQuantity([10], "ms")],
)
def test_a_file_with_one_spike_is_one_spike(given):
    assert Protocol(pre=given).pre == (10.0,)


@pytest.mark.parametrize(
    "given", [[], np.zeros(0), np.zeros((0, 1)), torch.zeros(1, 0), Series([])]
)
def test_nothing_is_no_spikes(given):
    assert Protocol(pre=given).pre == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"10, 85", "stdplab.stimuli.read_times() reads them from text"),
        (bytearray(b"10, 85"), "stdplab.stimuli.read_times()"),
        (memoryview(b"10, 85"), "stdplab.stimuli.read_times()"),
        ("10, 85", "give times in ms, for example (10, 85)"),
        (["10", "85"], "'10', which is not a number"),
        ([b"10"], "which is not a number"),
        (io.StringIO("10\n85\n"), "which is not a number"),
        (np.array(["10", "85"]), "which is not a number"),
        ([10, 1 + 0j], "which is not a number"),
        (np.array([10 + 1j]), "which is not a number"),
        (torch.tensor([10 + 1j]), "which is not a number"),
        ([10, None], "which is not a number"),
        (np.ma.array([10, 85], mask=[True, False]), "which is not a number"),
        ([10, float("nan")], "give a finite number"),
        (np.array([10, np.inf]), "give a finite number"),
        (np.array([[10, 85], [20, 95]]), "give one row, times in ms"),
        (torch.zeros(3, 2), "give one row"),
        (Series([[10, 1], [85, 2]]), "give one row"),
        ([[10, 85], [20]], "give one row"),
        (np.float64(10), "give times in ms"),
        ({"time": 10}, "give times in ms"),
        (np.array([10, 85], dtype="datetime64[ms]"), "give it in ms"),
        (PintQuantity([10, 85], "mV"), "give it in ms"),
        ([PintQuantity(10, "mV")], "give it in ms"),
        (BrianQuantity([10, 85], "V"), "give it in ms"),
    ],
)
def test_what_holds_no_times_is_refused_in_words(given, message):
    with pytest.raises(ValueError) as error:
        Protocol(pre=given)
    assert message in str(error.value)


RASTER = np.zeros(200, dtype=bool)
RASTER[[9, 84]] = True


@pytest.mark.parametrize(
    "raster",
    [
        RASTER,
        RASTER[:, None],
        RASTER.tolist(),
        list(RASTER),
        torch.from_numpy(RASTER),
        RASTER.astype(int),
        RASTER.astype(float).tolist(),
        torch.from_numpy(RASTER).double(),
        3 * RASTER,
        np.concatenate([[0], RASTER]),  # as a Result has it
    ],
)
def test_a_raster_is_refused_with_what_makes_times_of_it(raster):
    with pytest.raises(ValueError) as error:
        Protocol(pre=raster)
    assert "(np.flatnonzero(raster) + 1) * dt" in str(error.value)
    assert Protocol(pre=(np.flatnonzero(RASTER) + 1) * 1.0).pre == SPIKES


def test_seconds_are_pointed_out_where_no_spike_reaches_the_first_step():
    for wrong in ({"pre": [0.010, 0.085]}, {"pre": [0.6, 0.7]}, {"duration": 0.2}):
        with pytest.raises(ValueError, match="multiply seconds by 1000"):
            Protocol(**wrong)
    with pytest.raises(ValueError) as error:
        Protocol(pre=[0.01, 85])  # one early spike
    assert "seconds" not in str(error.value)


REWARD = ((0.0, 1.0), (100.0, -1.0))


@pytest.mark.parametrize(
    "given",
    [
        [[0, 1], [100, -1]],
        np.array([[0, 1], [100, -1]]),
        torch.tensor([[0.0, 1], [100, -1]]),
        [np.array([0, 1]), torch.tensor([100, -1])],
        [(np.float64(0), np.int64(1)), (torch.tensor(100), -1)],
        (pair for pair in [(0, 1), (100, -1)]),
        zip((0, 100), (1, -1), strict=True),
        Series([[0, 1], [100, -1]]),
        [(PintQuantity(0, "s"), 1), (PintQuantity(0.1, "s"), -1)],
    ],
)
def test_a_reward_is_taken_from_pairs_and_rows(given):
    assert Protocol(reward=given).reward == REWARD


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (np.zeros(200), "is not an (onset in ms, level) pair"),
        (np.zeros((2, 3)), "is not an (onset in ms, level) pair"),
        ([(0, PintQuantity(1, "mV"))], "give it as a number without a unit"),
        (PintQuantity([[0, 1]], "ms"), "give it as a number without a unit"),
        (b"0:1", "give (onset in ms, level) pairs"),
        ([(0, True)], "which is not a number"),
        ([(0, 1j)], "which is not a number"),
    ],
)
def test_what_holds_no_reward_is_refused_in_words(given, message):
    with pytest.raises(ValueError) as error:
        Protocol(reward=given)
    assert message in str(error.value)


@pytest.mark.parametrize("unit", WITH_UNIT)
def test_numbers_with_a_unit_are_converted(unit):
    assert MSTDPET(tau_z=unit(0.04)).tau_z == 40.0
    assert Protocol(duration=unit(0.15), dt=unit(0.0005)) == Protocol(duration=150, dt=0.5)
    assert STDPWindow(delays=unit([-0.01, 0.01])).delays == (-10.0, 10.0)
    with pytest.raises(ValueError, match=r"gamma: .*give it as a number without a unit"):
        STDP(gamma=unit(0.2))
    swept = sweep(
        Experiment(Protocol(*SPIKES_OF_A_PAIR), (MSTDPET(),)), {"tau_z": unit([0.02, 0.04])}
    )
    assert swept.coords["tau_z"] == (20.0, 40.0)


SPIKES_OF_A_PAIR = ((10,), (15,), ((0, 1.0),))


@pytest.mark.parametrize(
    "w0", [np.True_, torch.tensor(True), 1j, np.complex64(1), torch.tensor(1j), "0.2"]
)
def test_a_start_weight_is_a_real_number(w0):
    for run in (
        lambda: simulate(STDP(), Protocol(), w0=w0),
        lambda: Experiment(Protocol(), (STDP(),), w0=w0),
    ):
        with pytest.raises(ValueError, match="w0 is "):
            run()


def test_arrays_are_taken_where_tensors_are():
    spikes, reward = np.zeros((50, 3)), np.ones(50)
    spikes[[4, 9], [0, 2]] = 1
    w0, tau = np.full((3, 3), 0.2), np.array([15.0, 30.0])
    from_arrays = simulate(STDP(tau_plus=tau), Drive(spikes, spikes > 0, reward), w0=w0)
    spikes, reward, w0, tau = map(torch.from_numpy, (spikes, reward, w0, tau))
    from_tensors = simulate(STDP(tau_plus=tau), Drive(spikes, spikes, reward), w0=w0)
    assert torch.equal(from_arrays["w"], from_tensors["w"])
    with pytest.raises(
        ValueError,
        match=r"drive\.pre is an array of complex128: it must be a tensor or an array of real",
    ):
        Drive(np.zeros(3) + 1j, np.zeros(3), np.zeros(3))


def test_an_array_of_anything_but_real_numbers_is_refused():
    for wrong in (
        np.array([True, False]),
        np.array([1j, 2]),
        torch.tensor([True, False]),
        np.array(["a", "b"]),
    ):
        with pytest.raises(ValueError, match="real numbers"):
            STDP(tau_plus=wrong)
