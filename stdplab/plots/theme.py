"""The colour tokens, light and dark: one table for the board and for the figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Theme = Literal["light", "dark"]

TOKENS: dict[str, tuple[str, str]] = {
    "ground": ("#ffffff", "#14171c"),
    "soft": ("#f6f7f9", "#1b1f26"),
    "line": ("#e3e6eb", "#2a2f37"),
    "ink": ("#1c1f24", "#e7eaee"),
    "muted": ("#6b7280", "#98a1ae"),
    "pre": ("#7b4ab5", "#b794f4"),
    "post": ("#d97706", "#f6ad55"),
    "reward": ("#0f8a5f", "#4fd1a1"),
    "eligibility": ("#c0392b", "#fc8181"),
    "weight": ("#1f6fb4", "#63b3ed"),
    "ghost": ("#9bb8d3", "#33506b"),
    "accent": ("#2563eb", "#7aa2ff"),
    "error": ("#b42318", "#ff9b8f"),
}
"""Token -> (light, dark). A colour means one quantity and nothing else."""


def colours(theme: Theme) -> Mapping[str, str]:
    """Return the colours of one theme, as token -> colour.

    Raises
    ------
    ValueError
        When `theme` is neither "light" nor "dark".
    """
    if theme not in ("light", "dark"):
        raise ValueError(f"Unknown theme {theme!r}. Available: light, dark.")
    index = ("light", "dark").index(theme)
    return {token: pair[index] for token, pair in TOKENS.items()}


def css_variables() -> str:
    """Return the tokens as CSS custom properties that follow the element's colour scheme."""
    return "".join(f"--{t}: light-dark({light}, {dark}); " for t, (light, dark) in TOKENS.items())
