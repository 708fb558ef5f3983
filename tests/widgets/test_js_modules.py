"""The front end's modules as one script: what joins them must not let names meet."""

import re
from collections import Counter

from stdplab.widgets.js import linker

DECLARED = re.compile(r"^(?:async )?(?:const|let|function|class) (?:\{ )?(\w+)", re.MULTILINE)

EXPORTED = re.compile(r"^export (?:async )?(?:const|function) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import ([^;]*) from "\./(\w+)\.mjs";', re.MULTILINE)


def test_no_two_modules_declare_the_same_name():
    for script, least in (
        (linker.standalone(), 50),
        (linker.predict_script(), 12),
        (linker.heatmap_script(), 8),
    ):
        names = Counter(DECLARED.findall(script))
        assert [name for name, count in names.items() if count > 1] == []
        assert len(names) > least


def test_every_module_is_joined():
    files = {path.stem for path in linker.HERE.glob("*.mjs")}
    assert files == {*linker.MODULES, *linker.PREDICT, *linker.HEATMAP, "standalone"}


def test_no_import_and_no_export_but_one_is_left():
    script = linker.script()
    assert re.findall(r"^import .*", script, re.MULTILINE) == []
    assert re.findall(r"^export .*", script, re.MULTILINE) == ["export default { initialize };"]


def test_every_import_names_what_the_other_module_exports():
    exports = {
        path.stem: set(EXPORTED.findall(path.read_text())) for path in linker.HERE.glob("*.mjs")
    }
    checked = 0
    for path in linker.HERE.glob("*.mjs"):
        for names, module in IMPORTED.findall(path.read_text()):
            wanted = {name.strip() for name in names.strip("{} ").split(",")}
            missing = wanted - exports[module] if names.startswith("{") else set()
            assert not missing, f"{path.name} imports {missing} from {module}.mjs"
            checked += len(wanted)
    assert checked > 100
