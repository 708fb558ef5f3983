"""Find a Chromium to test in, or install one, or fail in words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")

ARGUMENTS = [
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
"""The browser talks to nobody but the server under test."""


def runs(path):
    """Whether there is a browser at ``path`` that starts."""
    if not path or not Path(path).exists():
        return False
    command = [path, "--version"]
    return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def install(own_path):
    """Install a browser: Playwright's, else Debian's; the path of one that runs, or None."""
    playwright = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    attempts = [(playwright, own_path)]
    if shutil.which("apt-get"):
        attempts += [
            (["apt-get", "update"], None),
            (["apt-get", "install", "-y", "chromium"], "/usr/bin/chromium"),
        ]
    for command, path in attempts:
        sys.stderr.write(f"Installing a browser for the tests: {' '.join(command)}\n")
        subprocess.run(command, capture_output=True, timeout=900, check=False)
        for found in filter(None, (path, own_shell(own_path))):
            if runs(found):
                return found
    return None


def own_shell(own_path):
    """Playwright's headless shell, which lies beside the full browser's folder."""
    shells = sorted(Path(own_path).parents[2].glob("chromium_headless_shell-*/*/*headless*shell*"))
    return str(shells[-1]) if shells else None


def find(playwright):
    """The browser to use: $STDPLAB_CHROMIUM, Playwright's own, the system's, or a new one."""
    chosen = os.environ.get("STDPLAB_CHROMIUM")
    if chosen:
        if runs(chosen):
            return chosen
        raise RuntimeError(f"STDPLAB_CHROMIUM is {chosen}, and no browser starts there")
    own_path = playwright.chromium.executable_path  # where it would be
    for path in (own_path, own_shell(own_path), *map(shutil.which, SYSTEM)):
        if runs(path):
            return path
    found = install(own_path)
    if not found:
        raise RuntimeError(
            "no Chromium was found and none could be installed: "
            "install one and set STDPLAB_CHROMIUM to its path"
        )
    return found
