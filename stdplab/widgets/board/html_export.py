"""Export a board as one HTML file that works without a kernel, a network or a server."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path

from ...core.support.files.atomic_write import atomic_write_explained, check_path
from ...core.support.streams import is_stream
from ...core.support.version import __version__
from ...plots.experiment_figure import figure
from ..common import static_fallback
from ..js import linker
from .board import Board
from .view_model import kernel_only_rules

PAGE_TRAITS = {
    *("_experiment", "_view", "_programs", "_presets", "_views", "choice"),
    *("convention", "preset", "_version"),
}


def fragment(board: Board) -> str:
    """Return the board in its present state as HTML, for an element of a page.

    The page also needs the script `linker.standalone_script`, which starts every board in it.
    Without the script the page shows the static figure.

    Raises
    ------
    ValueError
        When a rule can only be computed in a kernel.
    """
    state = board.get_state(PAGE_TRAITS) | {"message": "", "_series": {}, "_still": "", "_life": ""}
    state["_start"] = static_fallback.static_key(board.experiment.to_json())
    view = json.loads(state["_view"])
    if names := kernel_only_rules(view):
        reasons = {rule["name"]: rule["why"] for rule in view["rules"]}
        raise ValueError(
            f"Cannot export this board, because it needs a kernel: {reasons[names[0]]}"
        )
    state = {name: state[name] for name in sorted(state)}  # the same page each time
    data = json.dumps(state, allow_nan=False).replace("<", "\\u003c")  # no </script> in it
    return f"""<div data-stdplab></div>
<figure>{figure(board.results).mimebundle()[0]["text/html"]}</figure>
<script type="application/json">{data}</script>"""


def content_security_policy(script: str, style: str) -> str:
    """Return the policy of a page that runs only this script and style, and fetches nothing."""
    return (
        f"default-src 'none'; script-src {_source_hash(script)}; "
        f"style-src {_source_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def document(board: Board, *, title: str, text: str = "") -> str:
    """Return the HTML page: ``title`` and ``text`` above the board in its present state.

    Title and text are escaped. Without JavaScript the page shows the static figure. Its content
    security policy runs only its own script and fetches nothing.

    Raises
    ------
    ValueError
        When a rule can only be computed in a kernel.
    """
    script, style = linker.standalone_script(), linker.standalone_style()
    prose = f"<p>{html.escape(text)}</p>" if text else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_security_policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{html.escape(title)}</h1>{prose}</header>
<main>
<h2>The board</h2>
{fragment(board)}
</main>
<footer>Made with stdplab {__version__}. The curves are computed in this page.</footer>
<script type="module">{script}</script>
</body>
</html>
"""


def write(board: Board, path: Path | str, *, title: str, text: str = "") -> Path:
    """Write the page to ``path`` and return the path; see `document`.

    Raises
    ------
    ValueError
        When the path is not a file in an existing folder, when it cannot be written, or when a
        rule can only be computed in a kernel.
    """
    target = Path(path)
    check_path(target)
    if not target.parent.is_dir():
        raise ValueError(f"There is no folder {target.parent}. Create it first.")
    if target.is_dir():
        raise ValueError(f"{target} is a folder. Give the path of a file, such as lab.html.")
    if target.suffix.lower() not in (".html", ".htm") and not is_stream(target):
        raise ValueError(
            f"{target} would be replaced by a page. Give the path of a page, which ends in .html, "
            "such as lab.html."
        )
    page = document(board, title=title, text=text)
    atomic_write_explained(
        target, page.encode("utf-8", "replace")
    )  # lone surrogates cannot be encoded
    return target


def _source_hash(text: str) -> str:
    """Return how a policy names the one script, or style, that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
