"""How a series looks stands with the rule that declares it, and no other rule is asked."""

from dataclasses import dataclass
from typing import ClassVar, get_args

import pytest

from stdplab import MSTDPET, Dopamine, Experiment, Rule, Series, knob, presets
from stdplab.core.learning_rule.series import Colour
from stdplab.plots.panel_data import panels
from stdplab.plots.sweeps.sweep_labels import measure_label
from stdplab.plots.theme import TOKENS
from stdplab.widgets.board.view_model import build_view


def rule_with(**declared):
    """A rule that remembers these series and lets them stand at zero."""

    @dataclass(frozen=True)
    class Own(Rule):
        series: ClassVar = declared
        rate: float = knob(0.1, tex="k", label="Rate")

        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            return dict(state), k.rate * drive.post

    return Own()


def panels_of(*rules):
    experiment = Experiment(presets.FLORIAN_2007.protocol, rules)
    return {panel.key: panel for panel in panels(experiment.run())}


def test_a_plain_string_is_a_series_named_after_itself():
    own = rule_with(c="post")
    assert own.series == {"c": Series("post", tex="c", label="c")}
    panel = panels_of(own)["c"]
    assert (panel.label, panel.tex, panel.limits) == ("c", ("c",), (-1, 1))


def test_a_series_is_drawn_as_its_rule_declares():
    calcium = Series("post", tex="c", label="Calcium", unit="µM", colour="post", limits=[0, 2])
    panel = panels_of(rule_with(c=calcium))["c"]
    assert (panel.label, panel.limits, panel.curves[0].colour) == ("Calcium", (0, 2), "post")
    hidden = panels_of(rule_with(c=Series("post", panel="none")))
    assert list(hidden) == ["pre", "post", "reward", "w Own"]


def test_an_own_series_is_not_called_by_the_label_of_another_rule():
    own = rule_with(m="network", x="pre")
    assert measure_label("m") == "m"
    found = panels_of(own)
    assert [found[key].label for key in ("m", "x")] == ["m", "x"]
    assert "traces" not in found
    beside = panels_of(own, Dopamine())
    assert (beside["m"].label, beside["m Dopamine"].label) == ("m", "Mean reward")
    assert "final traces" not in [measure_label(name) for name in MSTDPET.series]


def test_rules_that_declare_a_series_alike_share_its_panel():
    shared = panels_of(MSTDPET(), Dopamine())["z"]
    assert [curve.rule for curve in shared.curves] == ["MSTDPET", "Dopamine"]
    assert [curve.dashed for curve in shared.curves] == [False, True]


def test_the_page_gets_the_same_panels():
    experiment = Experiment(presets.FLORIAN_2007.protocol, (rule_with(m="network"), Dopamine()))
    view, _ = build_view(experiment)
    shown = [(panel["key"], panel["label"]) for panel in view["panels"]]
    assert shown == [(panel.key, panel.label) for panel in panels(experiment.run())]


def test_every_colour_of_a_series_has_its_values():
    assert set(get_args(Colour)) <= set(TOKENS)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"colour": "red"}, "colour is 'red'. Available: 'ink', 'pre'"),
        ({"panel": "top"}, "panel is 'top'. Available: 'own', 'traces', 'none'"),
        ({"limits": (1, 0)}, r"limits are \(1, 0\): the first must be below the second"),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        Series("pre", **wrong)
