"""The files of a board: a table, the experiment, pictures that stand by themselves."""

import json
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

from stdplab import Experiment, share

from ..helpers.share_menu import DEMO, THREE, compare, edit, shows


def test_the_table_holds_every_series(sharing):
    compare(sharing.file("CSV"), DEMO)
    sharing.paste(share.token(THREE))
    shows(sharing.board, THREE)
    compare(sharing.file("CSV"), THREE)


def test_the_file_is_the_experiment(sharing):
    edit(sharing.board)
    file = sharing.file("JSON").read_text()
    shows(sharing.board, Experiment.from_json(file))
    sharing.board.root.get_by_role("button", name="Reset").click()
    sharing.paste(file)
    shows(sharing.board, Experiment.from_json(file))


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_stands_by_itself(sharing, scheme):
    sharing.page.emulate_media(color_scheme=scheme)
    root = ET.parse(sharing.file("SVG")).getroot()  # noqa: S314 - our own
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
        assert curve.get("d") == sharing.board.curve(rule, name).get_attribute("d")
        assert curve.get("stroke").startswith("rgb(")
        assert curve.get("fill") == "none"
    assert not [e for e in root.iter() if {"class", "style", "tabindex"} & {*e.attrib}]
    ground = {"light": (255, 255, 255), "dark": (20, 23, 28)}[scheme]
    assert root.find(f"{SVG}rect").get("fill") == "rgb({}, {}, {})".format(*ground)

    picture = Image.open(sharing.file("PNG"))
    picture.load()
    assert picture.size == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert picture.convert("RGB").getpixel((1, 1)) == ground
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000)}
    for curve in curves.values():
        assert tuple(map(int, curve.get("stroke")[4:-1].split(","))) in colours
    assert picture.text["Software"] == "stdplab 0.1.0"
    assert Experiment.from_json(picture.text["stdplab"]) == DEMO
