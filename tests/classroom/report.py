"""What a class measured: a table, and a sentence for each goal that was missed."""

import statistics
import time

from stdplab.course.classroom.collect import collect

from ..bench.frames import percentiles
from . import give_answers

SLOWEST = 0.150
"""Seconds: the 95th percentile of what the kernel computes for a drag."""
LARGEST = 200
"""Megabytes of a learner who drags, server and kernel, shared libraries in proportion."""


def kept(homes, students):
    """How many answers that were given are in the learners' files, as the teacher collects them."""
    files = {found.owner: found.entries for found in collect(homes)}
    return sum(
        files[student.name].get(key, {}).get("answer") == answer
        for student in students
        for key, answer in student.given.items()
    )


def summary(students, drags, measured, answers_kept):
    """All numbers of a class, as they are written to the file."""
    trips = {}
    for student in students:
        for what, seconds in student.trips.items():
            trips.setdefault(what, []).extend(seconds)
    times = {}
    for student in students:
        for what, seconds in student.times.items():
            times.setdefault(what, []).append(seconds)
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "students": len(students),
        "drags": drags,
        "interactions": {what: interaction(values) for what, values in trips.items()},
        "times": {w: {"p50": statistics.median(v), "max": max(v)} for w, v in times.items()},
        "refused": [words for student in students for words in student.refused],
        "troubles": [f"{s.name}: {s.trouble}" for s in students if s.trouble],
        "answers": {
            "given": sum(len(student.given) for student in students),
            "kept": answers_kept,
            "found again": sum(len(student.found) for student in students),
        },
        "memory": measured,
    }


def interaction(seconds):
    """The percentiles of what was answered, and how many were not."""
    answered = [value for value in seconds if value is not None]
    middle, most = percentiles(answered) if len(answered) > 1 else (None, None)
    return {"count": len(seconds), "lost": len(seconds) - len(answered), "p50": middle, "p95": most}


def lines(told):
    """The table."""
    sizes = told["memory"]
    load = ", ".join(f"{value:.1f}" for value in sizes["load"])
    yield f"{told['students']} students, load at begin, before and after the drags {load}"
    for what, took in told["interactions"].items():
        words = ", ".join(f"{name} {milliseconds(took[name])}" for name in ("p50", "p95"))
        yield row(f"{what}, {took['count']} times", f"{words}, lost {took['lost']}")
    for what, took in told["times"].items():
        yield row(f"time to {what}", f"p50 {took['p50']:.1f} s, longest {took['max']:.1f} s")
    yield row("logins refused", len(told["refused"]))
    yield row("answers", ", ".join(f"{what} {n}" for what, n in told["answers"].items()))
    for when in ("before", "after", "back"):
        for kind in ("server", "kernel"):
            if size := sizes[when].get(kind):
                words = f"RSS {size['rss']:.0f} MB, PSS {size['pss']:.0f} MB"
                yield row(f"{kind}, {when}", f"{words}, {size['count']} of them")
        grown = sizes[when]["in use"] - sizes["empty"]
        each = grown / told["students"]
        yield row(f"in use, {when}", f"{grown:.0f} MB more than without a class, {each:.0f} each")
    yield row("the students' own work", f"{100 * sizes['own cpu']:.0f} % of a core")


def milliseconds(seconds):
    """A time in words; there is none where nothing was answered."""
    return "none" if seconds is None else f"{1000 * seconds:.0f} ms"


def row(what, value):
    """A line of the table."""
    return f"{what:<32}{value}"


def broken(told):
    """A sentence for each goal that this class missed."""
    yield from told["troubles"]
    if told["refused"]:
        yield f"{len(told['refused'])} logins were refused, the first with: {told['refused'][0]}"
    if told["drags"]:
        yield from missed(told)


def missed(told):
    """The same of what comes after the start."""
    for what in ("slider", "spike"):
        took = told["interactions"].get(what, interaction([]))
        if took["lost"] or not took["p95"] or took["p95"] > SLOWEST:
            words = f"p95 {took['p95']} s, {took['lost']} lost"
            yield f"{what}: {words}; at most {SLOWEST} s and none."
    answers = told["answers"]
    asked = len(give_answers.ALL) * told["students"]
    if set(answers.values()) != {asked}:
        yield f"of {asked} answers: {answers}."
    sizes = [size for size in told["memory"]["after"].values() if isinstance(size, dict)]
    each = sum(size["pss"] for size in sizes)
    if each > LARGEST:
        yield f"a learner takes {each:.0f} MB, more than {LARGEST}."
