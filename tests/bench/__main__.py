"""`make bench`: measure, print a table, write .bench/bench.json. Ratios hold within one run."""

import json
import platform
import subprocess
import sys
import time
from pathlib import Path

import torch

from stdplab import presets, simulate
from stdplab.pairings.window_curves import closed_window
from stdplab.plots.experiment_figure import figure
from stdplab.widgets.board.board import Board
from tests.helpers.measured_window import measured_window
from tests.helpers.page_edits import PageEdits

from . import device, page, population, sweeping, sweeps, training
from .clock import median_ms

OUT = Path(__file__).parents[2] / ".bench" / "bench.json"
DEMO = presets.FLORIAN_2007


def torch_loop():
    """The demonstration on 0-d tensors, step by step: what plain numbers are compared with."""
    drive = DEMO.protocol.drive()
    for rule in DEMO.rules:
        simulate(rule, drive)


def import_ms(module, runs=5):
    """Wall milliseconds to import a module in a fresh interpreter, the least of several."""
    code = f"import time; s = time.perf_counter(); import {module}; print(time.perf_counter() - s)"
    command = [sys.executable, "-c", code]
    taken = [float(subprocess.check_output(command)) for _ in range(runs)]
    return 1000 * min(taken)


def edits(board):
    """A callable that makes one edit of the page: two experiments in turn."""
    states = [DEMO.to_dict(), DEMO.to_dict()]
    states[1]["protocol"]["post"] = [15, 60, 110, 140]

    one = PageEdits(board)

    def edit():
        states.reverse()
        one.send(states[0])

    return edit


def measure():
    """All rows: what, milliseconds, and the ratio to a row of the same run."""
    numbers = median_ms(DEMO.run)
    tensors = median_ms(torch_loop, runs=5)
    yield "demonstration, 3 rules x 200 steps", numbers, f"1/{tensors / numbers:.0f} of tensor loop"
    yield "the same as a per-step tensor loop", tensors, ""
    yield "one edit of the page, taken by the kernel", median_ms(edits(Board(DEMO))), ""
    results = DEMO.run()
    yield "the figure as PNG", median_ms(lambda: figure(results).mimebundle(), runs=5), ""
    yield from population.rows()
    yield from device.rows()
    yield from sweeps.rows()
    yield from training.rows()
    yield from page.rows()
    yield from sweeping.rows()
    torch_import, own = import_ms("torch"), import_ms("stdplab")
    yield "import torch", torch_import, ""
    yield "import stdplab", own, f"{own / torch_import:.2f} x import torch"


def windows():
    """The window of the demonstration's pair rules, measured by pairing and in closed form."""
    delays = (-40, -10, -1, 1, 10, 40)
    print(f"\n{'measured_window, t_post - t_pre in ms':<30}" + "".join(f"{d:>10}" for d in delays))
    for rule in DEMO.rules:
        for how, values in (("measured", measured_window), ("closed form", closed_window)):
            row = "".join(f"{value:>10.6f}" for value in values(rule, delays))
            print(f"{rule.name + ', ' + how:<30}{row}")
    print()


def main():
    """Print the table and write the file."""
    torch.set_num_threads(1)
    rows = []
    for what, ms, ratio in measure():
        rows.append({"what": what, "ms": ms, "ratio": ratio})
        print(f"{what:<46}{ms:>9.3f} ms  {ratio}", flush=True)
    windows()
    OUT.parent.mkdir(exist_ok=True)
    about = {"when": time.strftime("%Y-%m-%d %H:%M"), "python": platform.python_version()}
    OUT.write_text(json.dumps({**about, "torch": torch.__version__, "rows": rows}, indent=1))
    print(f"written to {OUT.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
