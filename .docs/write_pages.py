"""Write the pages of the reference site: the README, the guides, and a page for each gate.

A gate is a package from which a user may import; its page shows every name that it exports,
so no list of names is kept by hand. `make docs` runs this file before Sphinx.
"""

import inspect
import re
import shutil
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = Path(__file__).parent / "pages"
SOURCE = "https://github.com/stdplab/stdplab/blob/main/"
GATES = (
    "stdplab",
    "stdplab.stimuli",
    "stdplab.neurons",
    "stdplab.rules",
    "stdplab.tracing",
    "stdplab.pairings",
    "stdplab.networks",
    "stdplab.plots",
    "stdplab.sweeps",
    "stdplab.widgets",
    "stdplab.labs",
    "stdplab.course",
)


def exported(gate):
    """What a gate exports, or what a module without a list defines."""
    module = import_module(gate)
    listed = getattr(module, "__all__", None) or [
        name for name, value in vars(module).items() if getattr(value, "__module__", None) == gate
    ]
    return sorted((name for name in listed if not name.startswith("_")), key=str.lower)


def home(gate, name, value):
    """The module below a gate that assigns a value, where the words about it stand."""
    for module in [m for n, m in sorted(sys.modules.items()) if n.startswith(gate)]:
        if vars(module).get(name) is value:
            source = inspect.getsource(module)
            if re.search(rf"^{name}\b[^\n]*=", source, re.MULTILINE):
                return module.__name__
    return gate


def directive(gate, name):
    """How Sphinx is asked for one name."""
    value = getattr(import_module(gate), name)
    if inspect.ismodule(value):
        return f".. automodule:: {value.__name__}\n"
    if not callable(value):
        return f".. autodata:: {home(gate, name, value)}.{name}\n   :no-value:\n"
    return f".. auto{'class' if inspect.isclass(value) else 'function'}:: {gate}.{name}\n"


def reference(gate):
    """The page of a gate."""
    about = inspect.getdoc(import_module(gate)) or ""
    title = f"{gate}\n{'=' * len(gate)}\n\n"
    shown = [directive(gate, name) for name in exported(gate) if not has_own_page(gate, name)]
    return title + about + "\n\n" + "\n".join(shown)


def has_own_page(gate, name):
    """Whether the front gate only hands on what a gate behind it describes."""
    behind = [other for other in GATES if other.startswith(f"{gate}.")]
    return f"{gate}.{name}" in GATES or any(name in exported(other) for other in behind)


def relocated(text, folder):
    """A text whose links hold on the site: to pages here, and to other files at their source."""

    def target(match):
        file, mark, place = match[1].partition("#")
        if not file or "://" in file:
            return match[0]
        path = (folder / file).resolve().relative_to(ROOT)
        if path.suffix == ".png" or (path.suffix == ".md" and path.parts[0] == "notebooks"):
            return f"]({path.name}{mark}{place})"
        return f"]({SOURCE}{path.as_posix()}{mark}{place})"

    return re.sub(r"\]\(([^)\s]+)\)", target, text)


def contents(guides):
    """The two lists of pages, which the site's navigation shows."""
    lists = {"Guides": [path.stem for path in guides], "Reference": GATES}
    return "".join(
        f"\n```{{toctree}}\n:caption: {caption}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"
        for caption, pages in lists.items()
    )


def main():
    """Write all pages anew."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir()
    guides = sorted((ROOT / "notebooks").glob("*.md"))
    for path in guides:
        (PAGES / path.name).write_text(relocated(path.read_text("utf-8"), path.parent), "utf-8")
    front = relocated((ROOT / "README.md").read_text("utf-8"), ROOT)
    (PAGES / "index.md").write_text(front + contents(guides), "utf-8")
    for picture in (ROOT / "notebooks" / "images").glob("*.png"):
        shutil.copy(picture, PAGES)
    for gate in GATES:
        (PAGES / f"{gate}.rst").write_text(reference(gate), "utf-8")


if __name__ == "__main__":
    main()
