"""An answers file in tests: its name, the visible files beside it, a disk that refuses."""

import errno

NAME = "stdplab-answers.json"
FULL = OSError(errno.ENOSPC, "No space left on device")
FORBIDDEN = PermissionError(errno.EACCES, "Permission denied")


def names(folder):
    return {path.name for path in folder.iterdir() if path.name[0] != "."}


def broken(monkeypatch, where, name, error):
    def refuse(*_arguments, **_options):
        raise error

    monkeypatch.setattr(where, name, refuse)
