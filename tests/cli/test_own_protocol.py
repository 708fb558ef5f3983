"""A preset with spikes, reward, duration and time step of one's own, typed or from files."""

import numpy as np
import pytest

from stdplab import MSTDP, MSTDPET, STDP, Protocol, cli, simulate

OWN = Protocol((10, 85), (15, 75), ((0, 1), (100, -1)), 150, 0.5)


def printed(capsys, *options):
    assert cli.main(["run", "florian", *options]) == 0
    return dict(line.split() for line in capsys.readouterr().out.splitlines())


def weights(protocol):
    rules = (STDP(), MSTDP(), MSTDPET())
    return {rule.name: f"{simulate(rule, protocol).final:.4f}" for rule in rules}


def test_a_protocol_is_typed(capsys):
    options = [
        "--pre",
        "10,85",
        "--post",
        "15,75",
        "--duration",
        "150",
        "--dt",
        ".5",
        "--reward",
        "0:1,100:-1",
    ]
    assert printed(capsys, *options) == weights(OWN)


@pytest.mark.parametrize(
    "text", ["10.5;85.2", "10,5;85,2", "10.5 85.2", "[10.5, 85.2]", "10.5,85.2"]
)
def test_times_are_typed_as_on_the_board(capsys, text):
    own = Protocol((10.5, 85.2), OWN.post, OWN.reward, 200, 0.1)
    assert printed(capsys, "--pre", text, "--post", "15,75", "--dt", "0,1") == weights(own)


def test_what_is_not_given_stays_as_in_the_preset(capsys):
    own = Protocol((10, 85, 115, 135), (15, 75, 110, 140), ((0, 1),), 300)
    assert printed(capsys, "--reward", "0:1", "--duration", "300") == weights(own)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pre.txt", b"10\n85\n"),
        ("pre.txt", b"10, 85"),
        ("pre.csv", b"time_ms\r\n10\r\n85\r\n"),
        ("pre.csv", b"\xef\xbb\xbf10,85"),
        ("pre.csv", b"10;85"),
        ("times", b"# ms\n10 85"),
    ],
)
def test_times_come_from_a_file(capsys, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    own = Protocol((10, 85), (15, 75, 110, 140), OWN.reward)
    assert printed(capsys, "--pre", str(path)) == weights(own)


def test_spikes_and_reward_come_from_arrays_and_tables(capsys, tmp_path):
    np.save(tmp_path / "pre.npy", np.array([[10], [85]]))
    np.save(tmp_path / "reward.npy", np.array([[0, 1], [100, -1]]))
    (tmp_path / "reward.csv").write_text("onset,level\n0,1\n100,-1\n")
    for reward in ("reward.npy", "reward.csv"):
        options = ["--pre", str(tmp_path / "pre.npy"), "--reward", str(tmp_path / reward)]
        own = printed(capsys, *options, "--post", "15,75", "--duration", "150", "--dt", ".5")
        assert own == weights(OWN)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"0,10\n1,85", "a table with 2 rows of 2 numbers"),
        ("a.csv", b"neuron;time\n1;10\n2;85", "a table with 2 rows of 2 numbers"),
        ("a.txt", b"ten", "'ten' is not a number"),
        ("a.npy", b"\x93NUMPY", "This .npy file cannot be read"),
        ("a.txt", b"\xff\x00\x81", "is not text"),
    ],
)
def test_a_file_without_times_is_refused_in_words(capsys, tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    assert cli.main(["run", "florian", "--pre", str(tmp_path / name)]) == 2
    assert message in capsys.readouterr().err


def test_parameters_are_set_as_people_write_them(capsys):
    protocol = Protocol((10, 85, 115, 135), (15, 75, 110, 140), OWN.reward)
    found = printed(capsys, "--rule", "STDP", "--set", "gamma=.1", "--set", "nearest=True")
    rule = STDP(gamma=0.1, nearest=True)
    assert found == {"STDP": f"{simulate(rule, protocol).final:.4f}"}
    assert printed(capsys, "--set", "gamma=0,1") == printed(capsys, "--set", "gamma=.1")
