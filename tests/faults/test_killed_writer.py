"""A process killed while it writes leaves complete files, and work can be resumed from them."""

import os
import signal
import subprocess
import sys

import pytest

from stdplab import presets, sweep
from stdplab.course.answers.store import Answers
from stdplab.networks import Training, Xor
from stdplab.sweeps.runner import SweepRunner
from tests.helpers.short_patterns import PATTERN_MS, TRAIN_SPIKES, short_patterns  # noqa: F401

STUDY = Xor.from_paper("MSTDP", code="temporal", seeds=1, epochs=400)
GRID = {"onset[1]": tuple(range(50, 90))}  # each a run of its own

KILLED = """
import os, signal, sys
work, folder, stage, last = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
done = 0

def deadly(name, left):
    real = getattr(os, name)
    def call(*given):
        nonlocal left
        if done == last:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
        return real(*given)
    setattr(os, name, call)

name, _, later = stage.partition(" ")
if name != "anywhere":
    deadly(name, int(later or 0))

def tell():
    global done
    done += 1
    print(done, flush=True)

if work == "answers":
    from stdplab.course.answers.store import Answers
    answers = Answers(folder)
    for i in range(400):
        answers.put(f"03/{i}", value=i, text="a" * 3000)
        tell()
elif work == "checkpoint":
    from stdplab.networks import Training, Xor, xor_network
    xor_network.PATTERN_MS, xor_network.TRAIN_SPIKES = map(int, sys.argv[5:])
    training = Training(Xor.from_paper("MSTDP", code="temporal", seeds=1, epochs=400))
    while not training.done:
        training.advance()
        training.save(os.path.join(folder, "a.npz"))
        tell()
else:
    from stdplab import presets, sweep
    grid = {"onset[1]": tuple(range(50, 90))}
    sweep(presets.FLORIAN_2007, grid, folder=folder, chunk=1, on_progress=lambda _runner: tell())
"""


def killed(work, folder, stage, last):
    """Run another program until it is killed; return how many steps it had finished."""
    numbers = map(str, (last, PATTERN_MS, TRAIN_SPIKES))
    command = [sys.executable, "-c", KILLED, work, str(folder), stage, *numbers]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    count = 0
    for line in process.stdout:
        count = int(line)
        if stage == "anywhere" and count == last:
            process.kill()  # wherever it is by now
    process.stdout.close()
    assert process.wait(60) == -signal.SIGKILL
    return count


stages = pytest.mark.parametrize("stage", ["fsync", "replace", "anywhere"])
posix = pytest.mark.skipif(os.name != "posix", reason="no other system has SIGKILL")


@posix
@stages
@pytest.mark.parametrize("last", [1, 20])
def test_killed_while_an_answer_is_put(tmp_path, stage, last):
    count = killed("answers", tmp_path, stage, last)
    answers = Answers(tmp_path)
    held = answers.entries()
    assert answers.notice == ""
    assert [held[f"03/{i}"]["value"] for i in range(count)] == list(range(count))
    answers.put("04/x", answer=1)  # its lock died with it
    assert len(Answers(tmp_path).entries()) == len(held) + 1


@posix
@stages
def test_killed_while_a_training_is_saved(tmp_path, stage):
    count = killed("checkpoint", tmp_path, stage, 2)
    training = Training.load(tmp_path / "a.npz")
    assert training.study == STUDY
    assert training.epoch >= count == 2
    whole = Training(STUDY)
    for _ in range(training.epoch):
        whole.advance()
    for name, value in whole.network.tensors().items():
        assert (training.network.tensors()[name] == value).all()
    training.save(tmp_path / "a.npz")


@posix
@pytest.mark.parametrize("stage", ["fsync", "replace", "fsync 1", "replace 1", "anywhere"])
@pytest.mark.filterwarnings("error")
def test_killed_while_a_sweep_keeps_a_chunk(tmp_path, stage):
    count = killed("sweep", tmp_path, stage, 5)
    running = SweepRunner(presets.FLORIAN_2007, GRID, folder=tmp_path, chunk=1)
    assert running.done >= count - 1  # the last one is told before it is on the disk
    for _ in running:
        pass
    assert running.sweep == sweep(presets.FLORIAN_2007, GRID)
