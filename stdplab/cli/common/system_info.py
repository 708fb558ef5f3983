"""What this machine has free, in MB, as far as it tells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

MB = 1_000_000
MEMINFO = Path("/proc/meminfo")
CGROUP = Path("/sys/fs/cgroup")


def cores() -> int:
    """The processor's threads."""
    return os.cpu_count() or 1


def disk(folder: Path) -> int:
    """Free on the disk that a folder is on."""
    return shutil.disk_usage(folder).free // MB


def memory() -> int | None:
    """Free memory; None where nobody says."""
    return _macos() if sys.platform == "darwin" else _linux()


def _linux() -> int | None:
    """What the system could give, within what a container allows."""
    try:
        lines = dict(line.split(":") for line in MEMINFO.read_text().splitlines())
        free = int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None
    try:
        limit, used = (int((CGROUP / f"memory.{word}").read_text()) for word in ("max", "current"))
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return free // MB
    return min(free, limit - used) // MB


def _macos() -> int | None:
    """The pages that nothing uses at present."""
    try:
        told = subprocess.check_output(["/usr/bin/vm_stat"], text=True, timeout=5)
        (page,) = re.findall(r"page size of (\d+)", told)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    pages = re.findall(r"^Pages (?:free|inactive|speculative): +(\d+)", told, re.MULTILINE)
    return sum(map(int, pages)) * int(page) // MB
