"""A sweep as a data set of xarray."""

import subprocess
import sys

import numpy as np
import pytest

from stdplab import MSTDP, sweep
from stdplab.sweeps import Sweep


def test_the_numbers_have_their_names_in_xarray():
    spread = np.array([[0.1, 0.2], [0.3, np.nan]])
    values = np.array([[1.0, 2.0], [3.0, np.nan]])
    coords = {"gamma": (0.1, 0.2), "condition": ("untrained", "frozen")}
    together = {"tau_z": (10, 20)}
    made = Sweep(values, coords, "rate", seed=3, spread=spread, together=together).to_xarray()
    assert dict(made.sizes) == {"gamma": 2, "condition": 2}
    np.testing.assert_array_equal(made["value"], values)
    np.testing.assert_array_equal(made["spread"], spread)
    assert made["value"].sel(gamma=0.2, condition="untrained") == 3.0
    assert made["value"].swap_dims(gamma="tau_z").sel(tau_z=10, condition="frozen") == 2.0
    assert (made.attrs["measure"], made.attrs["seed"]) == ("rate", 3)


def test_a_sweep_without_networks_has_no_spread_and_no_seed():
    found = sweep(MSTDP(), {"gamma": (0.1, 0.2), "lag": (0, 1)})
    made = found.to_xarray()
    assert set(made.data_vars) == {"value"}
    assert "seed" not in made.attrs
    for gamma in (0.1, 0.2):
        assert made["value"].sel(gamma=gamma, lag=1) == found.at(gamma=gamma, lag=1)


def test_without_xarray_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(ValueError, match=r"pip install 'stdplab\[xarray\]'"):
        Sweep(np.array([1.0]), {"gamma": (0.1,)}, "w").to_xarray()


def test_who_does_not_ask_for_it_imports_no_xarray():
    code = (
        "import sys; from stdplab import MSTDP, sweep; sweep(MSTDP(), {'gamma': (0.1, 0.2)})\n"
        "print({'xarray', 'pandas'} & {*sys.modules})"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
