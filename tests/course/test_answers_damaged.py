"""A damaged file is copied and repaired; the file of a newer stdplab is left unchanged."""

import json
import os
import re

import pytest

from stdplab.core.support.limits import MAX_ANSWERS_BYTES, MAX_ENTRIES
from stdplab.course.answers.store import Answers

from .answers_files import FULL, NAME, broken, names

GOOD = '{"stdplab_answers": 1, "entries": {"03/lag": {"answer": 7}, '


@pytest.mark.parametrize(
    ("content", "why", "readable"),
    [
        ("", "is not JSON", 0),
        ("{'", "is not JSON", 0),
        (b"\xff\xfe\x00\xd8", "is not JSON", 0),
        ("9" * 5000, "is not JSON", 0),
        ("[" * 100_000, "nested too deeply", 0),
        ("[1]", "is not a JSON object", 0),
        ('{"cells": []}', "is not a file of stdplab answers", 0),
        ('{"stdplab_answers": "one"}', "is not a file of stdplab answers", 0),
        ('{"stdplab_answers": 1, "learner": 5}', "learner is not a text of at most 200", 0),
        ('{"stdplab_answers": 1, "entries": [1]}', "entries are not a JSON object", 0),
        ('{"stdplab_answers": 1, "more": 1}', "unknown field 'more'", 0),
        (GOOD + '"03/x": 1}}', "03/x must be an object of named fields, got 1", 1),
        (GOOD + '"03/x": {"a": {"b": 1}}}}', "'a' of 03/x must be", 1),
        (GOOD + '"03/x": {"a": [[1]]}}}', "'a' of 03/x must be", 1),
        (GOOD + '"03/x": {"a": NaN}}}', "'a' of 03/x must be", 1),
        (GOOD + '"x": {}, "y": {}}}', "'x' is not a valid key.*1 more problem", 1),
        (GOOD + '"03/x": {"a": "' + "a" * 5000 + '"}}}', "more than the maximum of 4000", 1),
        (" " * (MAX_ANSWERS_BYTES + 1), "larger than", 0),
    ],
    ids=range(18),
)
def test_a_damaged_file_is_copied_and_its_valid_entries_are_kept(
    answers, tmp_path, content, why, readable
):
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / NAME).write_bytes(data)
    (tmp_path / "stdplab-answers.damaged-1.json").write_text("an earlier one")
    assert len(answers.entries()) == readable
    assert re.search(why, answers.notice)
    assert "copied to stdplab-answers.damaged-2.json" in answers.notice
    assert (tmp_path / "stdplab-answers.damaged-2.json").read_bytes() == data
    assert (tmp_path / "stdplab-answers.damaged-1.json").read_text() == "an earlier one"
    answers.put("04/sum", answer=1)
    again = Answers(tmp_path)
    assert (len(again.entries()), again.notice) == (readable + 1, "")
    assert not (tmp_path / "stdplab-answers.damaged-3.json").exists()


def test_a_put_sets_a_damaged_file_aside_too(answers, tmp_path):
    (tmp_path / NAME).write_text("{")
    answers.put("03/lag", answer=1)
    assert (tmp_path / "stdplab-answers.damaged-1.json").read_text() == "{"
    assert "damaged-1" in answers.notice


def test_entries_beyond_the_limit_are_left_aside(answers, tmp_path):
    many = {f"03/{i}": {"a": i} for i in range(MAX_ENTRIES + 1)}
    (tmp_path / NAME).write_text(json.dumps({"stdplab_answers": 1, "entries": many}))
    assert len(answers.entries()) == MAX_ENTRIES
    assert "more than 500 entries" in answers.notice
    with pytest.raises(ValueError, match=r"is full \(500 entries\): remove those of a notebook"):
        answers.put("04/lag", answer=1)
    answers.put("03/7", answer=1)
    assert answers.get("04/lag") is None


def test_a_damaged_file_that_cannot_be_copied_stays(answers, tmp_path):
    (tmp_path / NAME).write_text("{")
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, "fsync", FULL)
        assert answers.entries() == {}
        assert "is damaged" in answers.notice
        assert "No space left" in answers.notice
        with pytest.raises(OSError, match="No space left"):
            answers.put("03/lag", answer=1)
    assert (tmp_path / NAME).read_text() == "{"
    assert names(tmp_path) == {NAME}


def test_a_file_of_a_newer_stdplab_is_refused_and_stays(answers, tmp_path):
    newer = '{"stdplab_answers": 2, "answers": []}'
    (tmp_path / NAME).write_text(newer)
    for use in (
        answers.entries,
        lambda: answers.get("03/lag"),
        lambda: answers.put("03/lag", a=1),
        lambda: answers.forget("03"),
        lambda: answers.learner,
    ):
        with pytest.raises(ValueError, match=r"written by a newer stdplab .*: update stdplab"):
            use()
    assert (tmp_path / NAME).read_text() == newer
    assert names(tmp_path) == {NAME}


@pytest.mark.parametrize("lost", [2, 3, 4, 5, 60, 99, 200, 399])
def test_of_a_file_that_ends_too_early_every_whole_entry_is_kept(answers, tmp_path, lost):
    answers.learner = "Ann {"
    for i in range(20):
        answers.put(f"03/{i}", answer='a "03/x": {"a": 1} }', list=["}", i])
    whole, data = answers.entries(), (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(data[:-lost])
    lines = data[:-lost].decode().split("\n")[1:]
    kept = Answers(tmp_path)
    found = kept.entries()
    assert found == {key: whole[key] for key in found}
    assert len(found) >= len(lines) - 1
    assert kept.learner == "Ann {"
    assert "is not JSON" in kept.notice
    assert (tmp_path / "stdplab-answers.damaged-1.json").read_bytes() == data[:-lost]


def test_a_damaged_entry_costs_no_other_one(answers, tmp_path):
    for i in range(5):
        answers.put(f"03/{i}", answer=i)
    text = (tmp_path / NAME).read_text()
    (tmp_path / NAME).write_text(text.replace('{"answer": 2', '{"answer" 2')[1:])
    assert list(Answers(tmp_path).entries()) == ["03/0", "03/1", "03/3", "03/4"]


def test_a_damaged_file_of_a_newer_stdplab_is_left_alone(tmp_path):
    (tmp_path / NAME).write_text('{"stdplab_answers": 9, "entries": {"03/lag": {"answer": 7}, ')
    with pytest.raises(ValueError, match="newer stdplab"):
        Answers(tmp_path).entries()
    assert names(tmp_path) == {NAME}


@pytest.mark.skipif(os.name != "posix", reason="pipes are named so on POSIX alone")
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_a_pipe_or_a_device_is_not_read(tmp_path, kind):
    if kind == "pipe":
        os.mkfifo(tmp_path / NAME)
    else:
        (tmp_path / NAME).symlink_to("/dev/zero")
    for use in (Answers(tmp_path).entries, lambda: Answers(tmp_path).put("03/lag", answer=1)):
        with pytest.raises(OSError, match="it is not a regular file"):
            use()
    assert not (tmp_path / "stdplab-answers.damaged-1.json").exists()
