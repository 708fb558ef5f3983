"""The size of chunks, and that no number is stored or sent twice."""

import numpy as np
import pytest

from stdplab import presets, sweep
from stdplab.sweeps import SweepRunner, chunking
from stdplab.sweeps.plans import experiment_plan

DEMO = presets.FLORIAN_2007
GRID = {"tau_z": np.geomspace(1, 200, 16), "gamma": np.linspace(0, 1, 8)}


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Tiles of 16 settings."""
    monkeypatch.setattr(experiment_plan, "TILE_SETTINGS", 16)


def test_missing_tiles_are_split_without_loss():
    done = np.array([0, 0, 1, 0, 0, 0, 1, 0], dtype=bool)
    spans = chunking.missing_spans(done)
    assert spans == [(0, 2), (3, 6), (7, 8)]
    assert chunking.split(spans, 2) == [(0, 2), (3, 5), (5, 6), (7, 8)]
    assert chunking.missing_spans(np.ones(3, dtype=bool)) == []


def test_fast_tiles_go_out_at_once_and_slow_ones_by_time(monkeypatch):
    plan = SweepRunner(DEMO, GRID).plan
    assert plan.tiles == 8
    for tiles, seconds, size in (
        (14, 0.01, 14),  # .14 s in all: one chunk
        (14, 0.02, 7),  # .28 s in all: two
        (1000, 0.01, 25),
        (1000, 2.0, 1),
        (3, 0.01, 3),
    ):
        assert chunking.worker_chunk(plan, tiles, seconds) == size
        if size > 1:
            assert size * seconds <= chunking.CHUNK_S
    monkeypatch.setattr(chunking, "MAX_CHUNK_SETTINGS", 48)
    assert chunking.worker_chunk(plan, 1000, 1e-6) == 3


def test_a_number_that_settings_share_is_stored_once():
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
def test_one_core_returns_to_its_caller_after_a_moment(tmp_path, monkeypatch, chunk):
    def rounds(**options):
        running = SweepRunner(DEMO, GRID, chunk=chunk, **options)
        return [running.done for _ in running]

    monkeypatch.setattr(chunking, "MIN_CHUNKS", 2)
    monkeypatch.setattr(chunking, "YIELD_S", 60.0)
    assert rounds() == [64, 128]
    monkeypatch.setattr(chunking, "YIELD_S", 0.0)
    assert rounds() == ([64, 128] if chunk else list(range(16, 129, 16)))
    assert rounds(folder=tmp_path) == [64, 128]  # not a file for each moment
    assert sweep(DEMO, GRID) == sweep(DEMO, GRID, folder=tmp_path)
