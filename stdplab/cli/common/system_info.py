"""Free memory and disk space of this computer in MB, and its processor threads."""

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


def processor_threads() -> int:
    """The number of hardware threads."""
    return os.cpu_count() or 1


def free_disk_mb(folder: Path) -> int:
    """Free space on the disk of a folder."""
    return shutil.disk_usage(folder).free // MB


def free_memory_mb() -> int | None:
    """Free memory; None if the system does not report it."""
    return _macos() if sys.platform == "darwin" else _linux()


def _linux() -> int | None:
    """The memory that is available, within the limit of a container."""
    try:
        lines = dict(line.split(":") for line in MEMINFO.read_text().splitlines())
        free = int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None
    try:
        limit, used = (int((CGROUP / f"memory.{name}").read_text()) for name in ("max", "current"))
    except (OSError, ValueError):  # not a container, or one without a limit ("max")
        return free // MB
    return min(free, limit - used) // MB


def _macos() -> int | None:
    """The memory pages that are not in use."""
    try:
        output = subprocess.check_output(["/usr/bin/vm_stat"], text=True, timeout=5)
        (page_size,) = re.findall(r"page size of (\d+)", output)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    pages = re.findall(r"^Pages (?:free|inactive|speculative): +(\d+)", output, re.MULTILINE)
    return sum(map(int, pages)) * int(page_size) // MB
