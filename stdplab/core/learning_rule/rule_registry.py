"""The registry of rules: those that this process has defined, and those of installed packages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar
from warnings import warn

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = TypeVar("Kind", bound=type)

GROUP = "stdplab.rules"
"""The group of entry points in which a package declares its rules."""


_closed = ContextVar("closed", default=False)


class RuleRegistry(dict[str, Kind]):
    """Rule classes by name; a class of the same name replaces the former.

    The rules of installed packages are found late: when a name is unknown here, or when all names
    are asked for. A lookup of a known name costs nothing more.

    Attributes
    ----------
    problems : list of str
        One sentence for each rule file or entry point that was skipped.
    """

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []
        self._searched = False

    def __missing__(self, name: str) -> Kind:
        self.find_installed()
        if super().__contains__(name):
            return super().__getitem__(name)
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if not super().__contains__(name):
            self.find_installed()
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The rule called ``name``, or ``default``."""
        return self[name] if name in self else default  # noqa: SIM401 - dict.get asks no package

    def __iter__(self) -> Iterator[str]:
        self.find_installed()
        return super().__iter__()

    def __len__(self) -> int:
        self.find_installed()
        return super().__len__()

    def keys(self) -> Any:
        """All names."""
        self.find_installed()
        return super().keys()

    def values(self) -> Any:
        """All rule classes."""
        self.find_installed()
        return super().values()

    def items(self) -> Any:
        """All names with their classes."""
        self.find_installed()
        return super().items()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self)})"

    def find_installed(self) -> None:
        """Import the rules that installed packages declare, once in a process."""
        if self._searched:
            return
        self._searched = True
        from importlib.metadata import entry_points  # noqa: PLC0415 - it costs more than a rule

        declared: list[EntryPoint] = []
        self.add_from("The list of packages", lambda: declared.extend(entry_points(group=GROUP)))
        for entry in declared:
            package = entry.dist.name if entry.dist else "an installed package"
            source = f"The entry point {entry.name} = {entry.value} of {package}"
            self.add_from(source, entry.load, is_rule=True)

    def add_from(self, source: str, load: Callable[[], object], *, is_rule: bool = False) -> None:
        """Call ``load``, which defines rules; skip and name a ``source`` that is broken.

        ``source`` begins the sentence that names it. With ``is_rule``, ``load`` must return a
        registered class. A name that has a rule keeps it.
        """
        before = self._defined()
        try:
            loaded = load()
            self._check_names(before)
            if is_rule:
                self._check_registered(loaded)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's file may raise anything
            self._put_back(before)
            problem = f"{source} is skipped ({type(error).__name__}: {error}). Repair or remove it."
            self.problems.append(problem)
            warn(problem, stacklevel=2)

    def _check_names(self, before: dict[str, Kind]) -> None:
        """Raise ValueError when a rule that was there before has been replaced."""
        for name, kind in before.items():
            if self._defined().get(name) is not kind:
                raise ValueError(f"there is a rule {name} already, use another name")

    def _check_registered(self, loaded: object) -> None:
        """Raise TypeError unless this is a class in the registry."""
        if not any(loaded is kind for kind in self._defined().values()):
            raise TypeError(f"{loaded!r} is not a rule class with a step")

    def add(self, kind: Kind) -> None:
        """Register a class, if the registry is open."""
        if not _closed.get():
            self[kind.__name__] = kind

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Register no class that this thread makes in this context.

        Another process may send an object of a class that its notebook defines. That class belongs
        to its sender, and may have the name of a rule here.
        """
        token = _closed.set(True)
        try:
            yield
        finally:
            _closed.reset(token)

    @contextmanager
    def restored(self) -> Iterator[None]:
        """Forget at the end of this context the rules that were defined inside it."""
        self.find_installed()
        before = self._defined()
        try:
            yield
        finally:
            self._put_back(before)

    def _defined(self) -> dict[str, Kind]:
        """A copy of what is registered now, without a search."""
        return dict(super().items())

    def _put_back(self, before: dict[str, Kind]) -> None:
        self.clear()
        self.update(before)
