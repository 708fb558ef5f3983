"""A sweep gives the numbers of single runs."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from stdplab import MSTDPET, RULES, Experiment, Hard, Soft, presets, sweep
from stdplab.core.learning_rule.knob import knobs
from stdplab.sweeps import experiment_at

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)


def one_by_one(experiment, grid, take=lambda result: result.final):
    """The same numbers from single runs: a list in the order of the grid."""
    rows = (dict(zip(grid, values, strict=True)) for values in product(*grid.values()))
    return [[take(r) for r in experiment_at(experiment, row).run().values()] for row in rows]


def close(found, experiment, grid, **options):
    wanted = np.array(one_by_one(experiment, grid, **options)).reshape(found.values.shape)
    np.testing.assert_allclose(found.values, wanted, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", list(RULES))
def test_every_number_of_every_rule_can_be_swept(name):
    rule = RULES[name]()
    experiment = Experiment(DEMO.protocol, (rule,))
    for parameter, own in knobs(rule).items():
        switch = isinstance(getattr(rule, parameter), bool)
        values = (own.high / 2, own.high / 3)
        if switch or own.options:
            values = (False, True) if switch else tuple(range(len(own.options)))
        grid = {parameter: values}
        close(sweep(experiment, grid), experiment, grid)


@pytest.mark.parametrize(
    "grid",
    [
        {"tau_z": TAUS, "gamma": (0.1, 0.2)},
        {"gamma": (0.1, 0.2), "MSTDPET.tau_z": TAUS, "w0": (0.0, 0.2)},
        {"MSTDP.gamma": (0.1, 0.2), "STDP.tau_plus": TAUS},
        {"tau_z": TAUS, "onset[1]": (60, 100.0), "lag": (0, 1)},
        {"reward[0]": (-0.5, 0.5), "tau_plus": np.array(TAUS), "nearest": (False, True)},
        {"w0": (0.1, 0.3)},
    ],
    ids=", ".join,
)
@pytest.mark.parametrize("bounds", [None, Hard(0, 0.4), Soft(0, 0.5, 0.3)], ids=str)
def test_a_sweep_gives_what_single_runs_give(grid, bounds):
    experiment = replace(DEMO, bounds=bounds)
    found = sweep(experiment, grid)
    assert found.dims == (*grid, "rule")
    assert found.coords["rule"] == ("STDP", "MSTDP", "MSTDPET")
    close(found, experiment, grid)


@pytest.mark.parametrize(
    "grid",
    [
        {"tau_z": TAUS, "gamma": (0.1, 0.2, 0.3), "w0": (0.0, 0.1, 0.2)},  # side by side
        {"tau_z": TAUS, "onset[1]": (60, 100.0, 110.0), "lag": (0, 1, 0)},
    ],
    ids=", ".join,
)
def test_parameters_that_change_together_are_one_dimension(grid):
    found = sweep(DEMO, grid, together=True)
    first, *others = grid
    assert found.dims == (first, "rule")
    assert found.together == {name: grid[name] for name in others}
    rows = [dict(zip(grid, row, strict=True)) for row in zip(*grid.values(), strict=True)]
    wanted = [[r.final for r in experiment_at(DEMO, row).run().values()] for row in rows]
    np.testing.assert_allclose(found.values, wanted, rtol=1e-12)


def test_measures_of_a_series():
    grid = {"tau_z": TAUS}
    rule = Experiment(DEMO.protocol, (MSTDPET(),))
    close(sweep(rule, grid, "z"), rule, grid, take=lambda r: float(r["z"][-1]))
    close(sweep(rule, grid, "z at 120"), rule, grid, take=lambda r: float(r["z"][120]))

    def peak(result):
        z = result["z"]
        return float(z[z.abs().argmax()])

    found = sweep(rule, grid, "peak z")
    assert found.measure == "peak z"
    close(found, rule, grid, take=peak)
    both = sweep(DEMO, grid, "peak xi")
    assert both.coords["rule"] == ("STDP", "MSTDP", "MSTDPET")
    assert sweep(DEMO, grid, "z").dims == ("tau_z",)  # one rule has it


def test_a_function_sees_the_settings_side_by_side():
    seen = []

    def largest(result):
        seen.append((tuple(result["w"].shape), result.rule.tau_z.tolist()))
        return result["w"].max(0).values

    grid = {"tau_z": TAUS, "gamma": (0.1, 0.2)}
    experiment = Experiment(DEMO.protocol, (MSTDPET(),))
    found = sweep(experiment, grid, largest)
    assert seen == [((201, 6), [5.0, 5.0, 25.0, 25.0, 60.0, 60.0])]
    assert found.measure == "largest"
    close(found, experiment, grid, take=lambda r: float(r["w"].max()))
    with pytest.raises(ValueError, match=r"shape \(201, 6\) for 6 settings.*one number for each"):
        sweep(experiment, grid, lambda result: result["w"])


def test_a_rule_alone_meets_the_demonstration():
    assert sweep(MSTDPET(), {"tau_z": [25]}).at(tau_z=25) == DEMO.run()["MSTDPET"].final


def test_the_delay_of_a_pulse_is_one_axis():
    pulsed = replace(DEMO.protocol, reward=((0, 0), (100, 1.5), (110, 0)))
    experiment = replace(DEMO, protocol=pulsed)
    grid = {"delay": (-30, 10, 40.0), "tau_z": TAUS}
    assert experiment_at(experiment, {"delay": 10}).protocol.reward == (
        (0, 0),
        (150, 1.5),
        (160, 0),
    )
    assert experiment_at(experiment, {"delay": -30}).protocol.reward == (
        (0, 0),
        (110, 1.5),
        (120, 0),
    )
    found = sweep(experiment, grid)
    assert found.dims == ("delay", "tau_z", "rule")
    close(found, experiment, grid)
    nothing = replace(experiment, protocol=replace(pulsed, post=()))  # from the start then
    assert experiment_at(nothing, {"delay": 10}).protocol.reward == ((0, 0), (10, 1.5), (20, 0))
    sizes = {"reward[1]": (0.5, 1.0), "delay": (10, 20)}
    close(sweep(experiment, sizes), experiment, sizes)
