"""What a learner carries off from a board, and what they can bring back."""

import csv
import io
import json
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from stdplab import MSTDP, MSTDPET, STDP, Experiment, Protocol, Soft, Triplet, presets, share
from stdplab.core.controls import controls
from stdplab.labs import florian
from tests.tokens import crafted, deflated

from .gestures import BoardPage

DEMO = presets.FLORIAN_2007
THREE = replace(
    DEMO,
    protocol=Protocol((3, 7), (5, 400), ((0, 0.5), (50, -1), (90, 2)), 500, 0.5),
    rules=(STDP(gamma=0.1), MSTDP(gamma=0.3), MSTDPET(tau_z=40)),
    lag=1,
)
"""Three reward levels, another clock, and a parameter in which the rules differ."""


class Sharing:
    """The Share menu of a board."""

    def __init__(self, page, board):
        self.page, self.board = page, board
        self.opener = board.root.get_by_role("button", name="Share", exact=True)
        self.panel = board.root.get_by_role("dialog", name="Share")
        self.told = self.panel.get_by_role("status")
        self.message = board.root.locator(".message")

    def open(self):
        if not self.panel.is_visible():
            self.opener.click()
        return self.panel

    def copied(self, name):
        self.open().get_by_role("button", name=name).click()
        expect(self.told).to_contain_text("Copied the")
        return self.page.evaluate("navigator.clipboard.readText()")

    def file(self, name):
        with self.page.expect_download() as download:
            self.open().get_by_role("button", name=name).click()
        expect(self.told).to_have_text(
            f"{download.value.suggested_filename} goes to your downloads."
        )
        return download.value.path()

    def paste(self, text):
        self.open().get_by_label("Paste a token or JSON").fill(text)
        self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    return florian().export(tmp_path_factory.mktemp("share") / "lab.html")


