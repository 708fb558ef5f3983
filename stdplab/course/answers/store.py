"""What a learner answered, in a side file beside the notebooks: it outlives kernel and page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import backup, file_format
from .entry import Entry, check
from .file_lock import locked

LOCK = ".stdplab-answers.lock"


def now() -> str:
    """The time in UTC, as ISO 8601 writes it; a mark for readers, nothing is decided by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Answers:
    """The answers in ``folder`` (the current one), in the file stdplab-answers.json.

    path      where they are
    notice    "", or a sentence: the file was damaged, and where its copy is

    Tabs and kernels may write at the same time, each key keeps what was put last. What the disk
    does not take is kept here and written with the next `put` that works.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.path = Path(folder or Path.cwd()).absolute() / file_format.NAME
        self.notice = ""
        self._kept: dict[str, Entry] = {}
        self._name: str | None = None
        self._turn = threading.Lock()  # the callbacks of a notebook run in several threads

    @property
    def learner(self) -> str:
        """The learner's name, "" until it is set."""
        return self._read().learner if self._name is None else self._name

    @learner.setter
    def learner(self, name: str) -> None:
        if not isinstance(name, str) or len(name) > file_format.LONGEST_NAME:
            raise ValueError(f"a name is text of at most {file_format.LONGEST_NAME} characters")
        with self._turn:
            self._write(self._kept, name)

    def get(self, key: str) -> Entry | None:
        """The entry of a key such as "03/lag", None when there is none."""
        return self.entries().get(key)

    def entries(self) -> dict[str, Entry]:
        """Every entry by its key, as the file has them now."""
        return _merged(self._read().entries, self._kept)

    def put(self, key: str, **fields: Any) -> None:
        """Set these fields of an entry, and its "at".

        ValueError when a value cannot be kept; OSError when it is kept in memory only, for now.
        """
        entry = check(key, {**fields, "at": now()})
        with self._turn:
            self._write(_merged(self._kept, {key: entry}), self._name)

    def forget(self, notebook: str) -> Path | None:
        """Remove the entries of a notebook such as "03"; returns the copy of the file before."""
        with self._turn, self._file() as held:
            left, copy = _without(held.entries, notebook), None
            if left != held.entries:
                copy = backup.keep(self.path, "backup")
                held.entries = left
                file_format.write(self.path, held)
            self._kept = _without(self._kept, notebook)
            return copy

    def _write(self, kept: dict[str, Entry], name: str | None) -> None:
        try:
            with self._file() as held:
                held.entries = _merged(held.entries, kept)
                for key in kept:
                    check(key, held.entries[key])  # together with what stood there
                if len(held.entries) > file_format.MOST:
                    raise ValueError(f"{self.path.name} is full: forget a notebook's answers")
                held.learner = held.learner if name is None else name
                file_format.write(self.path, held)
        except OSError as error:
            self._kept, self._name = kept, name
            raise OSError(f"{error}: the answer is kept and written with the next one") from None
        self._kept, self._name = {}, None

    def _read(self) -> file_format.Held:
        """What the file holds; a damaged one is set aside first, where the disk lets it be."""
        try:
            held = file_format.read(self.path)
        except OSError as error:
            raise OSError(f"{self.path} cannot be read ({_reason(error)})") from None
        if held.damage:
            try:
                with self._turn, self._file() as held:
                    file_format.write(self.path, held)
            except OSError as error:
                self.notice = f"{self.path.name} is damaged ({held.damage}) and stays: {error}"
        return held

    @contextmanager
    def _file(self) -> Iterator[file_format.Held]:
        """Hold the file: what it holds, whole; an OSError inside becomes a sentence."""
        try:
            with locked(self.path.with_name(LOCK)):
                held = file_format.read(self.path)
                if held.damage:
                    copy = backup.keep(self.path, "damaged")
                    self.notice = (
                        f"{self.path.name} was damaged ({held.damage}): a copy of it is "
                        f"{copy.name}, and work goes on with what could be read"
                    )
                yield held
        except OSError as error:
            raise OSError(
                f"{self.path} cannot be written ({_reason(error)}), make room or ask for permission"
            ) from None


def _merged(entries: Mapping[str, Entry], more: Mapping[str, Entry]) -> dict[str, Entry]:
    return {**entries, **{key: {**entries.get(key, {}), **more[key]} for key in more}}


def _without(entries: Mapping[str, Entry], notebook: str) -> dict[str, Entry]:
    return {key: entry for key, entry in entries.items() if key.split("/")[0] != notebook}


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
