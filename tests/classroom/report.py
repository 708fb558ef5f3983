"""The results of a class as a table, and a sentence for each goal that it missed."""

import statistics
import time

from stdplab.course.classroom.collect import collect

from ..bench.frames import percentiles
from . import give_answers

MAX_LATENCY_S = 0.150
"""For the 95th percentile of the times that the kernel takes to answer a drag."""
MAX_MEMORY_MB = 200
"""Of a learner who drags: server and kernel, with a proportional part of shared libraries."""


def count_stored_answers(homes, students):
    """How many of the given answers are in the learners' files, as the teacher collects them."""
    files = {file.owner: file.entries for file in collect(homes)}
    return sum(
        files[student.name].get(key, {}).get("answer") == answer
        for student in students
        for key, answer in student.given.items()
    )


def summary(students, drags, measured, answers_kept):
    """All results of a class, as they are written to the file."""
    round_trips = {}
    for student in students:
        for what, seconds in student.round_trips.items():
            round_trips.setdefault(what, []).extend(seconds)
    times = {}
    for student in students:
        for what, seconds in student.times.items():
            times.setdefault(what, []).append(seconds)
    return {
        "when": time.strftime("%Y-%m-%d %H:%M"),
        "students": len(students),
        "drags": drags,
        "interactions": {what: interaction(values) for what, values in round_trips.items()},
        "times": {w: {"p50": statistics.median(v), "max": max(v)} for w, v in times.items()},
        "refused": [words for student in students for words in student.refused],
        "troubles": [f"{s.name}: {s.failure}" for s in students if s.failure],
        "answers": {
            "given": sum(len(student.given) for student in students),
            "kept": answers_kept,
            "found again": sum(len(student.found) for student in students),
        },
        "memory": measured,
    }


def interaction(seconds):
    """Percentiles of the reply times, and how many replies never came."""
    answered = [value for value in seconds if value is not None]
    p50, p95 = percentiles(answered) if len(answered) > 1 else (None, None)
    return {"count": len(seconds), "lost": len(seconds) - len(answered), "p50": p50, "p95": p95}


def lines(results):
    """The table."""
    sizes = results["memory"]
    load = ", ".join(f"{value:.1f}" for value in sizes["load"])
    yield f"{results['students']} students, load at begin, before and after the drags {load}"
    for what, took in results["interactions"].items():
        words = ", ".join(f"{name} {milliseconds(took[name])}" for name in ("p50", "p95"))
        yield row(f"{what}, {took['count']} times", f"{words}, lost {took['lost']}")
    for what, took in results["times"].items():
        yield row(f"time to {what}", f"p50 {took['p50']:.1f} s, longest {took['max']:.1f} s")
    yield row("logins refused", len(results["refused"]))
    yield row("answers", ", ".join(f"{what} {n}" for what, n in results["answers"].items()))
    for when in ("before", "after", "back"):
        for kind in ("server", "kernel"):
            if size := sizes[when].get(kind):
                words = f"RSS {size['rss']:.0f} MB, PSS {size['pss']:.0f} MB"
                yield row(f"{kind}, {when}", f"{words}, {size['count']} of them")
        grown = sizes[when]["in use"] - sizes["empty"]
        each = grown / results["students"]
        yield row(f"in use, {when}", f"{grown:.0f} MB more than without a class, {each:.0f} each")
    yield row("the students' own work", f"{100 * sizes['own cpu']:.0f} % of a core")


def milliseconds(seconds):
    """A time as text; "none" if there was no reply."""
    return "none" if seconds is None else f"{1000 * seconds:.0f} ms"


def row(what, value):
    """A line of the table."""
    return f"{what:<32}{value}"


def broken(results):
    """A sentence for each goal that this class missed."""
    yield from results["troubles"]
    if results["refused"]:
        count, first = len(results["refused"]), results["refused"][0]
        yield f"{count} logins were refused, the first with: {first}"
    if results["drags"]:
        yield from missed_goals(results)


def missed_goals(results):
    """A sentence for each goal that was missed after the start."""
    for what in ("slider", "spike"):
        took = results["interactions"].get(what, interaction([]))
        if took["lost"] or not took["p95"] or took["p95"] > MAX_LATENCY_S:
            words = f"p95 {took['p95']} s, {took['lost']} lost"
            yield f"{what}: {words}; at most {MAX_LATENCY_S} s and none."
    answers = results["answers"]
    asked = len(give_answers.ALL_ANSWERS) * results["students"]
    if set(answers.values()) != {asked}:
        yield f"of {asked} answers: {answers}."
    sizes = [size for size in results["memory"]["after"].values() if isinstance(size, dict)]
    each = sum(size["pss"] for size in sizes)
    if each > MAX_MEMORY_MB:
        yield f"a learner takes {each:.0f} MB, more than {MAX_MEMORY_MB}."
