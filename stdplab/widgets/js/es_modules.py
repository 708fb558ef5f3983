"""Read ES modules: what each imports and exports, and its code without either."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .comments import without_comments

if TYPE_CHECKING:
    from pathlib import Path

# Each begins with a line's end, which is found much faster than a line's beginning.
_IMPORT = re.compile(r'\nimport (?:\{([^{}]*)\}|(\w+)) from "(\.{1,2}/[^"]+)\.mjs";(?=\n)')
_EXPORT = re.compile(r"\nexport (?=(?:async )?(?:function|const|class) (\w+))")
_DEFAULT_EXPORT = re.compile(r"\nexport default (?!async|function|class)")
_UNREAD = re.compile(r"\n((?:import|export)\b.*)")

DEFAULT = "default"
DEFAULT_CONSTANT = "$default"


class LinkError(Exception):
    """The modules do not fit together."""


@dataclass(frozen=True)
class Module:
    """One module.

    Parameters
    ----------
    name
        Its path below its folder, without the ending ``.mjs``.
    imports
        Imported module -> what is imported: the exported name -> the name that it has here.
    exports
        The exported names; a default export has the name ``"default"``.
    code
        The code without import statements, without the word ``export`` and without comments. A
        default export is the constant ``$default``.
    """

    name: str
    imports: dict[str, dict[str, str]]
    exports: tuple[str, ...]
    code: str


def file_name(module: str) -> str:
    """Return the name that a message gives a module's file."""
    return f"{module}.mjs"


def read_module(name: str, folder: Path) -> Module:
    """Return the module called ``name``.

    Raises
    ------
    FileNotFoundError
        When there is no such file.
    LinkError
        When the module has an import or export statement of another form than those that the
        widgets use.
    """
    text = "\n" + without_comments((folder / file_name(name)).read_text(encoding="utf-8"))
    imports: dict[str, dict[str, str]] = {}
    for listed, default, address in _IMPORT.findall(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
        names = [word.strip() for word in listed.split(",") if word.strip()]
        own_names = {DEFAULT: default} if default else {word: word for word in names}
        imports.setdefault(target, {}).update(own_names)
    exports = [*_EXPORT.findall(text), *(DEFAULT for _ in _DEFAULT_EXPORT.findall(text))]
    code = _EXPORT.sub("\n", _IMPORT.sub("", text))
    code = _DEFAULT_EXPORT.sub(f"\nconst {DEFAULT_CONSTANT} = ", code)
    if unread := _UNREAD.search(code):
        raise LinkError(
            f"{file_name(name)} has the line `{unread[1]}`, which the linker cannot read. "
            'Write `import { a, b } from "./file.mjs";` or `import a from "./file.mjs";`, and '
            "`export` before a function, const or class, or `export default` before a value."
        )
    return Module(name, imports, tuple(exports), code.lstrip("\n"))
