"""A sweep on a Dask cluster: two worker processes, killed workers, a scheduler that goes away."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import ClassVar

import dask
import numpy as np
import pytest
from distributed import Client, KilledWorker, LocalCluster
from distributed.comm import CommClosedError

from stdplab import MSTDP, MSTDPET, RULES, Rule, knob, presets, sweep
from stdplab.core.support import malloc
from stdplab.sweeps import SweepRunner, chunking, dask_backend
from stdplab.sweeps.plans import experiment_plan

DEMO = replace(presets.FLORIAN_2007, rules=(MSTDP(), MSTDPET()))
GRID = {"tau_z": np.geomspace(1, 200, 8), "gamma": np.linspace(0, 1, 8), "lag": (0, 1)}

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def client():
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(**options, silence_logs=50) as started, Client(started) as made:
        yield made


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Tiles of a few settings, so that a small grid has many."""
    monkeypatch.setattr(experiment_plan, "TILE_SETTINGS", 8)
    monkeypatch.setattr(experiment_plan, "TILE_NUMBERS", 8 * 201)


def test_the_numbers_are_equal_bit_for_bit_on_workers(client):
    for measure in ("w", "peak z", lambda result: result["w"].mean(0)):
        whole = sweep(DEMO, GRID, measure)
        assert np.isfinite(whole.values).all()
        for chunk in (8, 100):
            found = sweep(DEMO, GRID, measure, client=client, chunk=chunk)
            assert found.values.tobytes() == whole.values.tobytes()
            assert found == whole


@pytest.mark.parametrize(("budget_s", "rounds"), [(60.0, 2), (1e-9, 16)])
def test_a_worker_computes_of_its_share_what_fits_the_time_budget(
    client, monkeypatch, budget_s, rounds
):
    monkeypatch.setattr(chunking, "CHUNK_S", budget_s)
    done = []
    found = sweep(DEMO, GRID, client=client, on_progress=lambda running: done.append(running.done))
    assert len(done) == rounds
    assert done[-1] == found.values.size / 2
    assert found == sweep(DEMO, GRID)


def test_both_workers_take_part_each_on_one_thread(client):
    def where(_result):
        import torch  # noqa: PLC0415 - of the worker

        return float(os.getpid() * 1000 + torch.get_num_threads())

    client.run(eval, "__import__('torch').set_num_threads(2)")  # as a worker elsewhere may have it
    found = sweep(DEMO, GRID, where, client=client, chunk=8)
    threads_of = {divmod(int(number), 1000) for number in np.unique(found.values)}
    assert {pid for pid, _ in threads_of} == set(client.run(os.getpid).values())
    assert {threads for _, threads in threads_of} == {1}


FAULTS = """
import resource, torch
from stdplab.core.support import malloc

def passes():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        torch.ones(2**16, dtype=torch.float64).add(1)  # as large as a tile's
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

outside = passes()
with malloc.keep_freed_memory():
    print(outside, passes())
"""


def test_dask_makes_its_workers_give_memory_back_at_once_which_a_sweep_holds_off(client):
    (given, *_) = client.run(os.environ.get, malloc.VARIABLE).values()
    own = {**os.environ, malloc.VARIABLE: given}
    printed = subprocess.check_output([sys.executable, "-c", FAULTS], env=own, text=True)
    outside, inside = map(int, printed.split())
    assert outside > 10 * inside


def test_a_worker_that_is_killed_in_the_middle_changes_no_number(client):
    (victim, other) = client.run(os.getpid).values()
    killed = []

    def kill(running):
        if not killed:
            os.kill(victim, signal.SIGKILL)
            killed.append(running.done)

    found = sweep(DEMO, GRID, client=client, chunk=8, on_progress=kill)
    assert killed[0] < found.values.size / 3
    assert found == sweep(DEMO, GRID)
    client.wait_for_workers(2)
    assert victim not in client.run(os.getpid).values()
    assert other in client.run(os.getpid).values()


def test_a_sweep_with_a_folder_resumes_with_a_client_and_without(client, tmp_path):
    def stop(running):
        if running.done > 40:
            raise KeyboardInterrupt

    for helper in (client, None):
        with pytest.warns(UserWarning, match="Interrupted"):
            sweep(DEMO, GRID, client=helper, folder=tmp_path / str(helper), on_progress=stop)
    whole = sweep(DEMO, GRID)
    assert sweep(DEMO, GRID, client=client, folder=tmp_path / "None") == whole
    assert sweep(DEMO, GRID, folder=tmp_path / str(client)) == whole
    assert not client.futures  # nothing is left of the one that was stopped


def test_a_rule_of_a_notebook_replaces_none_of_the_workers(client):
    """The worker makes the class again, since it cannot import it from a notebook."""
    of_a_worker = "__import__('stdplab').RULES['STDP'].__module__"
    before = client.run(eval, of_a_worker)

    @dataclass(frozen=True)
    class STDP(RULES["STDP"]):
        gamma: float = 0.5

    assert RULES["STDP"] is STDP
    own = replace(presets.FLORIAN_2007, rules=(STDP(),))
    found = sweep(own, {"tau_plus": (10.0, 20.0)}, client=client, chunk=1)
    assert found == sweep(own, {"tau_plus": (10.0, 20.0)})
    assert client.run(eval, of_a_worker) == before
    assert set(before.values()) == {"stdplab.rules.stdp"}


