"""A board as one HTML file that lives without a kernel, a network or a server."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path

from ...core.support import atomic_write
from ...core.support.version import __version__
from ...plots.experiment_figure import figure
from ..common import static_fallback
from ..js import linker
from .board import Board
from .view_model import untraced

SYNCED = {
    *("_experiment", "_view", "_programs", "_presets", "_views", "choice"),
    *("convention", "preset", "_version"),
}


def fragment(board: Board) -> str:
    """The board as it stands, to be put inside an element of a page of its own.

    The page's script, `linker.standalone_script`, brings every board in it to life; without it the
    figure stays. Raises ValueError when a rule can only be computed in a kernel, with what to
    change.
    """
    state = board.get_state(SYNCED) | {"message": "", "_series": {}, "_still": "", "_life": ""}
    state["_start"] = static_fallback.key(board.experiment.to_json())
    shown = json.loads(state["_view"])
    if names := untraced(shown):
        whys = {rule["name"]: rule["why"] for rule in shown["rules"]}
        raise ValueError(f"this board needs a kernel: {whys[names[0]]}")
    state = {name: state[name] for name in sorted(state)}  # the same page each time
    data = json.dumps(state, allow_nan=False).replace("<", "\\u003c")  # no </script> in it
    return f"""<div data-stdplab></div>
<figure>{figure(board.results).bundle()[0]["text/html"]}</figure>
<script type="application/json">{data}</script>"""


def policy(script: str, style: str) -> str:
    """The policy of a page that runs this one script, wears this one style and fetches nothing."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def document(board: Board, *, title: str, text: str = "") -> str:
    """The page: ``title`` and ``text`` above the board as it stands, all in one file.

    Text is taken as text. Without JavaScript the page shows the figure; a content-security
    policy inside it lets nothing run but its own script and nothing be fetched.

    Raises ValueError as `fragment` does.
    """
    script, style = linker.standalone_script(), linker.standalone_style()
    prose = f"<p>{html.escape(text)}</p>" if text else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(script, style)}">
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
    """Write the page to ``path`` and return it; see `document`."""
    target = Path(path)
    atomic_write.check(target)
    if not target.parent.is_dir():
        raise ValueError(f"there is no folder {target.parent}: make it first")
    if target.is_dir():
        raise ValueError(f"{target} is a folder: name a file, such as lab.html")
    page = document(board, title=title, text=text)
    atomic_write.save(
        target, page.encode("utf-8", "replace")
    )  # half an emoji has no place in a file
    return target


def _hash(text: str) -> str:
    """How a policy names the one script, or style, that it lets run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
