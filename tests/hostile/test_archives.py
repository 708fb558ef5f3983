"""Damaged folders of sweeps and damaged checkpoints, as somebody might send them."""

import hashlib
import io
import json
import os
import zipfile

import numpy as np
import pytest
import torch
from hypothesis import given

from stdplab import presets, sweep
from stdplab.networks import STUDIES, TargetRates, Training, Xor, checkpoint
from stdplab.sweeps.runner import SweepRunner

from .mutations import assert_readable, mutated_json, read_or_refuse, reproducible

DEMO, GRID = presets.FLORIAN_2007, {"w0": (0.1, 0.2, 0.3), "lag": (0, 1)}
FOUND = sweep(DEMO, GRID)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A finished sweep's folder, and its manifest."""
    folder = tmp_path_factory.mktemp("sweep")
    sweep(DEMO, GRID, folder=folder)
    return folder, json.loads((folder / "manifest.json").read_text())


def finished(folder):
    """Resume from the folder, whatever is in it: the numbers are right, or it is refused."""
    running = read_or_refuse(lambda: SweepRunner(DEMO, GRID, folder=folder))
    if running is not None:
        for _ in running:
            pass
        assert running.sweep == FOUND


MANIFEST = {
    "format": 1,
    "words": "w at 3 of w0",
    "stdplab": "0.1.0",
    "sha256": "0" * 64,
    "chunks": {"0-1": "0" * 64, "1-2": "0" * 64},
}


@reproducible(120)
@given(mutated_json(MANIFEST))
@pytest.mark.filterwarnings("ignore:Ignoring chunk")
def test_a_manifest_is_resumed_or_refused(kept, text):
    folder, manifest = kept
    about = {key: value for key, value in manifest.items() if key != "chunks"}
    for key, value in about.items():  # so that most get as far as the chunks
        text = text.replace(
            f'"{key}": {json.dumps(MANIFEST[key])}'.encode(),
            f'"{key}": {json.dumps(value)}'.encode(),
        )
    (folder / "manifest.json").write_bytes(text)
    finished(folder)


def test_the_description_of_another_sweep_is_printed_without_control_characters(kept):
    folder, manifest = kept
    words = {**manifest, "words": "\x1b[2J\ud800", "sha256": ""}
    (folder / "manifest.json").write_text(json.dumps(words))
    with pytest.raises(ValueError, match="holds another sweep") as refused:
        SweepRunner(DEMO, GRID, folder=folder)
    assert_readable(refused.value)


def array(values):
    stream = io.BytesIO()
    np.save(stream, values, allow_pickle=True)
    return stream.getvalue()


