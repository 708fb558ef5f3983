"""A sweep in a folder resumes where it was stopped, and reads only its own chunks."""

from dataclasses import replace

import numpy as np
import pytest

from stdplab import presets, sweep
from stdplab.sweeps.plans import experiment_plan

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)
GRID = {"tau_z": np.geomspace(1, 200, 5), "gamma": np.linspace(0, 1, 5), "lag": (0, 1)}


@pytest.fixture
def small(monkeypatch):
    """Tiles of a few settings, so that a small grid has many."""
    monkeypatch.setattr(experiment_plan, "TILE_SETTINGS", 8)
    monkeypatch.setattr(experiment_plan, "TILE_NUMBERS", 8 * 201)


@pytest.mark.usefixtures("small")
def test_a_sweep_in_a_folder_resumes_where_it_was_stopped(tmp_path):
    whole = sweep(DEMO, GRID)

    def stop(running):
        if running.done >= 20:
            raise KeyboardInterrupt

    with pytest.warns(UserWarning, match=r"20 of 50 settings done.*folder=.*to resume"):
        part = sweep(DEMO, GRID, folder=tmp_path, on_progress=stop)
    had = np.isfinite(part.values)
    assert had.sum() == 20 * 3
    assert part.values[had].tobytes() == whole.values[had].tobytes()
    seen = []
    again = sweep(DEMO, GRID, folder=tmp_path, chunk=33, on_progress=lambda r: seen.append(r.done))
    assert again == whole
    assert seen[0] > 20
    assert (
        sweep(DEMO, GRID, folder=tmp_path, on_progress=lambda _: pytest.fail("all is there"))
        == whole
    )
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npy"}


@pytest.mark.usefixtures("small")
def test_damaged_foreign_and_missing_chunks_are_named_and_recomputed(tmp_path):
    whole = sweep(DEMO, GRID, folder=tmp_path / "a", chunk=20)
    other = {**GRID, "gamma": np.linspace(0, 2, 5)}
    sweep(DEMO, other, folder=tmp_path / "b", chunk=20)
    damaged, foreign, missing, *_ = sorted((tmp_path / "a").glob("*.npy"))
    raw = bytearray(damaged.read_bytes())
    raw[-1] ^= 1
    damaged.write_bytes(raw)
    foreign.write_bytes((tmp_path / "b" / foreign.name).read_bytes())
    missing.unlink()
    with pytest.warns(UserWarning, match="recomputed") as warned:
        assert sweep(DEMO, GRID, folder=tmp_path / "a") == whole
    messages = [str(warning.message) for warning in warned]
    for path, why in ((damaged, "damaged"), (foreign, "of another sweep"), (missing, "missing")):
        name = path.stem.removeprefix("chunk-")
        assert any(f"chunk {name} in " in m and why in m and "recomputed" in m for m in messages)
    assert len(messages) == 3
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
    with pytest.raises(
        ValueError, match=r"another experiment, other values or other code. Choose another folder"
    ):
        sweep(replace(DEMO, w0=0.1), grid, folder=tmp_path)
    manifest = (tmp_path / "manifest.json").read_text()
    older = manifest.replace('"stdplab": "0.1.0"', '"stdplab": "0.0.9"')
    (tmp_path / "manifest.json").write_text(older)
    with pytest.raises(ValueError, match=r"of stdplab 0\.0\.9\), and this one is .* 0\.1\.0\. "):
        sweep(DEMO, grid, folder=tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ValueError, match="cannot be read"):
        sweep(DEMO, grid, folder=tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="file"):
        sweep(DEMO, grid, folder=tmp_path / "file")
