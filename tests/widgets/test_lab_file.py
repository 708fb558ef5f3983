"""A lab as a teacher's file: what opens, what is refused, and what the command reports."""

import json

import pytest

from stdplab import STDP, Experiment, Protocol, presets
from stdplab.cli import main
from stdplab.labs import load
from stdplab.widgets.board.board import Board
from stdplab.widgets.board.part import Part

DEMO = presets.FLORIAN_2007


@pytest.fixture
def write(tmp_path):
    def write(data):
        path = tmp_path / "lab.json"
        path.write_text(data if isinstance(data, str) else json.dumps({"stdplab_lab": 1, **data}))
        return path

    return write


def test_a_file_makes_the_lab_that_one_call_makes(write):
    lab = load(write({"title": "Reward", "start": "symmetric", "convention": "unit",
                      "show": ["raster", "w MSTDP"], "hide": ["gamma"],
                      "lock": ["pre", "tau_z"]}))  # fmt: skip
    assert lab.board.convention == "unit"
    assert lab.title == "Reward"
    assert lab.experiment == presets.SYMMETRIC
    assert lab.board.choice == {
        "parts": ["raster"],
        "panels": ["pre", "post", "w MSTDP"],
        "hide": ["gamma"],
        "lock": ["pre", "tau_z"],
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_passed_over(tmp_path, encoding):
    path = tmp_path / "lab.json"
    path.write_text('{"stdplab_lab": 1, "start": "symmetric"}', encoding=encoding)
    assert load(path).experiment == presets.SYMMETRIC


def test_a_file_may_bring_experiments_of_its_own(write):
    own = Experiment(Protocol(pre=(10,), post=(15,)), (STDP(),))
    lab = load(write({"experiments": {"mine": own.to_dict()}}))
    assert lab.experiment == own
    assert list(lab.board.presets) == ["mine"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "must be a JSON object"),
        (
            '{"stdplab_lab": 2}',
            '"stdplab_lab" must be 1, the format that this stdplab reads, got 2',
        ),
        ({"colour": 1}, "no key 'colour'. Available: stdplab_lab, title"),
        ({"start": "nowhere"}, "start must be one of florian"),
        ({"convention": ["unit"]}, "convention must be folded or unit, got ['unit']"),
        ({"title": 3}, '"title" must be text, got 3'),
        ({"show": "raster"}, "\"show\" must be a list of names, got 'raster'"),
        ({"show": ["w XYZ"]}, "No part 'w XYZ' to show. Available: toolbar, raster"),
        ({"lock": ["tau"]}, "unknown control 'tau'. Available: A_plus"),
        ({"experiments": {"a": {"stdplab": 9}}}, "Experiment 'a': This experiment has format 9"),
        ("x" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_the_command_reports_the_same_error(write, capsys, data, words):
    path = write(data)
    with pytest.raises(ValueError, match=r".") as refused:
        load(path)
    assert words in str(refused.value)
    assert main(["check", str(path)]) == 1
    assert words in capsys.readouterr().out


def test_a_missing_file_is_reported(capsys, tmp_path):
    assert main(["check", str(tmp_path / "none.json")]) == 1
    assert "none.json: No such file or directory" in capsys.readouterr().out


def test_a_good_file_is_fine_and_can_be_exported(write, capsys, tmp_path):
    path = write({"show": ["raster", "reward", "table"]})
    assert main(["check", str(path)]) == 0
    assert "fine, opens as Lab(STDP 0.2690" in capsys.readouterr().out
    assert main(["export", str(path), str(tmp_path / "page.html")]) == 0


def test_parts_are_checked_by_name():
    board = Board(DEMO)
    assert Part(board, "window", "z").choice["panels"] == ["z"]
    with pytest.raises(ValueError, match="No part 'rasters' to show"):
        Part(board, "rasters")
    with pytest.raises(ValueError, match="Give at least one part"):
        Part(board)
    with pytest.raises(ValueError, match=r"show must be a list of names, such as \['raster'\]"):
        Board(DEMO, show="raster")
