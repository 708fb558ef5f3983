"""While the lab of sweeps fills its heatmap, the kernel answers other messages."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from stdplab.labs import sweeps
from stdplab.sweeps import chunking
from stdplab.sweeps.plans import experiment_plan
from stdplab.widgets.common import debounced_task

TILE = 0.02  # s that a tile takes, by a clock that nothing else moves
ENOUGH = 150  # tiles, some chunks of them
ROOM = 0.1  # s that an edit of a board may have to wait


def test_a_sweep_in_the_lab_leaves_time_for_the_kernel(monkeypatch):
    done = [0]
    compute = experiment_plan.ExperimentPlan.compute

    def counted(plan, *tile):
        done[0] += 1
        return compute(plan, *tile)

    def clock():
        return TILE * done[0]

    async def longest():
        """Tiles that the sweep does at most before somebody else has a turn."""
        most = 0
        lab.choose(y="onset[1]", x="reward[0]")  # a run for each of 1,209 cells
        while done[0] < ENOUGH:
            before = done[0]
            await asyncio.sleep(0)
            most = max(most, done[0] - before)
        lab.toggle()
        await lab.progress._debounced._task
        return most

    monkeypatch.setattr(experiment_plan.ExperimentPlan, "compute", counted)
    monkeypatch.setattr(chunking, "time", SimpleNamespace(perf_counter=clock))
    monkeypatch.setattr(debounced_task, "time", SimpleNamespace(monotonic=clock))
    with ThreadPoolExecutor(1) as threads:  # a browser test may have left its event loop here
        lab = threads.submit(sweeps).result()
        done[0] = 0
        most = threads.submit(lambda: asyncio.run(longest())).result()
    assert 0 < lab.runner.done < lab.runner.total
    assert TILE <= most * TILE <= ROOM
    lab.close()
