"""The eight panels as data and as a figure: order, colours, limits, words."""

import io
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.image import imread

from stdplab import MSTDPET, STDP, Experiment, Protocol, presets
from stdplab.plots.experiment_figure import figure
from stdplab.plots.line_plot import line_figure
from stdplab.plots.panel_data import describe, panels
from stdplab.plots.quantities import expand_limits, format_number, round_up, symbol, tick_step
from stdplab.plots.theme import TOKENS, colours, css_variables

RESULTS = presets.FLORIAN_2007.run()


def test_eight_panels_in_the_order_and_limits_of_the_demonstration():
    laid = [(p.label, p.limits, [(c.name, c.colour) for c in p.curves]) for p in panels(RESULTS)]
    assert laid == [
        ("Pre spikes", (0, 1), [("pre", "pre")]),
        ("Post spikes", (0, 1), [("post", "post")]),
        ("Traces", (-0.4, 0.4), [("x", "pre"), ("y", "post")]),
        ("Reward", (-1.5, 1.5), [("reward", "reward")]),
        ("Eligibility", (-0.01, 0.01), [("z", "eligibility")]),
        ("STDP", (0, 0.5), [("w", "weight")]),
        ("MSTDP", (0, 0.5), [("w", "weight")]),
        ("MSTDPET", (0, 0.5), [("w", "weight")]),
    ]


def test_folded_curves_are_the_unit_ones_times_gamma_and_weights_are_the_same():
    for folded, unit in zip(panels(RESULTS), panels(RESULTS, "unit"), strict=True):
        factor = 0.2 if folded.label in ("Traces", "Eligibility") else 1
        for a, b in zip(folded.curves, unit.curves, strict=True):
            np.testing.assert_allclose(a.values, factor * b.values, atol=1e-15)
    with pytest.raises(ValueError, match=r"'paper'\. Available: folded, unit"):
        panels(RESULTS, "paper")


def test_a_figure_shows_the_panels_that_are_asked_for():
    drawn = figure(RESULTS, show=["reward", "w STDP", "what is not there"])
    words = [text.get_text() for axes in drawn.axes for text in axes.texts]
    assert [word for word in words if word and "$" not in word] == ["Reward", "STDP"]
    with pytest.raises(ValueError, match="Available: pre, post, traces, reward"):
        figure(RESULTS, show=["w"])


def test_the_post_trace_is_mirrored_and_dashed():
    x, y = panels(RESULTS)[2].curves
    assert x.values.min() == 0
    assert y.values.max() == 0
    assert (x.dashed, y.dashed) == (False, True)
    assert panels(RESULTS)[2].tex == (r"\gamma x", r"-\gamma y")


def test_limits_grow_with_the_values_and_stay_round():
    assert expand_limits((-0.4, 0.4), -0.1, 0.41) == (-0.5, 0.5)
    assert expand_limits((0, 0.5), 0.1, 0.4) == (0, 0.5)
    assert expand_limits((0, 0.5), -0.02, 0.6) == (-0.02, 0.75)
    heavy = Experiment(presets.FLORIAN_2007.protocol, (STDP(gamma=0.9),), w0=0.2).run()
    low, high = panels(heavy)[-1].limits
    assert low <= float(heavy["STDP"]["w"].min()) <= float(heavy["STDP"]["w"].max()) <= high
    assert [round_up(v) for v in (0.011, 1, 1.01, 76)] == [0.015, 1, 1.5, 100]


