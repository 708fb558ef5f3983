"""What a learner carries off from a board as text, and what they can bring back."""

import json
import runpy
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from stdplab import presets, share
from stdplab.core.controls import controls

from ..helpers.share_menu import DEMO, THREE, edit, printed, shows, table


def test_the_copied_code_prints_the_boards_numbers(sharing, tmp_path):
    edit(sharing.board)
    code = sharing.copied("Copy as Python")
    assert code.startswith("# An experiment made with stdplab 0.1.0\n")
    assert max(map(len, code.splitlines())) <= 88
    assert printed(code, tmp_path) == table(sharing.board)
    assert "-1234" in table(sharing.board)


def test_the_copied_code_makes_the_same_experiment(sharing, tmp_path, capsys):
    for name, experiment in [*presets.PRESETS.items(), (None, THREE)]:
        if name:
            sharing.board.root.get_by_label("Preset").select_option(name)
        else:
            sharing.paste(share.token(experiment))
        shows(sharing.board, experiment)
        (tmp_path / "code.py").write_text(sharing.copied("Copy as Python"))
        sharing.page.keyboard.press("Escape")
        assert runpy.run_path(str(tmp_path / "code.py"))["experiment"] == experiment
        assert capsys.readouterr().out == table(sharing.board)


def test_a_token_goes_from_the_page_to_python(sharing):
    edit(sharing.board)
    restored = share.restore(sharing.copied("Copy token"))
    assert restored.protocol == replace(DEMO.protocol, post=(15, 60, 110, 140))
    assert [rule.gamma for rule in restored.rules] == [0.1234567] * 3
    assert (restored.rules[2].tau_z, restored.w0) == (1e-5, -1234.5)
    shows(sharing.board, restored)


def test_a_token_goes_from_python_to_the_page_and_can_be_undone(sharing):
    other = replace(DEMO, protocol=replace(DEMO.protocol, pre=(20,)), w0=0.3)
    sharing.paste(share.token(other))
    shows(sharing.board, other)
    expect(sharing.panel).to_be_hidden()
    expect(sharing.opener).to_be_focused()
    assert sharing.board.times("pre") == (20,)
    sharing.board.root.get_by_role("button", name="Undo").click()
    shows(sharing.board, DEMO)


def test_an_experiment_from_before_its_rules_had_all_their_parameters_is_opened(sharing):
    other = replace(DEMO, w0=0.3)
    data = other.to_dict()
    for rule in data["rules"]:
        del rule["scheme"], rule["read_before"]
    sharing.paste(json.dumps(data))
    shows(sharing.board, other)
    assert share.restore(sharing.copied("Copy token")) == other


@pytest.mark.parametrize(
    "experiment", [THREE, presets.PFISTER_GERSTNER_2006, presets.SONG_2000, presets.CONSTANT_REWARD]
)
def test_without_a_kernel_the_page_opens_what_it_has_programs_for(sharing, experiment):
    sharing.paste(experiment.to_json())
    shows(sharing.board, experiment)
    keys = sharing.board.root.locator(".stdplab-control[data-key]")
    shown = set(keys.evaluate_all("rows => rows.map(row => row.dataset.key)"))
    shown -= {"pre", "post", "delay", "width", "convention"}  # not numbers of the experiment
    assert shown == {control.key for control in controls(experiment)}
    sharing.board.type("w0", "0.25")
    shows(sharing.board, replace(experiment, w0=0.25))
