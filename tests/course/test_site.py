"""The course as pages: complete, self-contained, linked, with a message for what is missing."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from stdplab import RULES, cli
from stdplab.course import course_folder, notebook_file
from stdplab.course.site import dependencies, export_pages

V4 = nbformat.v4


class LoadedPage(HTMLParser):
    """The links, images, styles and loaded resources of a page."""

    def __init__(self, path):
        super().__init__()
        self.links, self.pictures, self.loads, self.ids, self.inline = [], [], [], set(), []
        self.tags = []
        self.feed(path.read_text())

    def handle_starttag(self, tag, attrs):
        own = dict(attrs)
        self.tags.append(tag)
        self.ids.add(own.get("id"))
        self.inline += [own["style"]] if "style" in own else []
        if tag == "a":
            self.links.append(own["href"])
        elif tag == "img":
            self.pictures.append(own)
        if tag != "a":
            self.loads += [own[name] for name in ("src", "href", "srcset", "data") if name in own]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return export_pages.build(tmp_path_factory.mktemp("pages") / "new")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A course of the given cells and texts."""

    def write(*cells, **texts):
        top = tmp_path / "package" / "notebooks"
        top.mkdir(parents=True, exist_ok=True)
        nbformat.write(V4.new_notebook(cells=cells), top / "00_start_here.ipynb")
        for name, text in texts.items():
            (top / f"{name}.md").write_text(text)
        monkeypatch.setattr(course_folder, "PACKAGE", top.parent / "stdplab")
        return top

    return write


def shown(source, words):
    """A code cell with the output that a stored notebook keeps of a widget."""
    output = V4.new_output("execute_result", {"text/plain": words}, execution_count=1)
    return V4.new_code_cell(source, outputs=[output], execution_count=1)


def page(folder, name="00_start_here"):
    return (folder / f"{name}.html").read_text()


def test_a_rule_that_a_notebook_defines_is_forgotten_after_its_page(built):  # noqa: ARG001
    assert "MyRule" in (course_folder.source() / "11_write_your_own_rule.ipynb").read_text()
    assert all(kind.__module__ != "__main__" for kind in RULES.values())


def test_every_notebook_is_a_page_and_the_list_leads_to_it(built):
    written, _ = built
    index = LoadedPage(written[0])
    for name in course_folder.names():
        assert f"{name}.html" in index.links
        assert f"{name}.html" in {path.name for path in written}


def test_no_link_of_the_course_is_broken(built):
    assert built[1] == []


def test_every_link_between_the_pages_that_is_not_reported_resolves(built):
    written, told = built
    for path in written:
        if path.suffix == ".html":
            for link in LoadedPage(path).links:
                file, _, place = link.partition("#")
                if link.startswith("https://") or f"{Path(file).stem}.ipynb" in str(told):
                    continue
                assert (path.parent / file).is_file(), link
                assert not place or place in LoadedPage(path.parent / file).ids


def test_no_page_loads_anything(built):
    for path in built[0]:
        if path.suffix == ".html":
            seen = LoadedPage(path)
            assert all(load.startswith("data:") for load in seen.loads)
            assert not seen.inline  # which the page's own policy would refuse
            assert not {"iframe", "object", "link", "base"} & {*seen.tags}
            assert "cdn" not in re.sub('base64,[^"]*', "", path.read_text()).lower()
            assert "default-src 'none'" in path.read_text()


def test_every_image_has_alternative_text(built):
    pictures = [one for path in built[0] for one in LoadedPage(path).pictures]
    assert len(pictures) > len(course_folder.names())
    assert all(len(one["alt"].split()) >= 10 for one in pictures)


def test_the_pages_stay_small(built):
    for path in built[0]:
        assert path.stat().st_size < 900_000, path.name


