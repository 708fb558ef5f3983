"""A sweep gives what single runs give, bit for bit alike however it was computed."""

import io
import sys
from dataclasses import dataclass, replace
from itertools import product
from typing import ClassVar

import numpy as np
import pytest

from stdplab import MSTDPET, RULES, STDP, Experiment, Hard, Rule, Soft, Sweep, knob, presets, sweep
from stdplab.core.rule import knobs
from stdplab.networks import Distal, Report, Training, distal, pulses
from stdplab.sweeps import Running, at, settings

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)


def one_by_one(experiment, grid, take=lambda result: result.final):
    """The same numbers from single runs: a list in the order of the grid."""
    rows = (dict(zip(grid, values, strict=True)) for values in product(*grid.values()))
    return [[take(r) for r in at(experiment, row).run().values()] for row in rows]


def close(found, experiment, grid, **options):
    wanted = np.array(one_by_one(experiment, grid, **options)).reshape(found.values.shape)
    np.testing.assert_allclose(found.values, wanted, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", list(RULES))
def test_every_number_of_every_rule_can_be_swept(name):
    rule = RULES[name]()
    experiment = Experiment(DEMO.protocol, (rule,))
    for parameter, own in knobs(rule).items():
        switch = isinstance(getattr(rule, parameter), bool)
        values = (False, True) if switch else (own.high / 2, own.high / 3)
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
    with pytest.raises(ValueError, match=r"gave \(201, 6\) for 6 settings: it gets a Result"):
        sweep(experiment, grid, lambda result: result["w"])


def test_a_rule_alone_meets_the_demonstration():
    assert sweep(MSTDPET(), {"tau_z": [25]}).at(tau_z=25) == DEMO.run()["MSTDPET"].final


@pytest.fixture
def small(monkeypatch):
    """Tiles of a few settings, so that a small grid has many."""
    monkeypatch.setattr(settings, "SETTINGS", 8)
    monkeypatch.setattr(settings, "RECORDED", 8 * 201)


GRID = {"tau_z": np.geomspace(1, 200, 5), "gamma": np.linspace(0, 1, 5), "lag": (0, 1)}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("measure", ["w", "peak z", lambda r: r["w"].mean(0)])
def test_the_numbers_are_equal_bit_for_bit_in_any_chunks_and_order(measure):
    soft = replace(DEMO, bounds=Soft(-1, 1, 0.37))  # whose power a processor computes in lanes
    whole = sweep(soft, GRID, measure)
    assert np.isfinite(whole.values).all()
    for chunk in (1, 24, 10_000):
        assert sweep(soft, GRID, measure, chunk=chunk) == whole
    plan = Running(soft, GRID, measure).plan
    values = np.full(plan.shape, np.nan)
    for tile in reversed(range(plan.tiles)):
        plan.put(values, tile, plan.compute_all(tile, tile + 1))
    assert values.tobytes() == whole.values.tobytes()
    assert plan.tiles == 10


@pytest.mark.usefixtures("small")
def test_a_folder_goes_on_where_a_sweep_was_stopped(tmp_path):
    whole = sweep(DEMO, GRID)

    def stop(running):
        if running.done >= 20:
            raise KeyboardInterrupt

    with pytest.warns(UserWarning, match=r"stopped after 20 of 50 settings.*folder=.*goes on"):
        part = sweep(DEMO, GRID, folder=tmp_path, told=stop)
    had = np.isfinite(part.values)
    assert had.sum() == 20 * 3
    assert part.values[had].tobytes() == whole.values[had].tobytes()
    seen = []
    again = sweep(DEMO, GRID, folder=tmp_path, chunk=33, told=lambda r: seen.append(r.done))
    assert again == whole
    assert seen[0] > 20
    assert sweep(DEMO, GRID, folder=tmp_path, told=lambda _: pytest.fail("all is there")) == whole
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npy"}


@pytest.mark.usefixtures("small")
def test_damaged_foreign_and_missing_chunks_are_named_and_computed_again(tmp_path):
    whole = sweep(DEMO, GRID, folder=tmp_path / "a", chunk=20)
    other = {**GRID, "gamma": np.linspace(0, 2, 5)}
    sweep(DEMO, other, folder=tmp_path / "b", chunk=20)
    damaged, foreign, missing, *_ = sorted((tmp_path / "a").glob("*.npy"))
    raw = bytearray(damaged.read_bytes())
    raw[-1] ^= 1
    damaged.write_bytes(raw)
    foreign.write_bytes((tmp_path / "b" / foreign.name).read_bytes())
    missing.unlink()
    with pytest.warns(UserWarning, match="computed again") as told:
        assert sweep(DEMO, GRID, folder=tmp_path / "a") == whole
    said = [str(warning.message) for warning in told]
    for path, why in ((damaged, "damaged"), (foreign, "of another sweep"), (missing, "missing")):
        name = path.stem.removeprefix("chunk-")
        assert any(f"chunk {name} in " in s and why in s and "computed again" in s for s in said)
    assert len(said) == 3
    assert sweep(DEMO, GRID, folder=tmp_path / "a") == whole


def test_the_folder_of_another_sweep_is_refused(tmp_path):
    grid = {"tau_z": TAUS}
    sweep(DEMO, grid, folder=tmp_path)
    for other in (
        lambda: sweep(DEMO, {"tau_z": (5.0, 25.0, 61.0)}, folder=tmp_path),
        lambda: sweep(DEMO, grid, "peak z", folder=tmp_path),
        lambda: sweep(replace(DEMO, w0=0.1), grid, folder=tmp_path),
    ):
        with pytest.raises(ValueError, match=r"holds another sweep \(w at 3 of tau_z from 5.0 to"):
            other()
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ValueError, match="cannot be read"):
        sweep(DEMO, grid, folder=tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="is a file: name a folder"):
        sweep(DEMO, grid, folder=tmp_path / "file")


