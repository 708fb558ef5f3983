"""Networks trained with the mouse: started, paused, gone on with and tested."""

import re

from playwright.sync_api import expect

CELL = """from stdplab.labs import xor
lab = xor("MSTDP", code="temporal", seeds=3, epochs=12)
lab"""
EPOCH = "lab.training.epoch"


def test_train_pause_go_on_and_test(browser, server):
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    server.write("training", CELL)
    notebook = server.open(page, "training")
    output = page.locator(".jp-OutputArea-output").first
    picture = output.get_by_role("img")
    expect(picture).to_have_attribute("alt", re.compile("3 networks, epoch 0 of 12. .*untrained"))
    output.get_by_role("button", name="Test, plasticity off").click()
    expect(output.get_by_text("Train first: untrained networks are measured")).to_be_visible()

    output.get_by_role("button", name="Train").click()
    pause = output.get_by_role("button", name="Pause")
    pause.wait_for()
    expect(output.get_by_text(re.compile(r"Epoch \d+ of 12, about \d+ s left"))).to_be_visible()
    # The picture follows while it trains.
    expect(picture).to_have_attribute("alt", re.compile("epoch [2-9] of 12"))
    notebook.run("answered = lab.training.epoch")  # the kernel answers while it trains
    assert 0 < notebook.ask("answered") < 12
    pause.click()
    go_on = output.get_by_role("button", name="Go on")
    go_on.wait_for()
    epoch = notebook.ask(EPOCH)
    assert 0 < epoch < 12
    expect(picture).to_have_attribute("alt", re.compile(f"epoch {epoch} of 12"))
    assert notebook.ask("(lab.test(), lab.training.epoch)[1]") == epoch  # nothing went on
    expect(picture).to_have_attribute("alt", re.compile("frozen .*fresh "))

    go_on.click()
    expect(output.get_by_text("Epoch 12 of 12.")).to_be_visible(timeout=60_000)
    expect(output.get_by_role("button", name="Go on")).to_be_disabled()
    assert notebook.ask("set(lab.controls)") == {"untrained"}  # the test was of another moment
    output.get_by_role("button", name="Test, plasticity off").click()
    words = r"untrained [.0-9]+, online [.0-9]+, frozen [.0-9]+, fresh [.0-9]+"
    expect(picture).to_have_attribute("alt", re.compile(words), timeout=60_000)

    page.set_viewport_size({"width": 480, "height": 900})
    image = "document.querySelector('.jp-OutputArea img').getBoundingClientRect().right"
    area = "document.querySelector('.jp-OutputArea').getBoundingClientRect().right"
    page.wait_for_function(f"() => {image} <= {area}")  # the controls are in sight too
    output.get_by_role("button", name="Start over").click()
    expect(output.get_by_text("Epoch 0 of 12.")).to_be_visible()
    assert notebook.ask(EPOCH) == 0
    notebook.close()
    page.close()
