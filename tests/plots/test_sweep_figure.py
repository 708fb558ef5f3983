"""A sweep's figure: a curve over one axis, a heatmap over two, in words too."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from stdplab import Sweep, presets, sweep
from stdplab.plots import sweep_figure
from stdplab.plots.sweeps.sweep_labels import axis_label, measure_label
from stdplab.plots.theme import colours
from stdplab.sweeps import stored_sweep

DEMO = presets.FLORIAN_2007
TAUS = np.geomspace(1, 100, 7)


def test_one_axis_makes_a_curve_for_each_rule():
    picture = sweep(DEMO, {"tau_z": TAUS}).plot()
    (axes,) = picture.axes
    lines = {line.get_label(): line for line in axes.get_lines()}
    assert list(lines) == ["STDP", "MSTDP", "MSTDPET"]
    assert len({line.get_linestyle() for line in lines.values()}) == 3  # a second code
    assert axes.get_xscale() == "log"
    found = sweep(DEMO, {"tau_z": TAUS}).at(rule="MSTDPET")
    np.testing.assert_array_equal(lines["MSTDPET"].get_ydata(), found.values)
    assert "MSTDPET: least" in picture.alt
    assert axes.get_xlabel() == r"Eligibility trace $\tau_z$ (ms)"


def test_two_axes_make_a_heatmap_for_each_rule_on_one_scale():
    found = sweep(DEMO, {"tau_z": TAUS, "gamma": np.linspace(0, 1, 5)})
    picture = found.plot()
    images = [axes.images[0] for axes in picture.axes if axes.images]
    assert [axes.get_title(loc="left") for axes in picture.axes][:3] == ["STDP", "MSTDP", "MSTDPET"]
    for i, image in enumerate(images):
        np.testing.assert_array_equal(image.get_array().data, found.values[:, :, i])
        assert image.get_clim() == (found.values.min(), found.values.max())
        assert image.get_cmap().name == "viridis"  # even for colour-blind eyes
    setting, largest = found.at(rule="MSTDPET").best()
    said = f"largest {largest:.4g} at tau_z {setting['tau_z']:.3g}, gamma 1"
    assert said in picture.alt.partition("MSTDPET: ")[2]


def test_numbers_of_both_signs_have_a_diverging_scale_centred_at_zero():
    """White is zero whatever the range, and a line is the second code of the border."""
    values = np.add.outer(np.arange(-1.0, 4.0), np.zeros(3))
    picture = sweep_figure(values, {"tau_z": range(5), "gamma": range(3)}, "MSTDPET minus STDP")
    axes = picture.axes[0]
    assert axes.images[0].get_clim() == (-3, 3)
    assert axes.images[0].get_cmap().name == "RdBu"
    (border,) = axes.collections
    np.testing.assert_allclose(border.get_paths()[0].vertices[:, 1], 1)
    assert picture.alt.startswith("MSTDPET minus STDP over tau_z from 0 to 4 and gamma")
    for plain in (
        sweep_figure(values + 2, {"tau_z": range(5), "gamma": range(3)}, "z"),
        sweep_figure(values, {"tau_z": range(5), "gamma": range(3)}, "peak w"),
    ):
        assert plain.axes[0].images[0].get_cmap().name == "viridis"
        assert not plain.axes[0].collections


def test_ticks_are_round_values_where_the_axis_has_some():
    along = [n / 500 for n in range(1, 501)]
    found = sweep_figure(np.zeros((196, 500)), {"tau_z": range(5, 201), "gamma": along}, "w").axes[
        0
    ]
    assert [t.get_text() for t in found.get_yticklabels()] == ["50", "100", "150", "200"]
    assert list(found.get_yticks()) == [45, 95, 145, 195]
    assert [t.get_text() for t in found.get_xticklabels()] == ["0.2", "0.4", "0.6", "0.8", "1"]
    odd = sweep_figure(
        np.zeros((7, 9)), {"tau_z": TAUS, "gamma": np.geomspace(0.1, 0.9, 9)}, "w"
    ).axes[0]
    assert list(odd.get_yticks()) == [0, 1, 2, 4, 5, 6]
    assert [odd.get_xticklabels()[i].get_text() for i in (0, -1)] == ["0.1", "0.9"]


def test_the_png_has_the_colours_of_its_scale():
    """A palette of 96 colours, as for curves, would turn the rare ones grey."""
    found = sweep(DEMO, {"tau_z": range(5, 205, 5), "gamma": np.linspace(0, 1, 51)})
    one, other = (found.at(rule=rule) for rule in ("MSTDPET", "STDP"))
    picture = sweep_figure(one.values - other.values, one.coords, "MSTDPET minus STDP")
    mimebundle, _ = picture.mimebundle()
    drawn = np.asarray(Image.open(io.BytesIO(mimebundle["image/png"])).convert("RGB")).astype(int)
    axes, image = picture.axes[0], picture.axes[0].images[0]
    finer = drawn.shape[0] / picture.bbox.height
    for row in (0, 3, 20, 39):
        for column in (10, 30, 50):
            x, y = axes.transData.transform((column, row)) * finer
            seen = drawn[drawn.shape[0] - round(y), round(x)]
            wanted = np.array(image.cmap(image.norm(image.get_array()[row, column])))[:3] * 255
            assert np.abs(seen - wanted).max() < 4, (row, column)


def test_settings_not_computed_yet_are_left_blank_and_described():
    found = sweep(DEMO, {"tau_z": TAUS, "gamma": (0, 1)}).at(rule="MSTDPET")
    values = found.values.copy()
    values[:3] = np.nan
    picture = sweep_figure(values, found.coords, "w")
    assert picture.axes[0].images[0].get_array().mask.sum() == 6
    assert "6 of 14 not computed yet" in picture.alt
    assert "Nothing computed yet" in sweep_figure(values * np.nan, found.coords, "w").alt


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_have_their_background_and_text(theme):
    picture = sweep(DEMO, {"tau_z": TAUS, "w0": (0.1, 0.2)}).at(rule="MSTDP").plot(theme=theme)
    ground = picture.get_facecolor()
    assert "#" + "".join(f"{round(255 * c):02x}" for c in ground[:3]) == colours(theme)["ground"]
    mimebundle, _ = picture.mimebundle()
    assert mimebundle["image/png"].startswith(b"\x89PNG")
    assert "light-dark(" in picture.svg()


def test_more_than_two_axes_are_refused_with_advice():
    found = sweep(DEMO, {"tau_z": TAUS, "gamma": (0, 1), "w0": (0, 0.1)})
    with pytest.raises(ValueError, match=re.escape("sweep.at({'w0': 1})")):
        found.plot()
    assert found.at(w0=0).plot().alt


def test_labels_of_axes_and_measures():
    assert axis_label("MSTDPET.tau_z") == r"MSTDPET: Eligibility trace $\tau_z$ (ms)"
    assert axis_label("rule.tau_e") == "rule.tau_e"
    assert axis_label("rule.gamma") == r"Learning rate $\gamma$"
    assert axis_label("onset[1]") == "Reward switches at (ms)"
    assert axis_label("delay_low") == "delay_low"
    assert measure_label("w") == "final weight"
    assert measure_label("peak z") == "peak of eligibility"
    assert measure_label("z at 120") == "eligibility at 120"
    assert measure_label("largest") == "largest"


def test_an_axis_of_words_has_their_labels():
    values = np.arange(6.0).reshape(2, 3)
    picture = sweep_figure(values, {"code": ("rate", "temporal"), "seed": (0, 1, 2)}, "solved")
    words = [tick.get_text() for tick in picture.axes[0].get_yticklabels()]
    assert words == ["rate", "temporal"]
    line = sweep_figure(values[0], {"code": ("a", "b", "c")}, "solved")
    assert [tick.get_text() for tick in line.axes[0].get_xticklabels()] == ["a", "b", "c"]


def test_networks_are_drawn_with_their_spread_beside_the_untrained():
    found = stored_sweep("distal-nothing").at(measure=("target", "others"))
    picture = found.plot()
    (axes,) = picture.axes
    assert axes.get_xscale() == "log"
    assert [tick.get_text() for tick in axes.get_xticklabels()] == [
        "100", "300", "1000", "3000", "10000",
    ]  # fmt: skip
    lines = {line.get_label(): line for line in axes.get_lines() if line.get_label()[0] != "_"}
    assert list(lines) == ["target untrained", "target", "others"]
    assert lines["target untrained"].get_linestyle() == ":"
    others = found.at(measure="others", condition="frozen")
    np.testing.assert_array_equal(lines["others"].get_ydata(), others.values)
    bars = axes.collections[-1].get_segments()
    for bar, mean, sd in zip(bars, others.values, others.spread, strict=True):
        assert bar[:, 1] == pytest.approx((mean - sd, mean + sd))
    assert axes.get_title(loc="left") == "target, others: mean and spread of 32 networks"
    assert picture.alt.startswith("Target, others: mean and spread of 32 networks over rule.tau_z")
    assert "target untrained: 0.25 throughout. " in picture.alt
    assert f"others: {others.values[0]:.2f} at 100, {others.values[1]:.2f} at 300, " in picture.alt


def test_another_condition_is_drawn_alone_and_texts_have_even_places():
    found = stored_sweep("distal-nothing")
    online = found.at(measure="target", condition="online").plot().axes[0]
    np.testing.assert_array_equal(
        online.get_lines()[0].get_ydata(), found.at(measure="target", condition="online").values
    )
    words = replace(found, coords={**found.coords, "rule.tau_z": tuple("abcde")})
    ticks = words.at(measure="target").plot().axes[0].get_xticklabels()
    assert [tick.get_text() for tick in ticks] == list("abcde")


def test_a_heatmap_of_networks_shows_one_measure():
    values = np.arange(24.0).reshape(2, 3, 2, 2)
    coords = {"rule.gamma": (1, 2), "seed": (0, 1, 2), "measure": ("a", "b")}
    coords["condition"] = ("untrained", "frozen")
    found = Sweep(values, coords, "a, b", spread=values / 9)
    with pytest.raises(ValueError, match=r"shows one measure.*a, b.*at\(measure='a'\)"):
        found.plot()
    picture = found.at(measure="b").plot()
    maps = [axes.get_title(loc="left") for axes in picture.axes if axes.images]
    assert maps == ["untrained", "frozen"]
    assert picture.alt.startswith("B over rule.gamma from 1 to 2 and seed from 0 to 2. untrained:")
