"""A million settings: on one core, and on two workers of a cluster against the work itself."""

import time

import numpy as np
from distributed import Client, LocalCluster

from stdplab import presets, sweep

from .clock import cpu_ms, median_ms

DEMO = presets.FLORIAN_2007
GRIDS = {
    "tau_z x gamma": {"tau_z": np.linspace(1, 200, 1000), "gamma": np.linspace(0, 1, 1000)},
    "tau_+ x tau_-": {
        "tau_plus": np.linspace(1, 100, 1000),
        "tau_minus": np.linspace(1, 100, 1000),
    },
}
RUNS = 9


def cpu_seconds(client):
    """What this process and all workers have computed so far; the scheduler runs in this one."""
    return time.process_time() + sum(client.run(time.process_time).values())


def on_workers(client, grid):
    """CPU milliseconds of a sweep in all processes together, the least of several.

    Without what they take to wait as long: a busy machine draws that out, and it is no work.
    """
    taken = []
    for _ in range(RUNS):
        before, begun = cpu_seconds(client), time.perf_counter()
        sweep(DEMO, grid, client=client)
        after, wall = cpu_seconds(client), time.perf_counter() - begun
        time.sleep(wall)
        taken.append(1000 * (2 * after - before - cpu_seconds(client)))
    return min(taken)


def rows():
    """What, milliseconds, and the ratio to a row of the same run."""
    one = median_ms(DEMO.run)
    alone = {}
    for name, grid in GRIDS.items():
        alone[name] = min(cpu_ms(lambda grid=grid: sweep(DEMO, grid)) for _ in range(RUNS))
        ratio = f"1/{1e6 * one / alone[name]:.0f} of a run each"
        yield f"1,000,000 settings, {name}", alone[name], ratio
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(**options) as cluster, Client(cluster) as client:
        sweep(DEMO, {"tau_z": range(1, 50)}, client=client)  # both have imported what they need
        for name, grid in GRIDS.items():
            taken = on_workers(client, grid)
            share = taken / alone[name] - 1
            yield f"{name} on two workers, CPU of all", taken, f"overhead {share:.0%}"
