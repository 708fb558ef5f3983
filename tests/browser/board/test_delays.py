"""Delays on a board: sliders, marks of arrival, the sentence, and words for what is no delay."""

from dataclasses import replace

from playwright.sync_api import expect

from stdplab import presets


def delayed(axon, dendrite):
    protocol = replace(presets.FLORIAN_2007.protocol, axonal_delay=axon, dendritic_delay=dendrite)
    return replace(presets.FLORIAN_2007, protocol=protocol)


def test_a_delay_moves_arrivals_weights_and_the_sentence(open_offline):
    board = open_offline()
    marks = board.row("pre").locator(".stdplab-arrivals")
    assert marks.get_attribute("d") == ""
    board.slide("axonal_delay", "3")
    board.type("dendritic_delay", "1")
    board.assert_agrees(delayed(3, 1))
    assert marks.get_attribute("d").count("M") == 4
    spike = board.spike("pre", 10)
    expect(spike).to_have_attribute("aria-valuetext", "10 ms, at the synapse at 13 ms")
    expect(board.root.locator(".stdplab-window")).to_contain_text("Δt at the synapse")
    move = "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true})) }"
    sentence, slider = board.root.locator(".stdplab-sentence"), ".stdplab-time input"
    board.root.locator(slider).evaluate(move, 16)
    expect(sentence).to_contain_text("At 16 ms the postsynaptic spike arrives, 3 ms after")
    board.root.locator(slider).evaluate(move, 15)
    expect(sentence).to_contain_text("no spike arrives at the synapse")
    board.drag(board.point("post", 75), board.point("post", 60))
    assert board.times("post") == (15, 60, 110, 140)


def test_what_is_no_delay_is_said_and_changes_nothing(open_offline):
    board = open_offline()
    for typed, said in (("1.5", "use a multiple of dt, such as 2 ms"), ("-1", "use 0 to 200 ms")):
        board.type("axonal_delay", typed)
        expect(board.root.locator(".stdplab-message")).to_contain_text(said)
        board.assert_agrees(presets.FLORIAN_2007)
