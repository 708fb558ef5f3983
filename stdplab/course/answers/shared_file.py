"""The answers file on the disk, which several programs read and write, and which may be damaged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import file_format, file_lock
from .backup import numbered_copy
from .file_format import AnswersFile

LOCK_NAME = ".stdplab-answers.lock"


class SharedFile:
    """An answers file.

    ``notice`` is empty, or says that the file was damaged and where its copy is. A thread holds
    ``lock`` while it changes the file: the callbacks of a notebook run in several threads.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.notice, self.lock = path, "", threading.Lock()

    def read(self) -> AnswersFile:
        """Return the content; a damaged file is first copied and repaired, if possible."""
        try:
            content = file_format.read(self.path)
        except OSError as error:
            raise OSError(f"Could not read {self.path}: {_reason(error)}.") from None
        if content.damage:
            try:
                with self.lock, self.locked() as content:
                    file_format.write(self.path, content)
            except OSError as error:
                self.notice = f"{self.path.name} is damaged ({content.damage}). {error}"
        return content

    @contextmanager
    def locked(self) -> Iterator[AnswersFile]:
        """Lock the file and yield its content; an OSError inside says what to do."""
        try:
            with file_lock.locked(self.path.with_name(LOCK_NAME)):
                content = file_format.read(self.path)
                if content.damage:
                    copy = numbered_copy(self.path, "damaged")
                    self.notice = (
                        f"{self.path.name} was damaged ({content.damage}). It was copied to "
                        f"{copy.name}; the answers that could be read are kept."
                    )
                yield content
        except OSError as error:
            raise OSError(
                f"Could not write {self.path}: {_reason(error)}. Free disk space or check the "
                "permissions."
            ) from None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
