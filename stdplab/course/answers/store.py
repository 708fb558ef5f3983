"""A learner's answers, stored in a file beside the notebooks: they outlive kernel and page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...core.support.limits import MAX_ENTRIES, MAX_NAME_CHARS
from ...core.support.short_repr import quoted
from . import file_format
from .backup import numbered_copy
from .entry import Entry, validated
from .shared_file import SharedFile


def utc_now() -> str:
    """The time in UTC as ISO 8601, for readers of the file; nothing depends on it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Answers:
    """The answers of one learner, stored in ``stdplab-answers.json`` in a folder.

    Several browser tabs and kernels may write at the same time: each key keeps the fields that
    were put last. A change that the disk refuses is kept in memory and written with the next
    `put` that succeeds. A damaged file is copied first, and the answers that can be read are kept.

    Parameters
    ----------
    folder : pathlib.Path or str, optional
        The folder of the answers file; the current working folder if omitted.

    Attributes
    ----------
    path : pathlib.Path
        The answers file. It need not exist yet.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     answers = Answers(folder)
    ...     answers.put("03/lag", answer="falls", done=True)
    ...     answers.get("03/lag")["answer"]
    'falls'
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.path = Path(folder or Path.cwd()).absolute() / file_format.FILE_NAME
        self._disk = SharedFile(self.path)
        self._unsaved: dict[str, Entry] = {}
        self._unsaved_name: str | None = None

    @property
    def notice(self) -> str:
        """Empty, or a sentence that says that the file was damaged and where its copy is."""
        return self._disk.notice

    @property
    def learner(self) -> str:
        """The learner's name, "" until it is set."""
        return self._disk.read().learner if self._unsaved_name is None else self._unsaved_name

    @learner.setter
    def learner(self, name: str) -> None:
        if not isinstance(name, str) or len(name) > MAX_NAME_CHARS:
            raise ValueError(
                f"learner must be a text of at most {MAX_NAME_CHARS} characters, got {quoted(name)}"
            )
        with self._disk.lock:
            self._save(self._unsaved, name)

    def get(self, key: str) -> Entry | None:
        """Return one entry.

        Parameters
        ----------
        key : str
            Notebook and item, such as "03/lag".

        Returns
        -------
        dict or None
            The fields of the entry by name; None if there is no entry under this key.
        """
        return self.entries().get(key)

    def entries(self) -> dict[str, Entry]:
        """Return every entry by its key, as the file has them now.

        Returns
        -------
        dict
            The fields of each entry by key, such as ``{"03/lag": {"answer": "falls"}}``.

        Raises
        ------
        ValueError
            If a newer version of stdplab wrote the file.
        OSError
            If the file cannot be read.
        """
        return _merged(self._disk.read().entries, self._unsaved)

    def put(self, key: str, **fields: Any) -> None:
        """Set fields of an entry, and its time stamp "at". Other fields of the entry stay.

        Parameters
        ----------
        key : str
            Notebook and item, such as "03/lag".
        **fields : bool, int, float, str, list or None
            The values by name: finite numbers, texts, or lists of numbers and short texts.

        Raises
        ------
        ValueError
            If the key is not valid, a value cannot be stored, or the file is full.
        OSError
            If the file cannot be written; the fields are then kept in memory for the next `put`.
        """
        entry = validated(key, {**fields, "at": utc_now()})
        with self._disk.lock:
            self._save(_merged(self._unsaved, {key: entry}), self._unsaved_name)

    def forget(self, notebook: str) -> Path | None:
        """Remove the entries of a notebook.

        Parameters
        ----------
        notebook : str
            The number of the notebook, such as "03".

        Returns
        -------
        pathlib.Path or None
            A copy of the file as it was before; None if there was nothing to remove.

        Raises
        ------
        OSError
            If the file cannot be written; nothing is removed then.
        """
        with self._disk.lock, self._disk.locked() as content:
            remaining, copy = _without(content.entries, notebook), None
            if remaining != content.entries:
                copy = numbered_copy(self.path, "backup")
                content.entries = remaining
                file_format.write(self.path, content)
            self._unsaved = _without(self._unsaved, notebook)
            return copy

    def _save(self, unsaved: dict[str, Entry], name: str | None) -> None:
        try:
            with self._disk.locked() as content:
                content.entries = _merged(content.entries, unsaved)
                for key in unsaved:
                    validated(key, content.entries[key])  # together with the fields in the file
                if len(content.entries) > MAX_ENTRIES:
                    raise ValueError(
                        f"{self.path.name} is full ({MAX_ENTRIES} entries): remove "
                        'those of a notebook, such as answers.forget("03")'
                    )
                content.learner = content.learner if name is None else name
                file_format.write(self.path, content)
        except OSError as error:
            self._unsaved, self._unsaved_name = unsaved, name
            raise OSError(
                f"{error} The answer is kept in memory and written with the next one."
            ) from None
        self._unsaved, self._unsaved_name = {}, None


def _merged(entries: Mapping[str, Entry], changes: Mapping[str, Entry]) -> dict[str, Entry]:
    merged = {key: {**entries.get(key, {}), **fields} for key, fields in changes.items()}
    return {**entries, **merged}


def _without(entries: Mapping[str, Entry], notebook: str) -> dict[str, Entry]:
    return {key: entry for key, entry in entries.items() if key.split("/")[0] != notebook}