def test_the_figure_draws_each_curve_in_its_colour():
    drawn = figure(RESULTS)
    assert len(drawn.axes) == 8
    for ax, panel in zip(drawn.axes, panels(RESULTS), strict=True):
        assert ax.get_ylim() == panel.limits
        assert ax.get_xlim() == (0, 200)
        artists = [line for line in ax.lines if len(line.get_xdata()) > 2] or ax.collections
        for artist, curve in zip(artists, panel.curves, strict=True):
            colour = artist.get_color()
            assert (
                to_hex(colour if isinstance(colour, str) else colour[0]) == TOKENS[curve.colour][0]
            )
    np.testing.assert_array_equal(drawn.axes[-1].lines[0].get_ydata(), RESULTS["MSTDPET"]["w"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_saved_figure_keeps_its_background(theme):
    stream = io.BytesIO()
    figure(RESULTS, theme=theme).savefig(stream, format="png")
    stream.seek(0)
    assert to_hex(imread(stream)[0, 0, :3]) == colours(theme)["ground"]


def test_a_figure_has_alternative_text_in_a_notebook():
    drawn = figure(RESULTS)
    data, metadata = drawn._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert data["text/plain"] == "<AltTextFigure size 700x716.4 with 8 Axes>"
    assert f'<img alt="{drawn.alt}" width="700" src="data:image/png;base64,' in data["text/html"]
    assert metadata == {"image/png": {"alt": drawn.alt, "width": 700}}
    for part in (
        "10, 85, 115, 135",
        "15, 75, 110, 140",
        "then −1 from 100 ms",
        "0.3342 under MSTDPET",
    ):
        assert part in drawn.alt


def test_the_alternative_text_of_an_empty_protocol():
    bare = Experiment(replace(presets.FLORIAN_2007.protocol, pre=(), reward=()), (STDP(),)).run()
    assert "no pre spikes; post spikes at 15, 75, 110, 140 ms" in describe(bare)
    assert "reward 0 from 0 ms" in describe(bare)


def test_many_spikes_are_counted_and_not_listed():
    many = Experiment(Protocol(pre=range(10, 191, 5), post=(15,)), (STDP(),)).run()
    assert "37 pre spikes from 10 to 190 ms; post spikes at 15 ms" in describe(many).lower()


def test_two_values_of_one_rule_share_a_panel_and_differ_by_dash():
    twice = Experiment(presets.FLORIAN_2007.protocol, (MSTDPET(), MSTDPET(tau_z=50))).run()
    eligibility = next(p for p in panels(twice) if p.label == "Eligibility")
    assert [(c.rule, c.dashed) for c in eligibility.curves] == [
        ("MSTDPET", False),
        ("MSTDPET 2", True),
    ]


def test_a_single_trace_is_drawn_too():
    results = {"STDP": RESULTS["STDP"]}
    with patch.object(results["STDP"], "names", ("w", "x", "pre", "post", "reward")):
        traces = next(p for p in panels(results) if p.label == "Traces")
    assert [c.name for c in traces.curves] == ["x"]


def test_numbers_and_symbols_for_people():
    assert format_number(-0.4) == "−0.4"
    assert [tick_step(d) for d in (200, 100, 1000, 2)] == [25, 10, 100, 0.25]
    assert "".join(symbol(rf"\{letter}")[0][0] for letter in ("theta", "sigma", "omega")) == "θσω"
    assert symbol(r"-\gamma y") == [["−", "base"], ["γ", "base"], ["y", "base"]]


def test_the_page_gets_every_colour_in_both_themes():
    css = css_variables()
    for token, (light, dark) in TOKENS.items():
        assert f"--{token}: light-dark({light}, {dark});" in css
    with pytest.raises(ValueError, match=r"'sepia'\. Available: light, dark"):
        colours("sepia")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("token", ["ink", "muted", "error", "accent"])
def test_text_is_readable_on_page_and_panel(theme, token):
    palette = colours(theme)
    for ground in ("ground", "soft"):
        a, b = sorted(luminance(palette[t]) for t in (token, ground))
        assert (b + 0.05) / (a + 0.05) >= 4.5  # WCAG AA


def test_a_line_is_drawn_for_each_curve_and_described():
    picture = line_figure(
        (1, 2, 3), {"near": (0, 2, 1), "far": (0, -1, 0.5)}, x_label="delay (ms)", y_label="gain"
    )
    drawn = picture.axes[0].get_lines()[:2]
    assert [curve.get_ydata().tolist() for curve in drawn] == [[0, 2, 1], [0, -1, 0.5]]
    assert len({curve.get_linestyle() for curve in drawn}) == 2
    assert "near against delay (ms): from 0 at 1 to 1 at 3, highest 2 at 2" in picture.alt
    assert "lowest −1 at 2." in picture.alt
    with pytest.raises(ValueError, match=r"'gain' has 2 values for 3 values of x.* at least two"):
        line_figure((1, 2, 3), {"gain": (0, 1)}, x_label="delay", y_label="gain")


def test_limits_that_exclude_zero_reach_it():
    assert expand_limits((1.0, 2.0), 0.5, 1.5) == (0.0, 2.0)
    assert expand_limits((-2.0, -1.0), -1.5, -0.5) == (-2.0, 0.0)
    assert expand_limits((1.0, 2.0), -0.5, 2.5) == (-0.5, 3.0)
