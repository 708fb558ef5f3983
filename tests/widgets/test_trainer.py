"""The trainer without a page: what its buttons do, and what its figure shows."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import torch

from stdplab.labs import xor
from stdplab.networks.reports.report import CONDITIONS, curves
from stdplab.plots.epoch_raster import epoch_figure
from stdplab.plots.learning_curve import learning_figure
from tests.helpers.short_patterns import PATTERN_MS, short_patterns  # noqa: F401 - holds for all

pytestmark = pytest.mark.slow  # it trains networks


@pytest.fixture
def lab(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return xor("MSTDP", code="temporal", seeds=2, epochs=3)


def without_loop(act):
    """Do it in a thread of its own: in this one a browser test may have left its event loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(act).result()


def said(lab):
    """The picture's alternative text."""
    return re.search('aria-label="([^"]*)"', lab._figure.value)[1]


def test_before_training_there_is_the_untrained_baseline_and_an_invitation(lab):
    assert said(lab).startswith(
        "XOR from reward alone with MSTDP, 2 networks, epoch 0 of 3. Mean of solved: untrained "
    )
    lab.test()
    assert lab.message == "Train first. Untrained networks are measured already."
    assert set(lab.conditions) == {"untrained"}


def test_without_an_event_loop_it_trains_to_the_end_and_tests(lab):
    without_loop(lab.toggle)
    assert lab.training.done
    assert lab.message == "Epoch 3 of 3."
    lab.test()
    assert set(lab.conditions) == {"untrained", "online", "frozen"}
    lab.test_fresh()
    assert set(lab.conditions) == {"untrained", "online", "frozen", "fresh"}
    assert re.search(r"untrained [.\d]+, online [.\d]+, frozen [.\d]+, fresh [.\d]+", said(lab))
    lab.toggle()  # nothing is left to train
    assert lab.training.epoch == 3
    lab.start_over()
    assert lab.training.epoch == 0
    assert "epoch 0 of 3" in said(lab)


def test_pausing_keeps_what_was_learned_and_the_loop_stays_free(lab):
    async def gestures():
        lab.toggle()
        # Each turn of this loop is one that a busy kernel would not have.
        while not lab.training.epoch:  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0)
        task = lab._task.task
        for _ in range(3):  # paused, at once gone on with, and paused again: still one task
            lab.toggle()
        assert lab._task.task is task
        await task
        held = lab.training.epoch
        assert 0 < held < 3
        assert f"epoch {held} of 3" in said(lab)
        lab.toggle()
        await lab._task.task

    without_loop(lambda: asyncio.run(gestures()))
    whole = xor("MSTDP", code="temporal", seeds=2, epochs=3)
    without_loop(whole.toggle)
    assert all(
        (lab.training.history[n] == whole.training.history[n]).all() for n in ("01", "solved")
    )
    assert (lab.training.network.weights()[0] == whole.training.network.weights()[0]).all()


def test_a_rule_that_fails_is_reported_and_the_training_stays(lab):
    async def gestures():
        lab.toggle()
        lab.training.advance = lambda: 1 / 0
        await lab._task.task

    without_loop(lambda: asyncio.run(gestures()))
    assert lab.message == "Training stopped: division by zero"
    assert lab._buttons["train"].description == "Train"


def test_the_figure_shows_every_network_under_every_condition(lab):
    without_loop(lab.toggle)
    lab.test()
    lab.test_fresh()
    for theme in ("light", "dark"):
        figure = learning_figure(
            lab.study, curves(lab.training.history), lab.conditions, theme=theme
        )
        curve, bars = figure.axes
        assert len(curve.lines[0].get_xdata()) == 3
        points = [line for line in bars.lines if line.get_marker() == "o"]
        assert [len(line.get_xdata()) for line in points] == [2, 2, 2, 2]
        for place, condition in enumerate(CONDITIONS):  # the whole spread, below the mean
            values = lab.conditions[condition]["solved"]
            low = float(values.mean() - values.std(correction=0))
            drawn = bars.containers[place][2][0].get_segments()[0]
            assert drawn[0][1] == pytest.approx(low, abs=1e-6)
        assert {text.get_text() for text in bars.texts} == {
            f"{float(lab.conditions[c]['solved'].mean()):.2f}" for c in lab.conditions
        }


def test_a_saved_training_is_continued_elsewhere(lab):
    assert lab._buttons["load"].disabled
    lab.training.advance()
    lab.save()
    assert lab.message == "Saved epoch 1 in xor-mstdp.npz."
    other = xor("MSTDP", code="temporal", seeds=2, epochs=3)
    assert not other._buttons["load"].disabled
    other.load()
    assert other.message == "Epoch 1 of 3."
    assert other.epoch_view.alt.startswith("Epoch 1 of the first network")
    for one in (lab, other):
        without_loop(one.toggle)
    assert (lab.training.network.weights()[0] == other.training.network.weights()[0]).all()


def test_a_file_of_another_training_is_neither_overwritten_nor_loaded(lab):
    xor("MSTDP", code="temporal", seeds=2, epochs=2).save()
    held = lab.path.read_bytes()
    lab.save()
    assert lab.message.startswith(
        "Not saved: xor-mstdp.npz is the checkpoint of another study. Rename it"
    )
    lab.load()
    assert lab.message == "Not loaded: xor-mstdp.npz is the checkpoint of another study."
    lab.path.write_text("<no> checkpoint")
    lab.load()
    assert lab.message.startswith("Not loaded: ")
    assert "xor-mstdp.npz" in lab.message
    lab.save()
    assert lab.message.startswith("Not saved: ")
    assert lab.path.read_text() == "<no> checkpoint"
    assert held


def test_a_chosen_epoch_stays_in_view_and_the_latest_follows_the_training(lab):
    assert lab.epoch_view.alt.startswith("Epoch 0 of the first network")
    without_loop(lab.toggle)
    assert lab.epoch_view.epoch == 3  # it went along
    lab.epoch_view.epoch = 1
    assert lab.epoch_view.alt.startswith("Epoch 1 of the first network")
    lab.test()
    assert lab.epoch_view.epoch == 1
    with pytest.raises(ValueError, match=r"No snapshot of epoch 9\. Available: 0, 1, 2, 3"):
        lab.epoch_view.epoch = 9
    lab.start_over()
    assert lab.epoch_view.epoch == 0


def test_the_rasters_are_the_spikes_and_the_histogram_the_weights(lab):
    lab.training.advance()
    snapshot = lab.training.snapshots[1]
    for theme in ("light", "dark"):
        figure = epoch_figure(snapshot, 1, lab.training.snapshots[0], theme=theme)
        raster, *histograms = figure.axes
        for line, group in zip(raster.lines, snapshot.spikes, strict=True):
            assert len(line.get_xdata()) == 3 * int(group.sum())
        assert len(histograms) == 2
    output = snapshot.spikes[-1][:, 0]
    rates = [lab.training.history[name][0, 0] for name in ("00", "01", "10", "11")]
    seconds = PATTERN_MS / 1000
    assert float(output.sum()) == pytest.approx(sum(map(float, rates)) * seconds, abs=1e-4)
    assert output.any()


def test_equal_weights_are_drawn_on_an_axis_of_their_size(lab):
    snapshot = lab.training.snapshots[0]
    alike = replace(snapshot, weights=tuple(torch.full_like(w, 0.05) for w in snapshot.weights))
    for histogram in epoch_figure(alike, 0, alike).axes[1:]:
        assert -0.02 < histogram.get_xlim()[0] < histogram.get_xlim()[1] < 0.12
