"""A disk that refuses a write: the answer is kept in memory, and the old file is complete."""

import json
import os

import pytest

from stdplab.course.answers.backup import numbered_copy
from stdplab.course.answers.store import Answers

from .answers_files import FORBIDDEN, FULL, NAME, broken, names


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("error", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_what_the_disk_refuses_is_kept_and_written_next_time(answers, tmp_path, call, error):
    answers.put("03/lag", answer="old", tries=1)
    before = (tmp_path / NAME).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, call, error)
        with pytest.raises(OSError, match="Could not write") as refused:
            answers.put("03/lag", answer="new")
        assert error.strerror in str(refused.value)
        assert "kept in memory and written with the next one" in str(refused.value)
        with pytest.raises(OSError, match="Could not write"):
            answers.learner = "Ann"
        with pytest.raises(OSError, match="Could not write"):
            answers.put("03/sign", answer="other")
    assert (tmp_path / NAME).read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))
    assert (answers.get("03/lag")["answer"], answers.learner) == ("new", "Ann")
    answers.put("04/sum", answer=3)
    stored = Answers(tmp_path)
    assert (stored.get("03/lag")["answer"], stored.get("03/lag")["tries"]) == ("new", 1)
    assert (set(stored.entries()), stored.learner) == ({"03/lag", "03/sign", "04/sum"}, "Ann")


def test_an_unsaved_answer_is_written_once_and_does_not_replace_a_later_one(answers, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, "replace", FULL)
        with pytest.raises(OSError, match="Could not write"):
            answers.put("03/lag", answer="kept")
    answers.put("04/sum", answer=1)
    Answers(tmp_path).put("03/lag", answer="later")
    answers.put("04/sum", answer=2)
    assert Answers(tmp_path).get("03/lag")["answer"] == "later"


def test_a_write_that_stops_half_way_leaves_the_old_file(answers, monkeypatch):
    answers.put("03/lag", answer="old")
    seen = []
    replace = os.replace

    def replace_and_read(partial, path):
        seen.append(json.loads(path.read_text())["entries"]["03/lag"]["answer"])
        assert partial.parent == path.parent
        replace(partial, path)

    monkeypatch.setattr(os, "replace", replace_and_read)
    answers.put("03/lag", answer="new")
    assert seen == ["old"]


def test_what_was_written_is_on_the_disk_before_it_has_the_name(answers, monkeypatch):
    order = []
    sync, name = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda file: (order.append("content"), sync(file)))
    monkeypatch.setattr(os, "replace", lambda *paths: (order.append("name"), name(*paths)))
    answers.put("03/lag", answer=1)
    assert order == ["content", "name"]


def test_a_file_that_cannot_be_read_is_named(answers, tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(OSError, match=r"Could not read .*stdplab-answers\.json: "):
        answers.entries()
    with pytest.raises(OSError, match=r"Could not write .*stdplab-answers\.json: "):
        answers.put("03/lag", answer=1)


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(OSError, match=r"Could not write .*gone.stdplab-answers\.json: "):
        Answers(tmp_path / "gone").put("03/lag", answer=1)


def test_forget_forgets_what_was_only_kept_in_memory(answers, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, "replace", FULL)
        for key in ("03/lag", "04/sum"):
            with pytest.raises(OSError, match="Could not write"):
                answers.put(key, answer=1)
    answers.forget("03")
    answers.put("05/x", answer=1)
    assert set(Answers(tmp_path).entries()) == {"04/sum", "05/x"}


def test_a_forget_that_fails_forgets_nothing(answers, tmp_path, monkeypatch):
    answers.put("03/lag", answer=1)
    broken(monkeypatch, os, "replace", FULL)
    with pytest.raises(OSError, match=r"No space left on device\. Free disk space"):
        answers.forget("03")
    assert "03/lag" in Answers(tmp_path).entries()


def test_an_incomplete_copy_is_removed(tmp_path, monkeypatch):
    old = tmp_path / "a.json"
    old.write_text("all of it")
    broken(monkeypatch, os, "fsync", FULL)
    with pytest.raises(OSError, match="No space left"):
        numbered_copy(old, "backup")
    assert names(tmp_path) == {"a.json"}
