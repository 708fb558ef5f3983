"""The trainer without a page: what its buttons do, what its picture says."""

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
    return re.search('aria-label="([^"]*)"', lab._picture.value)[1]


def test_before_training_there_is_the_untrained_baseline_and_an_invitation(lab):
    assert said(lab).startswith(
        "XOR from reward alone with MSTDP, 2 networks, epoch 0 of 3. Mean of solved: untrained "
    )
    lab.test()
    assert lab.message == "Train first: untrained networks are measured already."
    assert set(lab.controls) == {"untrained"}


def test_where_no_loop_runs_it_trains_to_the_end_and_tests(lab):
    without_loop(lab.toggle)
    assert lab.training.done
    assert lab.message == "Epoch 3 of 3."
    lab.test()
    assert set(lab.controls) == {"untrained", "online", "frozen"}
    lab.test_fresh()
    assert set(lab.controls) == {"untrained", "online", "frozen", "fresh"}
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
        task = lab._pace.task
        for _ in range(3):  # paused, at once gone on with, and paused again: still one task
            lab.toggle()
        assert lab._pace.task is task
        await task
        held = lab.training.epoch
        assert 0 < held < 3
        assert f"epoch {held} of 3" in said(lab)
        lab.toggle()
        await lab._pace.task

    without_loop(lambda: asyncio.run(gestures()))
    whole = xor("MSTDP", code="temporal", seeds=2, epochs=3)
    without_loop(whole.toggle)
    assert all(
        (lab.training.history[n] == whole.training.history[n]).all() for n in ("01", "solved")
    )


def test_a_rule_that_fails_is_told_and_what_was_learned_stays(lab):
    async def gestures():
        lab.toggle()
        lab.training.advance = lambda: 1 / 0
        await lab._pace.task

    without_loop(lambda: asyncio.run(gestures()))
    assert lab.message == "Training stopped: division by zero"
    assert lab._buttons["train"].description == "Train"


def test_the_figure_shows_every_network_under_every_control(lab):
    without_loop(lab.toggle)
    lab.test()
    lab.test_fresh()
    for theme in ("light", "dark"):
        figure = learning_figure(lab.study, curves(lab.training.history), lab.controls, theme=theme)
        curve, bars = figure.axes
        assert len(curve.lines[0].get_xdata()) == 3
        spots = [line for line in bars.lines if line.get_marker() == "o"]
        assert [len(line.get_xdata()) for line in spots] == [2, 2, 2, 2]
        for place, condition in enumerate(CONDITIONS):  # the whole spread, below the mean
            values = lab.controls[condition]["solved"]
            low = float(values.mean() - values.std(correction=0))
            drawn = bars.containers[place][2][0].get_segments()[0]
            assert drawn[0][1] == pytest.approx(low, abs=1e-6)
        assert {text.get_text() for text in bars.texts} == {
            f"{float(lab.controls[c]['solved'].mean()):.2f}" for c in lab.controls
        }


def test_what_was_learned_is_saved_and_gone_on_with_elsewhere(lab):
    assert lab._buttons["load"].disabled
    lab.training.advance()
    lab.save()
    assert lab.message == "Saved epoch 1 in xor-mstdp.npz."
    other = xor("MSTDP", code="temporal", seeds=2, epochs=3)
    assert not other._buttons["load"].disabled
    other.load()
    assert other.message == "Epoch 1 of 3."
    assert other.view.alt.startswith("Epoch 1 of the first network")
    for one in (lab, other):
        without_loop(one.toggle)
    assert (lab.training.network.weights()[0] == other.training.network.weights()[0]).all()


def test_a_file_of_another_training_is_neither_overwritten_nor_loaded(lab):
    xor("MSTDP", code="temporal", seeds=2, epochs=2).save()
    held = lab.path.read_bytes()
    lab.save()
    assert lab.message.startswith("xor-mstdp.npz holds another training: rename it")
    lab.load()
    assert lab.message == "xor-mstdp.npz holds another training, which this lab cannot show."
    lab.path.write_text("<no> checkpoint")
    lab.load()
    assert lab.message.startswith("Not loaded: xor-mstdp.npz is no checkpoint")
    lab.save()
    assert lab.message.startswith("Not saved: xor-mstdp.npz is no checkpoint")
    assert lab.path.read_text() == "<no> checkpoint"
    assert held


def test_an_epoch_is_chosen_and_kept_in_sight_until_the_latest_is_asked_for(lab):
    assert lab.view.alt.startswith("Epoch 0 of the first network")
    without_loop(lab.toggle)
    assert lab.view.number == 3  # it went along
    lab.view.number = 1
    assert lab.view.alt.startswith("Epoch 1 of the first network")
    lab.test()
    assert lab.view.number == 1
    with pytest.raises(ValueError, match="epoch 9 is not kept: choose one of 0, 1, 2, 3"):
        lab.view.number = 9
    lab.start_over()
    assert lab.view.number == 0


def test_the_rasters_are_the_spikes_and_the_histogram_the_weights(lab):
    lab.training.advance()
    snapshot = lab.training.album[1]
    for theme in ("light", "dark"):
        figure = epoch_figure(snapshot, 1, lab.training.album[0], theme=theme)
        raster, *histograms = figure.axes
        for line, group in zip(raster.lines, snapshot.spikes, strict=True):
            assert len(line.get_xdata()) == 3 * int(group.sum())
        assert len(histograms) == 2
    output = snapshot.spikes[-1][:, 0]
    rates = [lab.training.history[name][0, 0] for name in ("00", "01", "10", "11")]
    assert float(output.sum()) == pytest.approx(sum(map(float, rates)) / 2, abs=1e-4)


def test_weights_that_are_all_alike_are_drawn_on_an_axis_of_their_size(lab):
    snapshot = lab.training.album[0]
    alike = replace(snapshot, weights=tuple(torch.full_like(w, 0.05) for w in snapshot.weights))
    for histogram in epoch_figure(alike, 0, alike).axes[1:]:
        assert -0.02 < histogram.get_xlim()[0] < histogram.get_xlim()[1] < 0.12
