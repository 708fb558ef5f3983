"""What a learner answered is never lost: two tabs, a full disk, a damaged file, a crash."""

import errno
import json
import os
import re
import subprocess
import sys
import threading
import time

import pytest

from stdplab.course import answers as module
from stdplab.course import entry, files, lock, sidefile
from stdplab.course.answers import Answers

NAME = "stdplab-answers.json"


@pytest.fixture
def answers(tmp_path):
    return Answers(tmp_path)


def start(code, folder):
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def names(folder):
    return {path.name for path in folder.iterdir() if path.name[0] != "."}


def test_an_answer_comes_back_in_another_kernel(answers, tmp_path):
    answers.put("03/lag", answer="falls", right=True, done=True, curve=[0.2, -1, 3], why=None)
    again = Answers(tmp_path).get("03/lag")
    assert again.pop("at") is not None
    assert again == {
        "answer": "falls",
        "right": True,
        "done": True,
        "curve": [0.2, -1, 3],
        "why": None,
    }
    assert Answers(tmp_path).get("03/other") is None
    assert Answers(str(tmp_path)).path == tmp_path / NAME


@pytest.mark.parametrize("folder", [None, "."])
def test_it_works_in_the_current_folder_and_stays_there(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answers = Answers(folder)
    monkeypatch.chdir("/")
    answers.put("03/lag", done=True)
    assert names(tmp_path) == {NAME}


def test_put_adds_to_an_entry_and_the_latest_wins(answers, tmp_path):
    answers.put("03/lag", answer="falls", tries=1)
    Answers(tmp_path).put("03/lag", answer="rises")
    answers.put("03/lag", tries=2)
    held = answers.get("03/lag")
    assert (held["answer"], held["tries"]) == ("rises", 2)


def test_it_is_stamped_in_utc_and_a_clock_that_goes_back_changes_nothing(answers, monkeypatch):
    answers.put("03/lag", answer=1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", answers.get("03/lag")["at"])
    monkeypatch.setattr(module, "now", lambda: "1999-01-01T00:00:00+00:00")
    answers.put("03/lag", answer=2, at="2999-01-01T00:00:00+00:00")
    assert answers.get("03/lag") == {"answer": 2, "at": "1999-01-01T00:00:00+00:00"}


def test_the_file_is_plain_json_that_people_can_read(answers, tmp_path):
    answers.learner = "Zoë"
    answers.put("03/lag", answer="für 😀 und \ud83d")
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert "Zoë" in text
    data = json.loads(text)
    assert data["stdplab_answers"] == 1
    assert data["learner"] == Answers(tmp_path).learner == "Zoë"
    assert data["entries"]["03/lag"]["answer"] == "für 😀 und \ud83d"


def test_there_is_no_file_before_there_is_an_answer(answers, tmp_path):
    assert (answers.entries(), answers.learner, answers.notice) == ({}, "", "")
    assert not list(tmp_path.iterdir())


WRITER = """
import sys
from stdplab.course.answers import Answers
answers = Answers(sys.argv[1])
for i in range(40):
    answers.put(f"{NAME}/{i}", value=i)
"""


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    writers = [start(f"NAME = {name!r}{WRITER}", tmp_path) for name in ("03", "04")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    held = Answers(tmp_path).entries()
    wanted = {(f"{name}/{i}", i) for name in ("03", "04") for i in range(40)}
    assert {(key, value["value"]) for key, value in held.items()} == wanted
    assert names(tmp_path) == {NAME}


def test_threads_of_one_kernel_lose_nothing(answers, tmp_path):
    def write(name):
        for i in range(20):
            answers.put(f"{name}/{i}", value=i)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("03", "04", "05")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Answers(tmp_path).entries()) == 60


HOLDER = """
import sys, time
from pathlib import Path
from stdplab.course.lock import locked
with locked(Path(sys.argv[1]) / ".stdplab-answers.lock"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_waited_for_and_one_of_a_dead_process_is_not(answers, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    holder = start(HOLDER, tmp_path)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(OSError, match=r"another program has held \.stdplab-answers\.lock"):
        answers.put("03/lag", answer=1)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    answers.put("03/sign", answer=2)
    assert set(Answers(tmp_path).entries()) == {"03/lag", "03/sign"}


def test_a_file_system_without_locks_is_written_all_the_same(answers, tmp_path, monkeypatch):
    def none(_file):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", none)
    answers.put("03/lag", answer=1)
    assert "03/lag" in Answers(tmp_path).entries()


FULL = OSError(errno.ENOSPC, "No space left on device")
FORBIDDEN = PermissionError(errno.EACCES, "Permission denied")


def broken(monkeypatch, where, name, error):
    def refuse(*_arguments, **_options):
        raise error

    monkeypatch.setattr(where, name, refuse)


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("error", [FULL, FORBIDDEN], ids=["full", "forbidden"])
def test_what_the_disk_refuses_is_kept_and_written_next_time(answers, tmp_path, call, error):
    answers.put("03/lag", answer="old", tries=1)
    before = (tmp_path / NAME).read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, call, error)
        with pytest.raises(OSError, match="cannot be written") as refused:
            answers.put("03/lag", answer="new")
        assert error.strerror in str(refused.value)
        assert "the answer is kept and written with the next one" in str(refused.value)
        with pytest.raises(OSError, match="cannot be written"):
            answers.learner = "Ann"
        with pytest.raises(OSError, match="cannot be written"):
            answers.put("03/sign", answer="other")
    assert (tmp_path / NAME).read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))
    assert (answers.get("03/lag")["answer"], answers.learner) == ("new", "Ann")
    answers.put("04/sum", answer=3)
    held = Answers(tmp_path)
    assert (held.get("03/lag")["answer"], held.get("03/lag")["tries"]) == ("new", 1)
    assert (set(held.entries()), held.learner) == ({"03/lag", "03/sign", "04/sum"}, "Ann")


def test_what_was_kept_is_written_once_and_later_words_of_others_stay(answers, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, "replace", FULL)
        with pytest.raises(OSError, match="cannot be written"):
            answers.put("03/lag", answer="kept")
    answers.put("04/sum", answer=1)
    Answers(tmp_path).put("03/lag", answer="later")
    answers.put("04/sum", answer=2)
    assert Answers(tmp_path).get("03/lag")["answer"] == "later"


def test_two_threads_that_fail_at_once_both_keep_their_answer(answers, monkeypatch):
    failing = threading.Event()

    def fail(*_paths):
        failing.set()
        time.sleep(0.2)  # the other thread comes to the lock meanwhile
        raise FULL

    def put(key):
        with pytest.raises(OSError, match="cannot be written"):
            answers.put(key, answer=1)

    monkeypatch.setattr(os, "replace", fail)
    threads = [threading.Thread(target=put, args=(key,)) for key in ("03/lag", "04/sum")]
    threads[0].start()
    assert failing.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert set(answers.entries()) == {"03/lag", "04/sum"}


def test_a_write_that_stops_half_way_leaves_the_old_file(answers, monkeypatch):
    answers.put("03/lag", answer="old")
    seen = []
    whole = os.replace

    def look(partial, path):
        seen.append(json.loads(path.read_text())["entries"]["03/lag"]["answer"])
        assert partial.parent == path.parent
        whole(partial, path)

    monkeypatch.setattr(os, "replace", look)
    answers.put("03/lag", answer="new")
    assert seen == ["old"]


def test_what_was_written_is_on_the_disk_before_it_has_the_name(answers, monkeypatch):
    order = []
    sync, name = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda file: (order.append("content"), sync(file)))
    monkeypatch.setattr(os, "replace", lambda *paths: (order.append("name"), name(*paths)))
    answers.put("03/lag", answer=1)
    assert order == ["content", "name"]


GOOD = '{"stdplab_answers": 1, "entries": {"03/lag": {"answer": 7}, '


@pytest.mark.parametrize(
    ("content", "why", "left"),
    [
        ("", "is not JSON", 0),
        ("{'", "is not JSON", 0),
        (b"\xff\xfe\x00\xd8", "is not JSON", 0),
        ("9" * 5000, "is not JSON", 0),
        ("[" * 100_000, "nested too deeply", 0),
        ("[1]", "is no JSON object", 0),
        ('{"cells": []}', "is not a file of answers", 0),
        ('{"stdplab_answers": "one"}', "is not a file of answers", 0),
        ('{"stdplab_answers": 1, "learner": 5}', "name is no short text", 0),
        ('{"stdplab_answers": 1, "entries": [1]}', "the entries are no object", 0),
        ('{"stdplab_answers": 1, "more": 1}', "has no place for 'more'", 0),
        (GOOD + '"03/x": 1}}', "03/x has to be an object", 1),
        (GOOD + '"03/x": {"a": {"b": 1}}}}', "'a' of 03/x has to be", 1),
        (GOOD + '"03/x": {"a": [[1]]}}}', "'a' of 03/x has to be", 1),
        (GOOD + '"03/x": {"a": NaN}}}', "'a' of 03/x has to be", 1),
        (GOOD + '"x": {}, "y": {}}}', "'x' is no key.*and 1 things more", 1),
        (GOOD + '"03/x": {"a": "' + "a" * 5000 + '"}}}', "longer than 4000", 1),
        (" " * (sidefile.LARGEST + 1), "larger than", 0),
    ],
    ids=range(18),
)
def test_a_damaged_file_is_set_aside_and_work_goes_on(answers, tmp_path, content, why, left):
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / NAME).write_bytes(data)
    (tmp_path / "stdplab-answers.damaged-1.json").write_text("an earlier one")
    assert len(answers.entries()) == left
    assert re.search(why, answers.notice)
    assert "a copy of it is stdplab-answers.damaged-2.json" in answers.notice
    assert (tmp_path / "stdplab-answers.damaged-2.json").read_bytes() == data
    assert (tmp_path / "stdplab-answers.damaged-1.json").read_text() == "an earlier one"
    answers.put("04/sum", answer=1)
    again = Answers(tmp_path)
    assert (len(again.entries()), again.notice) == (left + 1, "")
    assert not (tmp_path / "stdplab-answers.damaged-3.json").exists()


def test_a_put_sets_a_damaged_file_aside_too(answers, tmp_path):
    (tmp_path / NAME).write_text("{")
    answers.put("03/lag", answer=1)
    assert (tmp_path / "stdplab-answers.damaged-1.json").read_text() == "{"
    assert "damaged-1" in answers.notice


def test_entries_beyond_the_limit_are_left_aside(answers, tmp_path):
    many = {f"03/{i}": {"a": i} for i in range(sidefile.MOST + 1)}
    (tmp_path / NAME).write_text(json.dumps({"stdplab_answers": 1, "entries": many}))
    assert len(answers.entries()) == sidefile.MOST
    assert "more than 500 entries" in answers.notice
    with pytest.raises(ValueError, match="is full: forget a notebook's answers"):
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


def test_a_file_that_cannot_be_read_is_named(answers, tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(OSError, match=r"stdplab-answers\.json cannot be read \("):
        answers.entries()
    with pytest.raises(OSError, match=r"stdplab-answers\.json cannot be written \("):
        answers.put("03/lag", answer=1)


def test_a_folder_that_is_gone_is_named(tmp_path):
    with pytest.raises(OSError, match=r"gone.stdplab-answers\.json cannot be written \("):
        Answers(tmp_path / "gone").put("03/lag", answer=1)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("lag", 1, "'lag' is no key: write the notebook's number / item, as 03/lag"),
        ("../../lag", 1, "is no key"),
        ("03/lag\n", 1, "is no key"),
        ("03/lag", {"a": 1}, "'answer' of 03/lag has to be true, false, None, a finite number"),
        ("03/lag", [[1]], "'answer' of 03/lag has to be"),
        ("03/lag", [True], "'answer' of 03/lag has to be"),
        ("03/lag", ["a" * 201], "'answer' of 03/lag has to be"),
        ("03/lag", [float("inf")], "'answer' of 03/lag has to be"),
        ("03/lag", float("nan"), "'answer' of 03/lag has to be"),
        ("03/lag", b"bytes", "'answer' of 03/lag has to be"),
        ("03/lag", "a" * 4000, "03/lag is longer than 4000 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_anything_happens(
    answers, tmp_path, key, value, sentence
):
    with pytest.raises(ValueError, match=sentence):
        answers.put(key, answer=value)
    assert not list(tmp_path.iterdir())
    assert answers.entries() == {}


def test_an_entry_cannot_grow_beyond_its_limit_field_by_field(answers):
    answers.put("03/lag", one="a" * 3000)
    with pytest.raises(ValueError, match="longer than 4000"):
        answers.put("03/lag", two="a" * 3000)
    assert "two" not in answers.get("03/lag")


@pytest.mark.parametrize("name", [5, "a" * 201])
def test_a_name_is_short_text(answers, tmp_path, name):
    with pytest.raises(ValueError, match="a name is text of at most 200 characters"):
        answers.learner = name
    assert not list(tmp_path.iterdir())


def test_a_full_file_of_answers_can_be_read_again(answers, tmp_path):
    long = {"a": "€" * ((entry.LONGEST - 20) // 6)}
    held = sidefile.Held("", {f"{i:03d}{'n' * 57}/{'i' * 60}": long for i in range(sidefile.MOST)})
    sidefile.write(tmp_path / NAME, held)
    assert len(answers.entries()) == sidefile.MOST
    assert answers.notice == ""


def test_forget_clears_one_notebook_and_keeps_a_copy(answers, tmp_path):
    answers.learner = "Ann"
    for key in ("03/lag", "03/sign", "04/sum", "030/far"):
        answers.put(key, answer=1)
    before = (tmp_path / NAME).read_bytes()
    copy = answers.forget("03")
    assert copy == tmp_path / "stdplab-answers.backup-1.json"
    assert copy.read_bytes() == before
    assert set(Answers(tmp_path).entries()) == {"04/sum", "030/far"}
    assert Answers(tmp_path).learner == "Ann"
    assert answers.forget("03") is None
    assert answers.forget("04") == tmp_path / "stdplab-answers.backup-2.json"


def test_forget_forgets_what_was_only_kept_in_memory(answers, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        broken(patch, os, "replace", FULL)
        for key in ("03/lag", "04/sum"):
            with pytest.raises(OSError, match="cannot be written"):
                answers.put(key, answer=1)
    answers.forget("03")
    answers.put("05/x", answer=1)
    assert set(Answers(tmp_path).entries()) == {"04/sum", "05/x"}


def test_a_forget_that_fails_forgets_nothing(answers, tmp_path, monkeypatch):
    answers.put("03/lag", answer=1)
    broken(monkeypatch, os, "replace", FULL)
    with pytest.raises(OSError, match=r"cannot be written \(No space left on device\), make room"):
        answers.forget("03")
    assert "03/lag" in Answers(tmp_path).entries()


def test_half_a_copy_is_no_copy(tmp_path, monkeypatch):
    old = tmp_path / "a.json"
    old.write_text("all of it")
    broken(monkeypatch, os, "fsync", FULL)
    with pytest.raises(OSError, match="No space left"):
        files.keep(old, "backup")
    assert names(tmp_path) == {"a.json"}


def test_the_course_imports_neither_widgets_nor_plots():
    code = (
        "import sys, stdplab.course.answers, stdplab.course.sheet, stdplab.course.progress;"
        "print({'matplotlib', 'ipywidgets', 'anywidget', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
