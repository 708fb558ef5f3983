"""Every class of the widgets has a name of its own, which no style sheet of a page knows.

Sphinx's themes, for example, give `div.sidebar` a colour, and let it float.
"""

import re

from stdplab.widgets.js import linker

FRONT_ENDS = ("jp-", "jupyter-", "vscode-", "notebook_app", "theme-dark", "dark")
"""How the classes begin by which front ends tell what they are."""


def own(name):
    return name == "stdplab" or name.startswith("stdplab-")


def test_every_class_in_the_style_sheets_is_ours_or_a_front_ends():
    for sheet in sorted((linker.HERE / "css").glob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        selectors = " ".join(re.findall(r"([^{}]+)\{", rules))
        names = re.findall(r"\.([A-Za-z_][\w-]*)", selectors)
        assert [n for n in names if not own(n) and not n.startswith(FRONT_ENDS)] == [], sheet


def test_every_rule_of_the_style_sheets_stays_inside_the_widgets():
    sheets = [linker.HERE / "css" / f"{name}.css" for name in linker.SHEETS]
    for sheet in sheets:
        rules = re.sub(r"/\*.*?\*/|@[^{]*\{", "", sheet.read_text(), flags=re.DOTALL)
        for selector in re.findall(r"([^{}]+)\{", rules):
            for part in re.split(r",(?![^(]*\))", selector):
                assert ".stdplab" in part, f"{sheet.name}: {part.strip()}"
