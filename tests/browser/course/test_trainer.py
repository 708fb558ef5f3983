"""Networks trained with the mouse: started, paused, gone on with and tested."""

import re

import pytest
from playwright.sync_api import expect

from ..helpers import jupyter
from ..helpers.short_training import SHORT

CELL = """from stdplab.labs import xor
lab = xor("MSTDP", code="temporal", seeds=3, epochs={epochs})
lab"""
EPOCH = "lab.training.epoch"


@pytest.fixture
def open_trainer(open_notebook):
    return lambda epochs: open_notebook("training", SHORT, CELL.format(epochs=epochs))


def shown(notebook):
    return notebook.page.locator(".jp-OutputArea-output").first


def test_train_pause_go_on_and_test(open_trainer):
    notebook = open_trainer(epochs=100)
    page, output = notebook.page, shown(notebook)
    picture = output.get_by_role("img").first
    raster = output.get_by_role("img").nth(1)
    expect(raster).to_have_attribute("aria-label", re.compile("Epoch 0 of the first network"))
    expect(picture).to_have_attribute(
        "aria-label", re.compile("3 networks, epoch 0 of 100. .*untrained")
    )
    output.get_by_role("button", name="Test, plasticity off").click()
    expect(output.get_by_text("Train first. Untrained networks are measured")).to_be_visible()

    output.get_by_role("button", name="Train").click()
    pause = output.get_by_role("button", name="Pause")
    pause.wait_for()
    expect(output.get_by_text(re.compile(r"Epoch \d+ of 100, about \d+ s left"))).to_be_visible()
    # The picture follows while it trains.
    expect(picture).to_have_attribute("aria-label", re.compile(r"epoch ([2-9]|[1-9]\d) of 100"))
    notebook.run("answered = lab.training.epoch")  # the kernel answers while it trains
    assert 0 < notebook.ask("answered") < 100
    pause.click()
    go_on = output.get_by_role("button", name="Continue")
    go_on.wait_for()
    epoch = notebook.ask(EPOCH)
    assert 0 < epoch < 100
    expect(picture).to_have_attribute("aria-label", re.compile(f"epoch {epoch} of 100"))
    assert notebook.ask("(lab.test(), lab.training.epoch)[1]") == epoch  # nothing went on
    expect(picture).to_have_attribute("aria-label", re.compile("frozen "))

    go_on.click()
    expect(output.get_by_text("Epoch 100 of 100.")).to_be_visible()
    expect(output.get_by_role("button", name="Trained")).to_be_disabled()
    assert notebook.ask("set(lab.conditions)") == {"untrained"}  # the test was of another moment
    output.get_by_role("button", name="Test, plasticity off").click()
    words = r"untrained [.0-9]+, online [.0-9]+, frozen [.0-9]+\."
    expect(picture).to_have_attribute("aria-label", re.compile(words))
    output.get_by_role("button", name="Test on fresh inputs").click()
    words = r"frozen [.0-9]+, fresh [.0-9]+\."
    expect(picture).to_have_attribute("aria-label", re.compile(words))

    page.set_viewport_size({"width": 480, "height": 900})
    image = "document.querySelector('.stdplab-drawn').getBoundingClientRect().right"
    area = "document.querySelector('.jp-OutputArea').getBoundingClientRect().right"
    page.wait_for_function(f"() => {image} <= {area}")  # the controls are in sight too
    output.get_by_role("button", name="Start over").click()
    expect(output.get_by_text("Epoch 0 of 100.")).to_be_visible()
    assert notebook.ask(EPOCH) == 0


def test_an_epoch_is_looked_at_and_what_was_learned_is_kept(open_trainer):
    notebook = open_trainer(epochs=12)
    page, output = notebook.page, shown(notebook)
    raster = output.get_by_role("img").nth(1)
    expect(raster).to_have_attribute("aria-label", re.compile("Epoch 0 of the first network"))
    output.get_by_role("button", name="Train").click()
    expect(output.get_by_text("Epoch 12 of 12.")).to_be_visible()
    expect(raster).to_have_attribute("aria-label", re.compile("Epoch 12 of the first network"))
    output.get_by_role("slider").press("ArrowLeft")
    expect(raster).to_have_attribute("aria-label", re.compile("Epoch 11 of the first network"))
    assert notebook.ask("lab.epoch_view.epoch") == 11
    jupyter.wear(page, "Light")
    colour = "() => getComputedStyle(document.querySelector('.stdplab-drawn text')).fill"
    assert page.evaluate(colour) == "rgb(107, 114, 128)"
    jupyter.go_dark(page)
    page.wait_for_function(f"() => ({colour})() === 'rgb(152, 161, 174)'")

    output.get_by_role("button", name="Save").click()
    expect(output.get_by_text("Saved epoch 12 in xor-mstdp.npz.")).to_be_visible()
    output.get_by_role("button", name="Start over").click()
    expect(output.get_by_text("Epoch 0 of 12.")).to_be_visible()
    output.get_by_role("button", name="Load").click()
    expect(output.get_by_text("Epoch 12 of 12.")).to_be_visible()
