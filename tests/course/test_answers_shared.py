"""Two tabs, two threads, a lock: writing at the same time loses nothing."""

import errno
import os
import subprocess
import sys
import threading
import time

import pytest

from stdplab.course.answers import file_lock
from stdplab.course.answers.store import Answers

from .answers_files import FULL, NAME, names


def start(code, folder):
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


WRITER = """
import sys
from stdplab.course.answers.store import Answers
answers = Answers(sys.argv[1])
for i in range(40):
    answers.put(f"{NAME}/{i}", value=i)
"""


def test_two_processes_writing_at_once_lose_nothing(tmp_path):
    writers = [start(f"NAME = {name!r}{WRITER}", tmp_path) for name in ("03", "04")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    stored = Answers(tmp_path).entries()
    expected = {(f"{name}/{i}", i) for name in ("03", "04") for i in range(40)}
    assert {(key, value["value"]) for key, value in stored.items()} == expected
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
from stdplab.course.answers.file_lock import locked
with locked(Path(sys.argv[1]) / ".stdplab-answers.lock"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_waited_for_and_one_of_a_dead_process_is_not(answers, tmp_path, monkeypatch):
    monkeypatch.setattr(file_lock, "TIMEOUT_S", 0.1)
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
    def unsupported(_file):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(file_lock, "_try_lock", unsupported)
    answers.put("03/lag", answer=1)
    assert "03/lag" in Answers(tmp_path).entries()


def test_two_threads_that_fail_at_once_both_keep_their_answer(answers, monkeypatch):
    failing = threading.Event()

    def fail(*_paths):
        failing.set()
        time.sleep(0.2)  # the other thread comes to the lock meanwhile
        raise FULL

    def put(key):
        with pytest.raises(OSError, match="Could not write"):
            answers.put(key, answer=1)

    monkeypatch.setattr(os, "replace", fail)
    threads = [threading.Thread(target=put, args=(key,)) for key in ("03/lag", "04/sum")]
    threads[0].start()
    assert failing.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join()
    assert set(answers.entries()) == {"03/lag", "04/sum"}
