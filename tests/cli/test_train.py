"""`stdplab run xor` and other studies on the command line."""

import json

import pytest
from PIL import Image

from stdplab import Sweep
from stdplab.cli import main
from stdplab.networks import distal_reward
from tests.helpers.short_patterns import short_patterns  # noqa: F401 - holds for all tests

pytestmark = pytest.mark.slow  # it trains networks

SMALL = ["run", "xor", "--code", "temporal", "--seeds", "2", "--epochs", "2"]


def test_it_prints_the_controls_and_writes_all_results(tmp_path, capsys):
    out = tmp_path / "out.json"
    assert main([*SMALL, "--rule", "mstdp", "--set", "tau_plus=15", "--json", str(out)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "XOR from reward alone, MSTDP, 2 seeds: solved, mean +- standard deviation"
    conditions = [line.split()[0] for line in printed[1:5]]
    assert conditions == ["untrained", "online", "frozen", "fresh"]
    data = json.loads(out.read_text())
    assert data["study"]["rule"]["tau_plus"] == 15
    assert data["study"]["rule"]["gamma"] == 0.01
    mean = sum(data["frozen"]["solved"]) / 2
    assert f"frozen {mean:.3f}" in printed[3]


def test_it_goes_on_from_its_checkpoint(tmp_path, capsys):
    path = str(tmp_path / "run.npz")
    assert main([*SMALL, "--checkpoint", path]) == 0
    first = capsys.readouterr().out
    assert main([*SMALL, "--checkpoint", path]) == 0  # all epochs are done: it tests again
    assert capsys.readouterr().out == first


def test_a_checkpoint_of_another_training_is_left_alone(tmp_path, capsys):
    path = tmp_path / "run.npz"
    assert main([*SMALL, "--checkpoint", str(path)]) == 0
    before = path.read_bytes()
    for other in ([*SMALL, "--rule", "mstdp"], ["run", "rates", "--seeds", "2"]):
        assert main([*other, "--checkpoint", str(path)]) == 2
        assert "run.npz holds another training (Xor(rule=MSTDPET(" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_figure_is_written(tmp_path):
    for name, extra in (("light.png", []), ("dark.png", ["--dark"])):
        assert main([*SMALL, "--out", str(tmp_path / name), *extra]) == 0
    light, dark = (
        Image.open(tmp_path / name).getpixel((2, 2)) for name in ("light.png", "dark.png")
    )
    assert sum(light[:3]) > 700
    assert sum(dark[:3]) < 100


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["run", "florian", "--seeds", "3"],
            "--seeds applies to studies only: competition, distal, latency, rates, xor",
        ),
        (["run", "xor", "--code", "morse"], 'code must be "rate" or "temporal", got \'morse\''),
        (["run", "xor", "--seeds", "0"], "seeds must be a whole number from 1 to 20,000, got 0"),
        (["run", "xor", "--rule", "stdp", "--rule", "mstdp"], "A study has one rule"),
        (["run", "rates", "--code", "rate"], "The study rates has no option --code. Available: --"),
        (["run", "xor", "--rule", "none"], "unknown rule 'none'"),
        (
            ["run", "xor", "--set", "tau_q=3"],
            "MSTDPET has no parameter 'tau_q'. Available: A_plus,",
        ),
        (["run", "xor", "--set", "tau_z=abc"], "--set tau_z=abc: 'abc' is not a number"),
        (
            ["run", "xor", "--json", "nowhere/out.json"],
            "There is no folder nowhere. Create it first.",
        ),
    ],
)
def test_what_cannot_be_run_is_explained(arguments, sentence, capsys):
    assert main(arguments) == 2
    assert sentence in capsys.readouterr().err


def test_it_sweeps_parameters_together(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(distal_reward, "EPOCH_MS", 600)
    small = ["run", "distal", "--seeds", "2", "--epochs", "1", "--delay_low", "100"]
    out, picture = tmp_path / "out.json", tmp_path / "out.png"
    walk = ["--sweep", "rule.tau_z=100,1000", "--sweep", "rule.gamma=.006,.06"]
    assert main([*small, *walk, "--json", str(out), "--out", str(picture)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Distal reward, MSTDPET, 2 seeds each: plasticity off"
    assert [line.split()[0] for line in lines[1:]] == ["rule.tau_z", "100", "1000"]
    found = Sweep.from_json(out.read_text())
    assert found.coords["rule.tau_z"] == (100, 1000)
    assert found.together == {"rule.gamma": (0.006, 0.06)}
    assert found.coords["measure"] == ("target", "others", "earned")
    assert Image.open(picture).size[0] > 500
    for arguments, sentence in (
        (["--sweep", "rule.tau_z=a"], "--sweep rule.tau_z=a: 'a' is not a list of numbers"),
        (["--sweep", "rule.tau_z"], "write NAME=V1,V2, for example rule.tau_z=100,1000"),
        ([*walk, "--checkpoint", str(out)], "cannot be combined with --checkpoint"),
    ):
        assert main([*small, *arguments]) == 2
        assert sentence in capsys.readouterr().err
    assert main(["run", "florian", "--sweep", "gamma=1"]) == 2
    assert "--sweep applies to studies only: competition, distal," in capsys.readouterr().err
