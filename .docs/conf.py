"""How Sphinx builds the reference site; `make docs` runs it, and a warning is an error."""

import re
from importlib.metadata import version as installed

project = "stdplab"
author = "the stdplab developers"
copyright = author
release = version = installed("stdplab")

extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_parser"]
html_theme = "furo"
html_title = f"stdplab {release}"
html_theme_options = {"source_repository": "https://github.com/stdplab/stdplab/"}
html_show_sourcelink = False

default_role = "py:obj"  # a name in single backticks leads to its own page
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the sections of the docstrings say types, shapes and units
autodoc_default_options = {"members": True, "inherited-members": False}

numpydoc_show_class_members = False
numpydoc_validation_checks = {"PR02", "PR03", "PR10", "RT03", "GL05"}
"""Unknown, misplaced or misspelt parameters, a return without words, a misspelt section."""


def show_equations(_app, _what, _name, _object, _options, lines):
    """Make each indented block of a docstring's first part a literal block: an equation."""
    above, shown, sections = "", [], False
    for text in lines:
        sections = sections or re.fullmatch(r"-{3,}", text.strip()) is not None
        if text.startswith("    ") and above and not above.startswith("    ") and not sections:
            shown += ["::", ""]
        shown.append(text.replace("*batch", r"\*batch"))  # no emphasis: batch axes, as in torch
        above = text or above
    lines[:] = shown


def skip_foreign(_app, _what, _name, value, _skip, _options):
    """Skip a method that another package has put into a class of ours, as matplotlib does."""
    home = getattr(value, "__module__", None)
    return True if callable(value) and home and not home.startswith("stdplab") else None


def setup(app):
    """Let `show_equations` read a docstring before numpydoc does."""
    app.connect("autodoc-process-docstring", show_equations, priority=100)
    app.connect("autodoc-skip-member", skip_foreign)
