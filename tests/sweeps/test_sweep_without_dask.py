"""A sweep without a client needs no Dask, even where Dask is installed."""

import subprocess
import sys

SWEPT = """
import sys
from stdplab import presets, sweep
from stdplab.labs import sweeps
sweep(presets.FLORIAN_2007, {"tau_z": (10, 20), "lag": (0, 1)}, folder="kept")
sweeps()
print({"dask", "distributed", "cloudpickle"} & {name.partition(".")[0] for name in sys.modules})
"""


def test_nobody_imports_dask_without_a_client(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SWEPT], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stdout == "set()\n", done.stderr