@pytest.fixture
def made(browser, exported):
    """An exported page, without network and kernel."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_offline(True)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(exported.as_uri())
    yield Sharing(page, BoardPage(page))
    context.close()
    assert wrong == []


def shows(board, experiment):
    for rule, result in experiment.run().items():
        board.shows(rule, result.final)
        assert abs(board.last(rule) - result.final) < 1e-12


def edit(board):
    """An experiment with numbers that are not round."""
    board.drag(board.point("post", 75), board.point("post", 60))
    board.type("gamma", "0.1234567")
    board.type("tau_z", "1e-5")
    board.type("w0", "-1234.5")


def printed(code, tmp_path):
    """What code prints in a Python of its own."""
    (tmp_path / "code.py").write_text(code)
    command = [sys.executable, str(tmp_path / "code.py")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def table(board):
    rows = board.root.locator(".finals tbody tr").all()
    cells = [
        (row.get_attribute("data-rule"), row.locator("td").first.text_content()) for row in rows
    ]
    return "".join(f"{rule} {weight.replace('−', '-')}\n" for rule, weight in cells)


def test_the_copied_code_prints_the_boards_numbers(made, tmp_path):
    edit(made.board)
    code = made.copied("Copy as Python")
    assert code.startswith("# An experiment made with stdplab 0.1.0\n")
    assert max(map(len, code.splitlines())) <= 88
    assert printed(code, tmp_path) == table(made.board)
    assert "-1234" in table(made.board)


def test_the_copied_code_makes_the_same_experiment(made, tmp_path, capsys):
    for name, experiment in [*presets.PRESETS.items(), (None, THREE)]:
        if name:
            made.board.root.get_by_label("Preset").select_option(name)
        else:
            made.paste(share.token(experiment))
        shows(made.board, experiment)
        (tmp_path / "code.py").write_text(made.copied("Copy as Python"))
        made.page.keyboard.press("Escape")
        assert runpy.run_path(str(tmp_path / "code.py"))["experiment"] == experiment
        assert capsys.readouterr().out == table(made.board)


def test_a_token_goes_from_the_page_to_python(made):
    edit(made.board)
    restored = share.restore(made.copied("Copy token"))
    assert restored.protocol == replace(DEMO.protocol, post=(15, 60, 110, 140))
    assert [rule.gamma for rule in restored.rules] == [0.1234567] * 3
    assert (restored.rules[2].tau_z, restored.w0) == (1e-5, -1234.5)
    shows(made.board, restored)


def test_a_token_goes_from_python_to_the_page_and_can_be_undone(made):
    other = replace(DEMO, protocol=replace(DEMO.protocol, pre=(20,)), w0=0.3)
    made.paste(share.token(other))
    shows(made.board, other)
    expect(made.panel).to_be_hidden()
    expect(made.opener).to_be_focused()
    assert made.board.times("pre") == (20,)
    made.board.root.get_by_role("button", name="Undo").click()
    shows(made.board, DEMO)


@pytest.mark.parametrize(
    "experiment", [THREE, presets.PFISTER_GERSTNER_2006, presets.SONG_2000, presets.CONSTANT_REWARD]
)
def test_without_a_kernel_the_page_opens_what_it_has_programs_for(made, experiment):
    made.paste(experiment.to_json())
    shows(made.board, experiment)
    keys = made.board.root.locator(".control[data-key]")
    shown = set(keys.evaluate_all("rows => rows.map(row => row.dataset.key)"))
    shown -= {"pre", "post", "delay", "width", "convention"}  # not numbers of the experiment
    assert shown == {control.key for control in controls(experiment)}
    made.board.type("w0", "0.25")
    shows(made.board, replace(experiment, w0=0.25))


def changed(**parts):
    return json.dumps({**DEMO.to_dict(), **parts})


def protocol(**parts):
    return changed(protocol={**DEMO.to_dict()["protocol"], **parts})


TOKEN = share.token(DEMO)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "hello",
            "this is not a token, which begins with stdplab1., nor the JSON of an experiment",
        ),
        ("", "this is not a token"),
        (TOKEN[:5], "the end of this token is missing: copy all of it"),
        (TOKEN[:150], "the end of this token is missing"),
        (TOKEN[:-1], "the end of this token is missing"),
        (TOKEN[:50] + "x" + TOKEN[51:], "this token has changed on its way, if by one character"),
        (TOKEN.replace("b1.", "b2."), "this token is of version 2, and this page reads 1"),
        (crafted(b"hello"), "this token holds no experiment: it cannot be unpacked"),
        (crafted(deflated(b"{}") + b"more"), "holds no experiment: it cannot be unpacked"),
        (crafted(deflated(bytes(14_000_000))), "would unpack to more than 200000 bytes"),
        (crafted(deflated(b"not JSON")), "holds no experiment: this is not JSON"),
        (crafted(deflated(b"[1, 2]")), "this is not the JSON of an experiment"),
        ("A" * 30_000, "this text has 30000 characters, and a token at most 20000"),
        ("{" + " " * 300_000, "characters, and an experiment at most 200000"),
        ("{", "this is not JSON"),
        ("{}", "this is not the JSON of an experiment"),
        (changed(stdplab=9), "this experiment has format 9, and this page reads 1"),
        (changed(colour=1), "does not have the parts that to_json() writes"),
        (protocol(colour=1), "does not have the parts that to_json() writes"),
        (changed(protocol=None), "does not have the parts that to_json() writes"),
        (changed(rules=None), "needs a list of rules"),
        (changed(rules=[]), "needs a list of rules"),
        (changed(rules=[{"rule": "STDP", "gamma": [1]}]), "needs a list of rules"),
        (protocol(duration=1e9), "it takes 3000000000 steps, and a page computes at most 1000000"),
        (protocol(dt=0), "its duration and dt have to be above zero"),
        (protocol(dt=0.3), "its duration is not a whole number of steps"),
        (protocol(pre=[10, 5]), "its pre spikes have to be rising times on its steps"),
        (protocol(post=["x"]), "its post spikes have to be rising times on its steps"),
        (protocol(post=[10.5]), "its post spikes have to be rising times on its steps"),
        (protocol(post=[0]), "its post spikes have to be rising times on its steps"),
        (protocol(reward=[]), "its reward has to be pairs"),
        (protocol(reward=[[0, 1, 2]]), "its reward has to be pairs"),
        (protocol(reward=[[0, 1], [900, 2]]), "its reward has to be pairs"),
        (changed(w0="x"), "needs a number as w0"),
        (changed(lag=2), "needs a number as w0, a lag of 0 or 1"),
        (changed(bounds=[]), "and bounds that are null or low and high"),
        (changed(w0=3, bounds={"bounds": "Hard", "low": 0, "high": 1}), "this page has no kernel"),
        (
            changed(rules=[{"rule": "Own", "k": 1}]),
            "this page has no kernel to compute these rules: open",
        ),
        (replace(DEMO, rules=(STDP(), Triplet())).to_json(), "this page has no kernel"),
        (
            changed(rules=[{**rule, "tau_plus": "20"} for rule in DEMO.to_dict()["rules"]]),
            "this page has no kernel",
        ),
        (
            changed(rules=[{**rule, "tau_plus": 0} for rule in DEMO.to_dict()["rules"]]),
            "Pre trace is 0: it has to be above zero",
        ),
        (
            changed(rules=[{**rule, "gamma": 1e40} for rule in DEMO.to_dict()["rules"]]),
            "with these numbers the weight grows beyond all bounds",
        ),
    ],
)
def test_what_cannot_be_opened_is_refused_in_words(made, text, sentence):
    made.paste(text)
    expect(made.message).to_contain_text(sentence)
    expect(made.message).to_contain_text("The board keeps what it had.")
    shows(made.board, DEMO)
    assert share.restore(made.copied("Copy token")) == DEMO


def compare(path, experiment):
    """Every column of a table with the results."""
    lines = path.read_text().splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert head[0] == "# stdplab 0.1.0"
    assert Experiment.from_json(head[1].removeprefix("# experiment ")) == experiment
    names, *rows = csv.reader(io.StringIO("\n".join(lines[len(head) :])))
    columns = dict(zip(names, np.array(rows, dtype=float).T, strict=True))
    results = experiment.run()
    first = next(iter(results.values()))
    wanted = {"t_ms": first.t, **{name: first[name] for name in ("pre", "post", "reward")}}
    for rule, result in results.items():
        own = [name for name in result.names if name not in wanted]
        wanted |= {f"{rule}.{name}": result[name] for name in own}
    assert set(columns) == set(wanted)
    for name, values in wanted.items():
        np.testing.assert_allclose(columns[name], values.numpy(), rtol=1e-12, atol=1e-12)


def test_the_table_holds_every_series(made):
    compare(made.file("CSV"), DEMO)
    made.paste(share.token(THREE))
    shows(made.board, THREE)
    compare(made.file("CSV"), THREE)


def test_the_file_is_the_experiment(made):
    edit(made.board)
    file = made.file("JSON").read_text()
    shows(made.board, Experiment.from_json(file))
    made.board.root.get_by_role("button", name="Reset").click()
    made.paste(file)
    shows(made.board, Experiment.from_json(file))


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_stands_by_itself(made, scheme):
    made.page.emulate_media(color_scheme=scheme)
    root = ET.parse(made.file("SVG")).getroot()  # noqa: S314 - our own
    metadata = json.loads(root.find(f"{SVG}metadata").text)
    assert metadata["software"] == "stdplab 0.1.0"
    assert Experiment.from_dict(metadata["experiment"]) == DEMO
    stamp = root.findall(f"{SVG}text")[-1].text
    assert stamp == "stdplab 0.1.0 · STDP 0.2690 · MSTDP 0.2033 · MSTDPET 0.3342"
    assert "0.3342 under MSTDPET" in root.find(f"{SVG}title").text
    curves = {
        (c.get("data-rule"), c.get("data-name")): c for c in root.iter() if c.get("data-rule")
    }
    assert set(curves) == {
        ("STDP", "x"), ("STDP", "y"), ("MSTDPET", "z"),
        ("STDP", "w"), ("MSTDP", "w"), ("MSTDPET", "w"),
    }  # fmt: skip
    for (rule, name), curve in curves.items():
        assert curve.get("d") == made.board.curve(rule, name).get_attribute("d")
        assert curve.get("stroke").startswith("rgb(")
        assert curve.get("fill") == "none"
    assert not [e for e in root.iter() if {"class", "style", "tabindex"} & {*e.attrib}]
    ground = {"light": (255, 255, 255), "dark": (20, 23, 28)}[scheme]
    assert root.find(f"{SVG}rect").get("fill") == "rgb({}, {}, {})".format(*ground)

    picture = Image.open(made.file("PNG"))
    picture.load()
    assert picture.size == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert picture.convert("RGB").getpixel((1, 1)) == ground
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000)}
    for curve in curves.values():
        assert tuple(map(int, curve.get("stroke")[4:-1].split(","))) in colours
    assert picture.text["Software"] == "stdplab 0.1.0"
    assert Experiment.from_json(picture.text["stdplab"]) == DEMO


def test_by_keyboard_it_opens_copies_and_closes(made):
    made.opener.focus()
    made.page.keyboard.press("Enter")
    expect(made.panel.get_by_role("button", name="Copy as Python")).to_be_focused()
    made.page.keyboard.press("Tab")
    made.page.keyboard.press("Enter")
    expect(made.told).to_have_text("Copied the token.")
    made.page.keyboard.press("Escape")
    expect(made.panel).to_be_hidden()
    expect(made.opener).to_be_focused()


@pytest.mark.parametrize("width", [400, 1200])
def test_it_stays_inside_the_window_and_below_its_button(made, width):
    made.page.set_viewport_size({"width": width, "height": 700})
    made.open()
    for top in (0, 60):
        made.page.mouse.wheel(0, top)
        expect(made.panel).to_be_in_viewport(ratio=1)
        expect(made.panel).to_be_visible()
        anchor, box = made.opener.bounding_box(), made.panel.bounding_box()
        assert abs(anchor["y"] + anchor["height"] + 6 - box["y"]) < 1


def test_where_copying_is_forbidden_the_text_stands_there_selected(browser, exported):
    text = exported.read_text()
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("http://classroom.test/")  # no https: browsers keep the clipboard shut
    sharing = Sharing(page, BoardPage(page))
    sharing.open().get_by_role("button", name="Copy token").click()
    expect(sharing.told).to_contain_text("does not let this page copy. Here stands the token")
    shown = sharing.panel.get_by_label("Text to copy")
    expect(shown).to_be_focused()
    assert share.restore(shown.input_value()) == DEMO
    assert page.evaluate("getSelection().toString()") == shown.input_value()
    assert not shown.is_editable()
    page.close()


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
    expect(live.message).to_contain_text("unknown rule 'Own': known are")
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
    live.board.shows("Plain", 1.2)
    copied = live.copied("Copy as Python")
    assert "# Plain is a rule of your own: define it before you run this.\n" in copied
    assert "from stdplab import Experiment, Protocol\n" in copied
    assert printed(OWN + copied, tmp_path) == "Plain 1.2000\n"