def test_equations_are_drawn_and_no_tex_is_left(built):
    (three,) = (path for path in built[0] if path.name == "03_three_rules.html")
    text = three.read_text()
    assert 'display="block"' in text
    assert "<msub><mi>&#x003C4;</mi><mo>&#x0002B;</mo></msub>" in text
    for path in built[0]:
        assert not re.search(
            r"\$\\?\w|\\tau|\\xi", re.sub("(?s)<script.*?</script>", "", path.read_text())
        )


def test_a_question_is_read_with_its_options_and_says_where_it_is_answered(built):
    (three,) = (path for path in built[0] if path.name == "03_three_rules.html")
    text = three.read_text()
    assert "<li>110 ms</li>" in text
    assert "Answered in JupyterLab: <code>stdplab lab 03</code>" in text
    assert "Right: the first step" not in text


def test_neighbours_lead_to_one_another(built):
    names = course_folder.names()
    for first, second in itertools.pairwise(names):
        folder = built[0][0].parent
        assert f'rel="next" href="{second}.html"' in page(folder, first)
        assert f'rel="prev" href="{first}.html"' in page(folder, second)


def test_a_lab_is_the_one_of_its_cell_and_what_it_rests_on_runs(small, tmp_path):
    small(
        V4.new_markdown_cell("# A"),
        V4.new_code_cell("from stdplab import presets\nfrom dataclasses import replace"),
        V4.new_code_cell("raise RuntimeError('nothing needs this')"),
        V4.new_code_cell("from stdplab.labs import florian, beside\nlab = florian()"),
        V4.new_code_cell("lab.board.set('w0', 0.3)"),
        shown("lab", "Lab(STDP 0.3690)"),
        shown("beside(presets.FLORIAN_2007, lab.experiment)", "Box(children=(Board(STDP 0.2690),"),
    )
    written, told = export_pages.build(tmp_path / "out")
    assert told == []
    text = written[1].read_text()
    assert text.count('<div class="lab">') == 3
    assert text.count('"w0": 0.3') >= 2
    assert text.count('<script type="module">') == 1


def test_a_lab_that_cannot_be_computed_is_shown_as_an_image_and_reported(small, tmp_path):
    small(V4.new_markdown_cell("# A"), shown("no_such_lab()", "Lab(STDP 0.2)"))
    written, told = export_pages.build(tmp_path / "out")
    (said,) = told
    assert said.startswith(
        "00_start_here: the lab of the cell 'no_such_lab()' is shown as an image only: "
    )
    assert said.endswith("NameError: name 'no_such_lab' is not defined")
    assert "data-stdplab>" not in page(written[0].parent)
    assert "Interactive in JupyterLab: <code>stdplab lab 00</code>" in page(written[0].parent)


def test_an_aligned_table_needs_no_style_of_its_own_and_an_empty_cell_heads_nothing(
    small, tmp_path
):
    small(V4.new_markdown_cell("# A\n\n| | b |\n|---|--:|\n| 1 | 2 |"))
    written, _ = export_pages.build(tmp_path / "out")
    assert '<td class="right">2</td>' in page(written[0].parent)
    assert LoadedPage(written[1]).tags.count("th") == 1
    assert not LoadedPage(written[1]).inline


def test_what_needs_a_kernel_keeps_its_picture_and_says_so(small, tmp_path):
    output = V4.new_output("display_data", {"text/plain": "Trainer(XOR, epoch 0)"})
    still = V4.new_output(
        "display_data", {"text/html": '<div style="x"><img alt="a" src="data:,">'}
    )
    pieces = [V4.new_output("stream", text=text) for text in ("1 2", "3\n")]
    small(
        V4.new_code_cell("xor()", outputs=[output, still]),
        shown("Progress()", "Progress(how far)"),
        V4.new_code_cell("f()", outputs=pieces),
    )
    written, told = export_pages.build(tmp_path / "out")
    text = page(written[0].parent)
    assert told == []
    assert text.count("Interactive in JupyterLab: <code>stdplab lab 00</code>") == 2
    assert '<div><img alt="a" src="data:,">' in text
    assert ">1 23\n</pre>" in text


