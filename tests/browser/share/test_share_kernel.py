"""The same menu in JupyterLab: code, tokens and files are those of the kernel."""

from dataclasses import replace

import pytest
from PIL import Image
from playwright.sync_api import expect

from stdplab import MSTDPET, Soft, Triplet, share

from ..helpers.share_menu import DEMO, THREE, Sharing, changed, compare, printed, shows, table


@pytest.fixture
def live(notebook, board):
    """The same menu in JupyterLab, with a kernel behind it."""
    notebook.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Sharing(notebook.page, board)
    notebook.page.keyboard.press("Escape")


def test_in_a_notebook_code_token_and_table_are_those_of_the_kernel(live, tmp_path):
    live.board.drag(live.board.point("post", 75), live.board.point("post", 60))
    moved = replace(DEMO, protocol=replace(DEMO.protocol, post=(15, 60, 110, 140)))
    shows(live.board, moved)
    assert printed(live.copied("Copy as Python"), tmp_path) == table(live.board)
    assert share.restore(live.copied("Copy token")) == moved
    compare(live.file("CSV"), moved)
    assert Image.open(live.file("PNG")).size[0] > 1000


@pytest.mark.parametrize(
    "experiment", [THREE, replace(DEMO, rules=(MSTDPET(), Triplet()), bounds=Soft(0, 1, 0.3))]
)
def test_in_a_notebook_any_experiment_opens_and_python_has_it(live, notebook, experiment):
    token = notebook.ask(f"__import__('stdplab').share.token({code(experiment)})")
    live.paste(token)
    shows(live.board, experiment)
    notebook.assert_becomes("__import__('stdplab').share.token(lab.experiment)", token)
    live.board.type("w0", "0.25")
    shows(live.board, replace(experiment, w0=0.25))
    notebook.assert_becomes("lab.experiment.w0", 0.25)
    expect(live.message).to_be_hidden()


def code(experiment):
    return f"__import__('stdplab').Experiment.from_json({experiment.to_json()!r})"


def test_in_a_notebook_the_kernel_refuses_a_rule_it_does_not_know(live, notebook):
    live.paste(changed(rules=[{"rule": "Own", "k": 1}]))
    expect(live.message).to_contain_text("unknown rule 'Own'. Available:")
    expect(live.message).to_contain_text("The board keeps what it had.")
    shows(live.board, DEMO)
    assert notebook.ask("lab.experiment == presets.FLORIAN_2007")


OWN = '''
from dataclasses import dataclass
from stdplab import Experiment, Rule, knob

@dataclass(frozen=True)
class Plain(Rule):
    """Every pre spike adds."""

    k: float = knob(0.25, 0, 1, tex="k", label="Rate")

    @staticmethod
    def step(state, drive, k, dt):
        return {}, k.k * drive.pre
'''


def test_the_code_for_a_rule_of_ones_own_says_what_it_needs(live, notebook, tmp_path):
    notebook.run(OWN + "\nlab.experiment = Experiment(presets.FLORIAN_2007.protocol, (Plain(),))")
    live.board.assert_shows("Plain", 1.2)
    copied = live.copied("Copy as Python")
    assert "# Plain is a rule of your own: define it before you run this.\n" in copied
    assert "from stdplab import Experiment, Protocol\n" in copied
    assert printed(OWN + copied, tmp_path) == "Plain 1.2000\n"
