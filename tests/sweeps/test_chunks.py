"""The numbers are equal bit for bit however a sweep is split, stopped and resumed."""

import gc
import io
import sys
from dataclasses import replace

import numpy as np
import pytest

from stdplab import Soft, presets, sweep
from stdplab.sweeps import SweepRunner, progress_bar
from stdplab.sweeps.plans import experiment_plan

DEMO = presets.FLORIAN_2007
GRID = {"tau_z": np.geomspace(1, 200, 5), "gamma": np.linspace(0, 1, 5), "lag": (0, 1)}


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Tiles of a few settings, so that a small grid has many."""
    monkeypatch.setattr(experiment_plan, "TILE_SETTINGS", 8)
    monkeypatch.setattr(experiment_plan, "TILE_NUMBERS", 8 * 201)


@pytest.mark.parametrize("measure", ["w", "peak z", lambda r: r["w"].mean(0)])
def test_the_numbers_are_equal_bit_for_bit_in_any_chunks_and_order(measure):
    soft = replace(DEMO, bounds=Soft(-1, 1, 0.37))  # whose power a processor computes in lanes
    whole = sweep(soft, GRID, measure)
    assert np.isfinite(whole.values).all()
    for chunk in (1, 24, 10_000):
        assert sweep(soft, GRID, measure, chunk=chunk) == whole
    plan = SweepRunner(soft, GRID, measure).plan
    values = np.full(plan.shape, np.nan)
    for tile in reversed(range(plan.tiles)):
        plan.put(values, tile, plan.compute_all(tile, tile + 1))
    assert values.tobytes() == whole.values.tobytes()
    assert plan.tiles == 10


@pytest.mark.parametrize("dt", [1.0, 0.1])
def test_memory_is_bounded_however_many_settings_there_are(monkeypatch, dt):
    monkeypatch.undo()  # the tiles as they are
    fine = replace(DEMO, protocol=replace(DEMO.protocol, dt=dt))
    grid = {"tau_z": np.linspace(1, 200, 1000), "gamma": np.linspace(0, 1, 1000)}
    megabyte = 2**20 / 8  # numbers
    for measure, kept, most in (("w", 1, 0.5), ("peak z", fine.protocol.steps + 1, 16)):
        plan = SweepRunner(fine, grid, measure).plan
        assert plan.settings == 1_000_000
        largest = max(np.prod([part.stop - part.start for part in plan.where(0)]), 1)
        assert largest * kept <= most * megabyte
        assert largest * kept > most * megabyte / 4  # and not setting by setting


def test_a_cancelled_sweep_keeps_what_is_done_and_resumes():
    running = SweepRunner(DEMO, GRID)
    for _ in running:
        running.cancel()
    assert 0 < running.done < running.total
    begun = running.done
    for _ in running:
        assert running.done > begun
    assert running.sweep == sweep(DEMO, GRID)


def test_garbage_collection_is_paused_within_a_tile_and_nothing_survives_it():
    seen = []

    def collecting(result):
        seen.append(gc.isenabled())
        return result["w"][-1]

    gc.collect()
    old = len(gc.get_objects(generation=2))
    sweep(DEMO, {"onset[1]": range(50, 70), "tau_z": (10, 20)}, collecting)
    assert set(seen) == {False}
    assert gc.isenabled()
    gc.collect()
    assert len(gc.get_objects(generation=2)) - old < DEMO.protocol.steps  # of twenty drives, none


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_when_it_takes_long(monkeypatch):
    for patience in (60.0, 0.0):
        monkeypatch.setattr(progress_bar, "SHOW_AFTER_S", patience)
        monkeypatch.setattr(progress_bar, "REDRAW_EVERY_S", 0.0)
        monkeypatch.setattr(sys, "stderr", Terminal())
        sweep(DEMO, GRID)
        written = sys.stderr.getvalue()
        assert ("50 of 50 settings" in written) == (patience == 0)
    assert written.count("\r") > 5
    assert "about " in written
