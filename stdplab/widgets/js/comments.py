"""Take the comments and the indentation out of JavaScript, which a page need not load.

Strings, regular expressions and template literals may hold what looks like a comment; they are
copied as they are. A slash begins a regular expression where no division can stand: after an
operator, an opening bracket, a comma, a semicolon, or the word ``return``.
"""

from __future__ import annotations

import re

_REGULAR_EXPRESSION = r"""
  (?:(?<=[(,;=:\[!&|?{+*%~^<>-])|(?<=[(,;=:\[!&|?{+*%~^<>-][ ])|(?<=\breturn[ ]))
  /(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/
"""
_INDENTATION = re.compile(r"(?<=\n)[ \t]+")
_COMMENT = re.compile(r"(?://[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)[ \t]*\n?")
_TEMPLATE_PART = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*+(`|\$\{)", re.DOTALL)


def _plain(delimiters: str) -> re.Pattern[str]:
    """Return what matches code up to the next comment, template or one of the delimiters."""
    pattern = rf"""(?:
        [^/"'`{delimiters}]++
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
      | {_REGULAR_EXPRESSION}
      | /(?![/*])
    )*+"""
    return re.compile(pattern, re.VERBOSE)


_CODE = _plain("")
_CODE_IN_TEMPLATE = _plain("{}")


def without_comments(script: str) -> str:
    """Return a script, or a module, without its comments and its indentation."""
    kept: list[str] = []
    _copy_code(script, 0, kept, _CODE)
    return "".join(kept)


def _copy_code(script: str, at: int, kept: list[str], plain: re.Pattern[str]) -> int:
    """Copy code to ``kept``; return where it ends: at the end, or behind a template's ``}``."""
    depth = 0
    while at < len(script):
        start = at
        at = plain.match(script, start).end()  # type: ignore[union-attr] # it matches nothing too
        code = _INDENTATION.sub("", script[start:at])
        if comment := _COMMENT.match(script, at):
            if code := code.rstrip(" \t"):
                kept.append(code)
            at = comment.end()
            if kept and not kept[-1].endswith("\n"):  # else it had its lines for itself
                kept.append("\n" if comment[0].endswith("\n") else " ")
            continue
        delimiter = script[at : at + 1]
        kept += [code, delimiter]
        at += 1
        if delimiter == "`":
            at = _copy_template(script, at, kept)
        elif delimiter == "{":
            depth += 1
        elif delimiter == "}":
            depth -= 1
            if depth < 0:
                return at
    return at


def _copy_template(script: str, at: int, kept: list[str]) -> int:
    """Copy the rest of a template literal to ``kept``; return where it ends."""
    while part := _TEMPLATE_PART.match(script, at):
        kept.append(part[0])
        at = part.end()
        if part[1] == "`":
            return at
        at = _copy_code(script, at, kept, _CODE_IN_TEMPLATE)
    kept.append(script[at:])
    return len(script)