def test_a_measure_or_a_rule_of_ones_own_that_changed_is_another_sweep(tmp_path):
    def mean(result):
        return result["w"].mean(0)

    sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)
    sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)

    def mean(result):
        return result["w"].mean(0) * 2

    with pytest.raises(ValueError, match="another sweep"):
        sweep(DEMO, {"tau_z": TAUS}, mean, folder=tmp_path)


def test_a_cancelled_sweep_keeps_what_is_done_and_goes_on(small):  # noqa: ARG001
    running = Running(DEMO, GRID)
    for _ in running:
        running.cancel()
    assert 0 < running.done < running.total
    begun = running.done
    for _ in running:
        assert running.done > begun
    assert running.sweep == sweep(DEMO, GRID)


@pytest.fixture
def branching():
    @dataclass(frozen=True)
    class Branching(Rule):
        series: ClassVar = {"x": "pre"}
        k: float = knob(0.1, 0, 1, step=0.1, tex="k", label="Gain")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            x = 0.9 * state["x"] + drive.pre * k.k
            return {"x": x}, x if x > 0.1 else 0.0

    yield Branching
    del RULES["Branching"]


def test_bad_input_gets_a_sentence(branching):
    for arguments, sentence in (
        ((DEMO, {}), "a grid is a mapping"),
        ((DEMO, {"tau": TAUS}), "unknown control 'tau': this experiment has"),
        ((DEMO, {"tau_z": ()}), "tau_z has no values"),
        ((DEMO, {"tau_z": 5}), r"tau_z is 5: give a list of values, such as \[10, 20\]"),
        ((DEMO, {"tau_z": "5"}), "tau_z is '5': give a list"),
        ((DEMO, {"tau_z": (5, "six")}), "tau_z is 'six', which is not a number"),
        ((DEMO, {"tau_z": (5, -1)}), "MSTDPET.tau_z holds -1: every value has to be above zero"),
        ((DEMO, {"lag": (0, 2)}), "lag is 2"),
        ((DEMO, {"onset[1]": (50, 250)}), "reward onset at 250 ms lies outside"),
        ((replace(DEMO, bounds=Hard(0, 1)), {"w0": (0.5, 1.5)}), "w0 lies outside its bounds"),
        ((DEMO, {"tau_z": TAUS, "MSTDPET.tau_z": TAUS}), "MSTDPET.tau_z and tau_z set the same"),
        ((DEMO, {"tau_z": TAUS}, "q"), "no rule here has 'q' to measure: there is w, x, y, xi, z"),
        ((DEMO, {"tau_z": TAUS}, "peak z at 5"), "measure is 'peak z at 5': name a series"),
        ((DEMO, {"tau_z": TAUS}, "z at 500"), "500 ms lies after the end of the protocol"),
        ((STDP, {"gamma": TAUS}), "is no experiment, rule or network study"),
        ((DEMO, {n: range(1000) for n in ("w0", "gamma", "tau_z")}), "has 1,000,000,000 settings"),
        ((branching(), {"k": (0.1, 0.2)}), r"Branching cannot run many settings.*where\("),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(*arguments)
    with pytest.raises(ValueError, match="chunk is 0: it has to be above zero"):
        sweep(DEMO, {"tau_z": TAUS}, chunk=0)


def test_the_value_is_labelled_and_text():
    found = sweep(DEMO, {"tau_z": TAUS, "gamma": (0.1, 0.2)})
    assert Sweep.from_json(found.to_json()) == found
    assert found.at(tau_z=25, gamma=0.2, rule="MSTDPET") == DEMO.run()["MSTDPET"].final
    assert found.at({"tau_z": 27}).coords == {k: v for k, v in found.coords.items() if k != "tau_z"}
    setting, largest = found.best()
    assert largest == found.values.max() == found.at(setting)
    assert found.best(least=True)[1] == found.values.min()
    assert repr(found).startswith("Sweep(w by tau_z, gamma, rule: 18 of 18, ")
    assert found.version == sys.modules["stdplab"].__version__
    assert found.source["experiment"] == DEMO.to_dict()
    for wrong, sentence in (
        (lambda: found.at(tau=1), "there is no tau in this sweep: it has tau_z, gamma, rule"),
        (lambda: found.at(rule="STDPP"), "rule has no 'STDPP': it has STDP, MSTDP, MSTDPET"),
        (lambda: Sweep.from_json("{}"), "this is no sweep of this version"),
        (lambda: Sweep.from_json(found.to_json().replace("25.0, ", "")), "numbers do not fill"),
        (lambda: replace(found, values=found.values * np.nan).best(), "nothing of this sweep"),
    ):
        with pytest.raises(ValueError, match=sentence):
            wrong()
    empty = replace(found, values=found.values * np.nan)
    assert Sweep.from_json(empty.to_json()) == empty
    assert empty != found


@pytest.fixture
def study(monkeypatch):
    """Networks that learn for a fifth of a second."""
    monkeypatch.setattr(distal, "STEPS", 200)
    monkeypatch.setattr(distal, "RATE", 20.0)
    monkeypatch.setattr(pulses, "START", pulses.REACH / 2)
    return Distal.published("MSTDPET", seeds=4, epochs=1, delay_low=20.0, delay_high=60.0)


def test_networks_are_swept_with_the_same_call(study, tmp_path):
    grid = {"rule.tau_z": (100.0, 500.0), "seed": (0, 4), "subtract": ("mean", "nothing")}
    found = sweep(study, grid, folder=tmp_path)
    assert found.dims == ("rule.tau_z", "seed", "subtract", "condition")
    assert found.seed == study.seed
    row = {"rule.tau_z": 500.0, "seed": 4, "subtract": "nothing"}
    training = Training(
        replace(study, rule=replace(study.rule, tau_z=500.0), seed=4, subtract="nothing")
    )
    training.advance()
    report = Report.of(training)
    for condition in ("untrained", "online", "frozen"):
        wanted = float(getattr(report, condition)[study.success].mean())
        assert found.at(row, condition=condition) == wanted
    assert found.at(row, condition="online") != found.at(row, condition="untrained")
    assert sweep(study, grid, folder=tmp_path, told=lambda _: pytest.fail("all is there")) == found
    most = sweep(study, {"seed": (4,)}, lambda report: report.frozen["others"].max())
    assert most.dims == ("seed",)
    assert most.values.shape == (1,)


def test_bad_input_about_networks_gets_a_sentence(study):
    for arguments, sentence in (
        (({"rule.tau": (1,)},), "there is no rule.tau to scan: this study has"),
        (({"seed": (0,)}, "speed"), "distal does not measure 'speed': it has target"),
        (({"epochs": (1, 0)},), "epochs is 0"),
        (({"rule.tau_z": (1, -1)},), "MSTDPET.tau_z is -1: it has to be above zero"),
    ):
        with pytest.raises(ValueError, match=sentence):
            sweep(study, *arguments)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.usefixtures("small")
def test_a_terminal_gets_a_bar_when_it_takes_long(monkeypatch):
    from stdplab.sweeps import bar  # noqa: PLC0415 - its patience is what the test takes away

    for patience in (60.0, 0.0):
        monkeypatch.setattr(bar, "PATIENCE", patience)
        monkeypatch.setattr(bar, "REDRAWN", 0.0)
        monkeypatch.setattr(sys, "stderr", Terminal())
        sweep(DEMO, GRID)
        written = sys.stderr.getvalue()
        assert ("50 of 50 settings" in written) == (patience == 0)
    assert written.count("\r") > 5
    assert "about " in written
