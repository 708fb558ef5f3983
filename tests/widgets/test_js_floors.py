"""The front end's modules stand on floors: a module imports from its own room or from rooms below.

The order of the rooms, from the ground: dom, state, figure, controls; then share, lifecycle,
prediction and heatmap side by side; then board and standalone.
"""

import posixpath
import re
from graphlib import TopologicalSorter

from stdplab.widgets.js import linker

FLOORS = (
    {"dom"},
    {"state"},
    {"figure"},
    {"controls"},
    {"share", "lifecycle", "prediction", "heatmap"},
    {"board"},
    {"standalone"},
)

IMPORT = re.compile(r'^import ([^;]+) from "([^"]+)";$', re.MULTILINE)
ANY_IMPORT = re.compile(r"^import\b.*", re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
DEFAULT_EXPORT = re.compile(r"^export default ", re.MULTILINE)

TEXTS = {
    path.relative_to(linker.HERE).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for path in linker.HERE.rglob("*.mjs")
}
"""Module -> its text; a module is named by its path without the ending."""


def imports(module):
    """(imported module, imported names) for each import; the default export counts as "default"."""
    for names, address in IMPORT.findall(TEXTS[module]):
        assert address.startswith("."), f"{module} imports {address}, which is not a relative path"
        assert address.endswith(".mjs"), f"{module} imports {address} without its ending .mjs"
        target = posixpath.normpath(posixpath.join(posixpath.dirname(module), address))
        listed = names.strip("{} ").split(",") if names.startswith("{") else ["default"]
        yield target.removesuffix(".mjs"), {name.strip() for name in listed if name.strip()}


def exports(module):
    default = {"default"} if DEFAULT_EXPORT.search(TEXTS[module]) else set()
    return {*EXPORT.findall(TEXTS[module])} | default


def room(module):
    return module.split("/")[0]


def floor(module):
    (level,) = (n for n, rooms in enumerate(FLOORS) if room(module) in rooms)
    return level


def test_every_room_has_a_floor():
    assert {room(module) for module in TEXTS} == set.union(*FLOORS)


def test_a_module_imports_from_its_own_room_or_from_rooms_below():
    upward = [
        f"{module} imports {target}"
        for module in TEXTS
        for target, _ in imports(module)
        if room(target) != room(module) and floor(target) >= floor(module)
    ]
    assert upward == []


def test_no_module_imports_itself_in_a_circle():
    graph = {module: {target for target, _ in imports(module)} for module in TEXTS}
    assert len([*TopologicalSorter(graph).static_order()]) == len(TEXTS)


def test_every_import_statement_is_read_here():
    for module, text in TEXTS.items():
        assert len(IMPORT.findall(text)) == len(ANY_IMPORT.findall(text)), module


def test_every_import_names_a_module_and_what_it_exports():
    missing = [
        f"{module} imports {name} from {target}"
        for module in TEXTS
        for target, names in imports(module)
        for name in names
        if target not in TEXTS or name not in exports(target)
    ]
    assert missing == []


def test_every_imported_name_is_used():
    unused = [
        f"{module} does not use {name}"
        for module, text in TEXTS.items()
        for _, names in imports(module)
        for name in names - {"default"}
        if not re.search(rf"\b{name}\b", IMPORT.sub("", text))
    ]
    assert unused == []


def test_every_exported_name_is_imported_somewhere():
    imported = {
        (target, name) for module in TEXTS for target, names in imports(module) for name in names
    }
    exported = {(module, name) for module in TEXTS for name in exports(module) - {"default"}}
    assert exported - imported == set()
