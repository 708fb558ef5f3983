"""The front end's modules as one script: joined, no two names may meet."""

import re
from collections import Counter

import pytest

from stdplab.widgets.js import linker

DECLARED = re.compile(r"^(?:async )?(?:const|let|function|class) (?:\{ )?(\w+)", re.MULTILINE)

SCRIPTS = {
    linker.BOARD: (linker.board_script, 50),
    linker.STANDALONE: (linker.standalone_script, 50),
    linker.PREDICTION: (linker.prediction_script, 12),
    linker.HEATMAP: (linker.heatmap_script, 8),
}
"""Entry module -> its script, and how many names that declares at least."""


@pytest.mark.parametrize(("script", "least"), SCRIPTS.values(), ids=SCRIPTS)
def test_no_two_modules_declare_the_same_name(script, least):
    names = Counter(DECLARED.findall(script()))
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) > least


def test_every_module_is_part_of_a_script():
    files = {
        path.relative_to(linker.HERE).with_suffix("").as_posix()
        for path in linker.HERE.rglob("*.mjs")
    }
    assert files == {module for entry in SCRIPTS for module in linker.modules(entry)}


def test_a_script_has_no_import_and_one_export():
    script = linker.board_script()
    assert re.findall(r"^import .*", script, re.MULTILINE) == []
    assert re.findall(r"^export .*", script, re.MULTILINE) == ["export default { initialize };"]
