"""How much of a sweep is handed out at once, and that no number is sent twice."""

import numpy as np
import pytest

from stdplab import presets, sweep
from stdplab.sweeps import SweepRunner, chunking, experiment_plan

DEMO = presets.FLORIAN_2007
GRID = {"tau_z": np.geomspace(1, 200, 16), "gamma": np.linspace(0, 1, 8)}


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Tiles of 16 settings."""
    monkeypatch.setattr(experiment_plan, "SETTINGS", 16)


def test_what_is_left_is_cut_without_loss():
    had = np.array([0, 0, 1, 0, 0, 0, 1, 0], dtype=bool)
    runs = chunking.left(had)
    assert runs == [(0, 2), (3, 6), (7, 8)]
    assert chunking.cut(runs, 2) == [(0, 2), (3, 5), (5, 6), (7, 8)]
    assert chunking.left(np.ones(3, dtype=bool)) == []


def test_cheap_tiles_go_out_at_once_and_dear_ones_by_time(monkeypatch):
    plan = SweepRunner(DEMO, GRID).plan
    assert plan.tiles == 8
    for tiles, seconds, size in (
        (14, 0.01, 14),  # .14 s in all: one chunk
        (14, 0.02, 7),  # .28 s in all: two
        (1000, 0.01, 25),
        (1000, 2.0, 1),
        (3, 0.01, 3),
    ):
        assert chunking.measured(plan, tiles, seconds) == size
        if size > 1:
            assert size * seconds <= chunking.LASTS
    monkeypatch.setattr(chunking, "LARGEST", 48)
    assert chunking.measured(plan, 1000, 1e-6) == 3


def test_a_number_that_settings_share_is_kept_once():
    running = SweepRunner(DEMO, GRID)
    plan = running.plan
    stdp, mstdp, mstdpet = plan.compute(0)
    assert [part.size for part in (stdp, mstdp, mstdpet)] == [8, 8, 16]  # two rules lack tau_z
    for _ in running:
        pass
    whole = running.sweep.values
    assert whole.shape == (16, 8, 3)
    tiles = plan.compute_all(2, 5)
    packed = plan.packed(2, tiles)
    assert packed.tobytes() == whole[4:10].tobytes()
    values = np.full(plan.shape, np.nan)
    plan.put(values, 2, plan.unpacked(2, 5, packed))
    assert values[4:10].tobytes() == whole[4:10].tobytes()
    assert np.isnan(values[:4]).all()


@pytest.mark.parametrize("chunk", [None, 64])
def test_one_core_lets_others_speak_after_a_moment(tmp_path, monkeypatch, chunk):
    def rounds(**options):
        running = SweepRunner(DEMO, GRID, chunk=chunk, **options)
        return [running.done for _ in running]

    monkeypatch.setattr(chunking, "ALONE", 2)
    monkeypatch.setattr(chunking, "MOMENT", 60.0)
    assert rounds() == [64, 128]
    monkeypatch.setattr(chunking, "MOMENT", 0.0)
    assert rounds() == ([64, 128] if chunk else list(range(16, 129, 16)))
    assert rounds(folder=tmp_path) == [64, 128]  # not a file for each moment
    assert sweep(DEMO, GRID) == sweep(DEMO, GRID, folder=tmp_path)