def test_a_rule_of_ones_own_travels_to_the_workers(client):
    @dataclass(frozen=True)
    class Hebb(Rule):
        series: ClassVar = {"x": "pre"}
        rate: float = knob(0.1, 0, 1, step=0.01, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):
            x = (1 - dt / 20) * state["x"] + drive.pre
            return {"x": x}, k.rate * x * drive.post

    grid = {"rate": np.linspace(0, 1, 30)}
    assert sweep(Hebb(), grid, client=client) == sweep(Hebb(), grid)


def test_client_and_worker_of_different_versions_are_refused(client, monkeypatch):
    monkeypatch.setattr(dask_backend, "__version__", "99.0")
    sentence = r"client has stdplab 99\.0.* worker tcp://\S+ has 0\.1\.0\. Install the same"
    with pytest.raises(ValueError, match=sentence):
        sweep(DEMO, GRID, client=client)


@pytest.fixture
def apart(tmp_path):
    """A scheduler and a worker as processes of their own, and a client of them."""
    file = str(tmp_path / "scheduler.json")
    own = ["--scheduler-file", file, "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    commands = (["scheduler", "--port", "0", *own], ["worker", "--no-nanny", *own])
    started = [subprocess.Popen([sys.executable, "-m", "dask", *c], **quiet) for c in commands]
    client = Client(scheduler_file=file)
    client.wait_for_workers(1)
    yield client, started[0]
    client.close(timeout=1)
    for process in started:
        process.kill()
        process.wait()


def test_a_lost_scheduler_raises_and_the_sweep_resumes_without(apart, tmp_path, monkeypatch):
    client, scheduler = apart
    # How long a client looks for its scheduler before it gives up: 30 s where nobody says else.
    monkeypatch.setitem(dask.config.config["distributed"]["comm"]["timeouts"], "connect", "1s")
    lost = pytest.raises(dask_backend.SchedulerLostError, match=r"does not answer.*folder=.*kept")
    with lost:
        sweep(
            DEMO, GRID, client=client, folder=tmp_path / "kept", chunk=8,
            on_progress=lambda _running: scheduler.kill(),
        )  # fmt: skip
    running = SweepRunner(DEMO, GRID, folder=tmp_path / "kept")
    assert 0 < running.done < running.total
    with lost:
        sweep(DEMO, GRID, client=client)
    assert sweep(DEMO, GRID, folder=tmp_path / "kept") == sweep(DEMO, GRID)


@pytest.mark.parametrize("asked", ["nthreads", "map"])
def test_a_connection_that_breaks_before_the_client_notices_raises_too(client, monkeypatch, asked):
    def broken(*_arguments, **_options):
        raise CommClosedError("Stream is closed")

    monkeypatch.setattr(client, asked, broken)
    with pytest.raises(dask_backend.SchedulerLostError, match=r"scheduler at \S+ does not answer"):
        sweep(DEMO, GRID, client=client)


def test_a_cluster_without_workers_is_waited_for_with_a_warning(client, monkeypatch):
    monkeypatch.setattr(client, "nthreads", dict)
    with pytest.warns(UserWarning, match="no workers yet"):
        assert sweep(DEMO, GRID, client=client) == sweep(DEMO, GRID)


def test_a_closed_client_raises(client):
    with Client(client.scheduler.address) as closed:
        pass
    with pytest.raises(
        dask_backend.SchedulerLostError, match=r"client is closed, or its scheduler"
    ):
        sweep(DEMO, GRID, client=closed)


def test_chunks_that_kill_their_workers_raise(client, monkeypatch):
    def gather(*_arguments, **_options):
        raise KilledWorker("work-1", None, 3)

    monkeypatch.setattr(client, "gather", gather)
    with pytest.raises(ValueError, match=r"died one after another.*a smaller chunk="):
        sweep(DEMO, GRID, client=client)


def test_what_a_measure_imports_and_a_worker_lacks_is_named(client):
    def lacking(_result):
        import no_such_module_anywhere  # noqa: F401, PLC0415 - of the worker

    sentence = r"No module named 'no_such_module_anywhere'.* and what a measure or a rule of your"
    with pytest.raises(ValueError, match=sentence):
        sweep(DEMO, GRID, lacking, client=client)


def test_what_is_not_a_client_is_refused():
    with pytest.raises(
        ValueError, match=r"client must be a dask\.distributed\.Client or None, got 'tcp://here'"
    ):
        sweep(DEMO, GRID, client="tcp://here")


def test_a_mistake_in_a_measure_is_reported_as_on_one_core(client):
    with pytest.raises(ValueError, match=r"shape \(201,"):
        sweep(DEMO, GRID, lambda result: result["w"], client=client)


def test_without_dask_a_client_gets_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"Dask.*pip install 'stdplab\[dask\]'"):
        sweep(DEMO, GRID, client=object())