def archive(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


class Run:
    """What a pickle could do."""

    def __reduce__(self):
        return (pytest.fail, ("code of the file ran",))


ENDLESS = array(np.zeros(3)).replace(b"(3,)", b"(%d,)" % 10**13)
ARRAYS = {
    "objects": array(np.array([Run(), 1], dtype=object)),
    "words": array(np.array(["a", "b"])),
    "complex": array(np.zeros(2, complex)),
    "one number": array(np.array(1.0)),
    "more dimensions": array(np.zeros((2, 2))),
    "a zip": archive(**{"a.npy": array(np.zeros(2))}),
    "endless": ENDLESS,
    "code for a header": array(np.zeros(2)).replace(b"'<f8'", b"  f()"),
    "nothing": b"",
    "large": bytes(5000 + 8 * 2**16),
}


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.filterwarnings("ignore:Ignoring chunk")
def test_a_chunk_with_a_valid_hash_is_read_as_numbers_or_computed_again(kept, name):
    folder, manifest = kept
    for chunk in manifest["chunks"]:
        (folder / f"chunk-{chunk}.npy").write_bytes(ARRAYS[name])
    chunks = dict.fromkeys(manifest["chunks"], hashlib.sha256(ARRAYS[name]).hexdigest())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "chunks": chunks}))
    with pytest.warns(UserWarning, match="recomputed"):
        SweepRunner(DEMO, GRID, folder=folder)
    finished(folder)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The members of a checkpoint."""
    study = Xor.from_paper("MSTDP", code="temporal", seeds=1, epochs=2)
    training = Training(study)
    training.advance()
    with zipfile.ZipFile(training.save(tmp_path_factory.mktemp("saved") / "a.npz")) as made:
        return {name: made.read(name) for name in made.namelist()}


def about(saved, **changes):
    own = json.loads(str(np.load(io.BytesIO(saved["about.npy"]))))
    return array(np.array(json.dumps({**own, **changes})))


def study(saved, **changes):
    own = json.loads(str(np.load(io.BytesIO(saved["about.npy"]))))["study"]
    return {"about.npy": about(saved, study={**own, **changes})}


DAMAGED = {
    "no study": lambda s: {"about.npy": about(s, study=None)},
    "no text": lambda _: {"about.npy": array(np.zeros(3))},
    "deep": lambda _: {"about.npy": array(np.array("[" * 100_000))},
    "a word": lambda _: {"about.npy": array(np.array('"word"'))},
    "another form": lambda s: {"about.npy": about(s, format=2)},
    "an unknown study": lambda s: study(s, study=["xor"]),
    "an unknown rule": lambda s: study(s, rule={"rule": None}),
    "a rule that is none": lambda s: study(s, rule=3),
    "a billion networks": lambda s: study(s, seeds=10**9),
    "more networks than were measured": lambda s: study(s, seeds=20_000),
    "fewer epochs than were learned": lambda s: study(s, epochs=0),
    "a seed beyond numbers": lambda s: study(s, seed=10**30),
    "another code": lambda s: study(s, code="rate"),
    "a field too many": lambda s: study(s, speed=1),
    "objects": lambda _: {"draw.npy": ARRAYS["objects"]},
    "no chance": lambda _: {"draw.npy": array(np.zeros(3))},
    "endless": lambda _: {"network/w0.npy": ENDLESS},
    "words for weights": lambda _: {"network/w0.npy": ARRAYS["words"]},
    "complex weights": lambda _: {"network/w0.npy": ARRAYS["complex"]},
    "weights of another shape": lambda _: {"network/w0.npy": array(np.zeros((1, 1, 1)))},
    "a part that is none": lambda _: {"more/w0.npy": array(np.zeros(3))},
    "a weight too many": lambda _: {"network/w7.npy": array(np.zeros(3))},
    "a measure too many": lambda _: {"untrained/x.npy": array(np.zeros(1))},
    "other measures": lambda _: {
        "untrained/x.npy": array(np.zeros(1)), "history/x.npy": array(np.zeros((1, 1)))
    },
    "a number for the history": lambda _: {"history/01.npy": array(np.array(1.0))},
    "half an array": lambda s: {"network/w0.npy": s["network/w0.npy"][:60]},
    "nothing": lambda _: {"network/w0.npy": b""},
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_checkpoint_is_refused(saved, tmp_path, name):
    path = tmp_path / "a.npz"
    path.write_bytes(archive(**{**saved, **DAMAGED[name](saved)}))
    assert read_or_refuse(Training.load, path) is None


@pytest.mark.parametrize("name", ["about.npy", "draw.npy", "network/w0.npy", "untrained/01.npy"])
def test_a_checkpoint_with_a_missing_member_is_refused(saved, tmp_path, name):
    path = tmp_path / "a.npz"
    path.write_bytes(archive(**{key: own for key, own in saved.items() if key != name}))
    assert read_or_refuse(Training.load, path) is None


@pytest.mark.parametrize("data", [array(np.zeros(3)), ENDLESS, ARRAYS["objects"], b"PK\3\4" * 9])
def test_a_file_that_is_not_an_archive_is_not_a_checkpoint(tmp_path, data):
    path = tmp_path / "a.npz"
    path.write_bytes(data)
    assert read_or_refuse(Training.load, path) is None


def test_a_checkpoint_is_unpacked_up_to_its_limit(saved, tmp_path, monkeypatch):
    path = tmp_path / "a.npz"
    path.write_bytes(archive(**saved))
    assert read_or_refuse(Training.load, path).epoch == 1
    monkeypatch.setattr(checkpoint, "MAX_CHECKPOINT_BYTES", path.stat().st_size)
    with pytest.raises(ValueError, match="is not read, at most"):
        Training.load(path)
    monkeypatch.setattr(checkpoint, "MAX_CHECKPOINT_BYTES", 1000)
    with pytest.raises(ValueError, match="larger than 1,000 bytes"):
        Training.load(path)


def test_of_a_checkpoint_nothing_is_made_before_its_shapes_fit(saved, tmp_path, monkeypatch):
    """A few kilobytes ask for 20,000 networks of a hundred neurons, or for other arrays."""
    made = []
    monkeypatch.setattr(checkpoint, "_array", lambda _archive, name: made.append(name))
    monkeypatch.setattr(Training, "__init__", lambda *_given, **_named: made.append("networks"))
    large = TargetRates.from_paper("MSTDP", seeds=20_000, epochs=2).to_dict()
    for members in (
        {"about.npy": about(saved, study=large)},
        {"about.npy": about(saved, study=large), "untrained/01.npy": array(np.zeros(20_000))},
        {"more.npy": array(np.zeros(10**7))},
        {"draw.npy": array(np.zeros(10**7, np.uint8))},
        {"about.npy": array(np.array("x" * 100_000))},
    ):
        path = tmp_path / "a.npz"
        path.write_bytes(archive(**{**saved, **members}))
        with pytest.raises(ValueError, match="Cannot resume from"):
            Training.load(path)
    assert made == []


def test_networks_that_no_checkpoint_holds_are_not_saved(tmp_path, monkeypatch):
    training = Training(Xor.from_paper("MSTDP", code="temporal", seeds=1, epochs=2))
    monkeypatch.setattr(checkpoint, "MAX_CHECKPOINT_BYTES", 1000)
    with pytest.raises(ValueError, match="Train fewer networks at once"):
        training.save(tmp_path / "a.npz")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", STUDIES)
def test_the_shapes_of_every_study_s_networks_are_known_before_they_are_made(name):
    study = STUDIES[name].from_paper(STUDIES[name].default_rule, seeds=3)
    made = study.draw_network(torch.Generator()).tensors()
    assert checkpoint._network(study) == {
        name: (tuple(array.shape), array.numpy().dtype) for name, array in made.items()
    }


@pytest.mark.skipif(os.name != "posix", reason="pipes are named so on POSIX alone")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_file_that_is_none_is_not_a_checkpoint(tmp_path, kind):
    path = tmp_path / "a.npz"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(OSError, match="it is not a regular file"):
        Training.load(path)
