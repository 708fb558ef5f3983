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


NETWORKS = Sweep(
    np.arange(12.0).reshape(3, 2, 2),
    {"tau_z": TAUS, "measure": ("a", "b"), "condition": ("untrained", "frozen")},
    "a, b",
    {"study": {"seeds": 4}},
    spread=np.arange(12.0).reshape(3, 2, 2) / 100,
    together={"gamma": (1, 2, 3)},
)


def test_spread_and_what_changed_together_follow_a_selection():
    some = NETWORKS.at(tau_z=[60, 5], measure="b")
    assert some.coords == {"tau_z": (60.0, 5.0), "condition": ("untrained", "frozen")}
    assert some.together == {"gamma": (3, 1)}
    assert some.measure == "b"
    assert some.values.tolist() == [[10, 11], [2, 3]]
    assert some.spread.tolist() == [[0.10, 0.11], [0.02, 0.03]]
    one = NETWORKS.at(tau_z=25, condition=("frozen",))
    assert one.coords == {"measure": ("a", "b"), "condition": ("frozen",)}
    assert one.together == {}
    assert one.spread.tolist() == [[0.05], [0.07]]
    with pytest.raises(ValueError, match="measure: give at least one value"):
        NETWORKS.at(measure=())


def test_spread_and_what_changed_together_survive_json():
    again = Sweep.from_json(NETWORKS.to_json())
    assert again == NETWORKS
    assert again.spread.tobytes() == NETWORKS.spread.tobytes()
    assert again.together == {"gamma": (1, 2, 3)}
    for other in (
        replace(NETWORKS, spread=None),
        replace(NETWORKS, spread=NETWORKS.spread + 1),
        replace(NETWORKS, together={}),
    ):
        assert other != NETWORKS
        assert Sweep.from_json(other.to_json()) == other
    for good, bad, message in (
        ('"gamma": [1, 2, 3]', '"gamma": [1, 2]', "'gamma' of this sweep must have 3 values"),
        ("0.0, 0.01, ", "", "need 12 values, its spread are 10"),
        ('"format": 2', '"format": 1', "not a sweep of this version"),
    ):
        assert good in NETWORKS.to_json()
        with pytest.raises(ValueError, match=message):
            Sweep.from_json(NETWORKS.to_json().replace(good, bad))


def test_a_table_has_a_line_for_each_value():
    assert NETWORKS.table().splitlines() == [
        "tau_z     a untrained               a                b",
        "  5.0  0.000 +- 0.000  1.000 +- 0.010   3.000 +- 0.030",
        " 25.0  4.000 +- 0.040  5.000 +- 0.050   7.000 +- 0.070",
        " 60.0  8.000 +- 0.080  9.000 +- 0.090  11.000 +- 0.110",
    ]
    with pytest.raises(ValueError, match=r"one dimension.* 2 \(tau_z, gamma\)"):
        sweep(DEMO, {"tau_z": TAUS, "gamma": (0.1, 0.2)}).table()
