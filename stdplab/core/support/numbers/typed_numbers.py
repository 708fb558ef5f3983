"""Numbers as people type and paste them, with a decimal point or a decimal comma.

A comma between two digits, as in 10,5, is a decimal comma where something else separates the
numbers. The page's `state/parse_times` reads lists by the same rule.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s;()\[\]{}\ufeff]+")


def as_number(text: str) -> float | None:
    """The number that ``text`` is, with a decimal point or a decimal comma; None if it is none."""
    text = text.replace("\N{MINUS SIGN}", "-")
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None


def typed_rows(text: str, *, commas_separate: bool = False) -> list[list[str]]:
    """The numbers in each line of a typed list, still as texts, with decimal points.

    Numbers are separated by blanks, lines, semicolons or commas, with or without brackets. With
    10,5; 85,2 the commas are decimal commas. Where 10,5 can mean one number or two, commas
    separate if ``commas_separate``; else ValueError.
    """
    text = text.replace("\N{MINUS SIGN}", "-")
    rows = [[part.strip(",") for part in _BETWEEN.split(line)] for line in text.splitlines()]
    parts = [part for row in rows for part in row]
    doubtful = [part for part in parts if _DECIMAL_COMMA.fullmatch(part)]
    if doubtful and not _has_comma_list(text, parts):
        decimal = _has_other_separators(text)
        if not decimal and not commas_separate:
            one, two = doubtful[0].replace(",", "."), doubtful[0].replace(",", " and ")
            raise ValueError(
                f"\N{LEFT DOUBLE QUOTATION MARK}{doubtful[0]}\N{RIGHT DOUBLE QUOTATION MARK} can "
                f"be {one}, or {two}. Write a decimal point, or a blank after each comma"
            )
        if decimal:
            rows = [[part.replace(",", ".") for part in row] for row in rows]
    return [[piece for part in row for piece in part.split(",") if piece] for row in rows]


def _has_comma_list(text: str, parts: list[str]) -> bool:
    """Whether commas must separate: as in 1,2,3 or 1.5,2 or [1,2]."""
    in_brackets = re.search(r"[()\[\]{}]", text) and not re.search(r"[;\t\r\n]", text)
    return bool(in_brackets) or any(
        "," in part and not _DECIMAL_COMMA.fullmatch(part) for part in parts
    )


def _has_other_separators(text: str) -> bool:
    """Whether semicolons, tabs or lines separate the numbers, and neither points nor commas do."""
    return bool(re.search(r"[;\t\r\n]", text.strip())) and not re.search(r"\.|,(\s|;|$)", text)