def test_what_is_missing_is_reported_and_the_exit_status_is_one(small, tmp_path, capsys):
    top = small(
        V4.new_markdown_cell(
            "# A\n\n[n](none.ipynb) [h](guide.md#Here) [g](guide.md#Not-there) "
            "[b](00_start_here.ipynb) [m](mailto:a@b.org) [l](data.csv) ![](images/a.png)"
        ),
        shown('ask("00/never")', "00/never  What?"),
        guide="# Guide\n\n## Here\n\n[away](https://example.org) ![a picture](images/a.png)",
    )
    (top / "images").mkdir()
    (top / "images" / "a.png").write_bytes(b"a")
    (top / "data.csv").write_text("1")
    out = tmp_path / "out"
    assert cli.main(["export", "course", str(out)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("stdplab: 00_start_here: There is no item '00/never'. Available:")
    assert said[1:] == [
        "stdplab: 00_start_here: the image images/a.png has no alternative text",
        "stdplab: 00_start_here: the link to none.ipynb is broken",
        "stdplab: 00_start_here: the link to guide.md#Not-there is broken",
    ]
    assert 'href="guide.html#Here"' in page(out)
    assert "data:image/png;base64,YQ==" in page(out, "guide")
    assert (out / "data.csv").read_text() == "1"


def test_a_folder_that_holds_other_things_is_left_alone(small, tmp_path, capsys):
    small(V4.new_markdown_cell("# A"))
    out = tmp_path / "out"
    for _ in range(2):  # its own pages it may write again
        assert cli.main(["export", "course", str(out)]) == 0
    assert capsys.readouterr().out.startswith(f"{out / 'index.html'} (2 files, ")
    (out / "thesis.txt").write_text("mine")
    before = {path: path.read_bytes() for path in out.iterdir()}
    assert cli.main(["export", "course", str(out)]) == 2
    assert (
        f"{out} already holds thesis.txt. Choose a new or an empty folder."
        in capsys.readouterr().err
    )
    assert {path: path.read_bytes() for path in out.iterdir()} == before
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("my home page")
    assert cli.main(["export", "course", str(tmp_path / "site")]) == 2
    assert (tmp_path / "site" / "index.html").read_text() == "my home page"
    assert cli.main(["export", "course", str(out / "thesis.txt")]) == 2
    assert "is a file. Choose an existing or new folder for the pages" in capsys.readouterr().err


def test_the_word_course_takes_one_folder(capsys):
    assert cli.main(["export", "course", "a", "b"]) == 2
    assert "Usage: stdplab export course FOLDER" in capsys.readouterr().err


def test_only_what_a_value_rests_on_runs():
    before = [
        "import math\nx = [1]\ny = 1 / 0",
        "x.append(2)\nprint(x, 1 / 0)",
        "class Box:\n    pass\nbox = Box()\nbox.size = math.floor(2.5)\nfor i in x:\n    total = i",
    ]
    assert dependencies.last_value(before, "sum(x) + box.size + total") == 7
    with pytest.raises(ValueError, match="ZeroDivisionError"):
        dependencies.last_value(before, "y")
    with pytest.raises(ValueError, match="its last line is not an expression"):
        dependencies.last_value(before, "z = 1")


def test_a_notebook_is_read_as_what_it_is(tmp_path):
    path = tmp_path / "a.ipynb"
    for text, words in (
        ("{", "it is not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "it is not a notebook"),
        ('{"cells": [1]}', "it is not a notebook"),
        ('{"cells": [{"cell_type": "code", "source": 3}]}', "it is not a notebook"),
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=words):
            notebook_file.read(path)
    with pytest.raises(ValueError, match="it cannot be read"):
        notebook_file.read(tmp_path / "none.ipynb")
    path.write_text('{"cells": [{"cell_type": "markdown", "source": ["# A\\n", "two"]}]}')
    (cell,) = notebook_file.read(path)
    assert cell["source"] == "# A\ntwo"
