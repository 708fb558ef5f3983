"""`make class-check`: a class on a JupyterHub of its own, measured, and which promise broke."""

import argparse
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from . import memory, report
from .hub import running
from .machine import ClassMachine
from .student import Student


def lesson(hub, names, drags):
    """Take a class through the lesson; gives the students and the memory on the way."""
    students = [Student(hub, name) for name in names]
    sizes = {"empty": memory.in_use()}
    begun, spent = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(len(students)) as pool:

        def all_do(step, *values):
            list(pool.map(lambda student: student.attempt(step, *values), students))

        all_do(Student.enter)
        if drags:
            all_do(Student.read)
        sizes["before"] = {**memory.per_process(hub.process), "in use": memory.in_use()}
        load = [os.getloadavg()[0]]
        worked = time.monotonic()
        all_do(Student.work, drags)
        load.append(os.getloadavg()[0])
        sizes["seconds of work"] = time.monotonic() - worked
        sizes["after"] = {**memory.per_process(hub.process), "in use": memory.in_use()}
        if drags:
            all_do(Student.come_back)
        sizes["back"] = {**memory.per_process(hub.process), "in use": memory.in_use()}
    own = (time.process_time() - spent) / (time.monotonic() - begun)
    return students, {**sizes, "load": load, "own cpu": own}


def main():
    """Run a class, print and write what was measured; gives the exit status."""
    asked = argparse.ArgumentParser(prog="python -m tests.classroom")
    asked.add_argument("--students", type=int, default=40)
    asked.add_argument("--drags", type=int, default=12, help="of each student; 0: start up only")
    asked.add_argument("--hub", default="", help="a line to add to the hub's configuration")
    asked.add_argument("--server", default="", help="the same of each student's server")
    options = asked.parse_args()
    machine = ClassMachine()
    machine.build()
    names = [f"student{number:02d}" for number in range(1, options.students + 1)]
    machine.prepare_homes(names, options.server)
    before = os.getloadavg()[0]
    with running(machine, options.hub) as hub:
        students, measured = lesson(hub, names, options.drags)
    measured["load"].insert(0, before)
    stored = report.count_stored_answers(machine.homes, students)
    results = report.summary(students, options.drags, measured, stored)
    (machine.folder / "class.json").write_text(json.dumps(results, indent=1))
    for line in report.lines(results):
        print(line)
    broken = list(report.broken(results))
    for sentence in broken:
        print(f"BROKEN: {sentence}")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
