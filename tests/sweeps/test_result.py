"""The result of a sweep is labelled, equal by value, and can be JSON text."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from stdplab import Sweep, presets, sweep

DEMO = presets.FLORIAN_2007
TAUS = (5.0, 25.0, 60.0)


def test_the_result_is_labelled_and_survives_json():
    found = sweep(DEMO, {"tau_z": TAUS, "gamma": (0.1, 0.2)})
    assert Sweep.from_json(found.to_json()) == found
    assert found.at(tau_z=25, gamma=0.2, rule="MSTDPET") == DEMO.run()["MSTDPET"].final
    assert found.at({"tau_z": 27}).coords == {k: v for k, v in found.coords.items() if k != "tau_z"}
    setting, largest = found.best()
    assert largest == found.values.max() == found.at(setting)
    assert found.best(least=True)[1] == found.values.min()
    assert repr(found).startswith("Sweep(w by tau_z, gamma, rule: 18 of 18, ")
    assert found.version == sys.modules["stdplab"].__version__
    assert found.source["experiment"] == DEMO.to_dict()
    for wrong, message in (
        (lambda: found.at(tau=1), "'tau' is not a dimension.*Available: tau_z, gamma, rule"),
        (
            lambda: found.at(rule="STDPP"),
            "rule has no value 'STDPP'. Available: STDP, MSTDP, MSTDPET",
        ),
        (lambda: Sweep.from_json("{}"), "not a sweep of this version"),
        (
            lambda: Sweep.from_json(found.to_json().replace("25.0, ", "")),
            "need 12 values, its values are 18",
        ),
        (lambda: replace(found, values=found.values * np.nan).best(), "no best setting"),
    ):
        with pytest.raises(ValueError, match=message):
            wrong()
    empty = replace(found, values=found.values * np.nan)
    assert Sweep.from_json(empty.to_json()) == empty
    assert empty != found
