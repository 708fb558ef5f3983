"""The memory that a class uses: per process, and in total."""

import statistics

import psutil

KINDS = {"jupyterhub-singleuser": "server", "ipykernel_launcher": "kernel"}
"""Words in the command lines of a learner's processes, and the kind of process."""


def parse_rollup(text):
    """Megabytes of resident and of proportional memory, from the text of smaps_rollup.

    RSS counts what processes share, such as libraries, in each of them; PSS its share.
    """
    kilobytes = {line.split()[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
    return {"rss": kilobytes["Rss:"] / 1000, "pss": kilobytes["Pss:"] / 1000}


def kind(command):
    """Which of a learner's processes has this command line, or None."""
    return next((name for word, name in KINDS.items() if word in " ".join(command)), None)


def per_process(hub):
    """The median of each kind of process below the hub, how many there are, and their sum."""
    found = {name: [] for name in KINDS.values()}
    for process in psutil.Process(hub.pid).children(recursive=True):
        try:
            if name := kind(process.cmdline()):
                with open(f"/proc/{process.pid}/smaps_rollup") as file:  # noqa: PTH123
                    found[name].append(parse_rollup(file.read()))
        except (OSError, psutil.Error):
            continue  # it has ended since it was listed
    return {name: medians(sizes) for name, sizes in found.items() if sizes}


def medians(sizes):
    """The number of processes, the median RSS and PSS, and the sum of the PSS."""
    middle = {word: statistics.median(size[word] for size in sizes) for word in ("rss", "pss")}
    return {"count": len(sizes), **middle, "sum": sum(size["pss"] for size in sizes)}


def in_use():
    """Megabytes of memory that are in use on this machine."""
    memory = psutil.virtual_memory()
    return (memory.total - memory.available) / 1e6
