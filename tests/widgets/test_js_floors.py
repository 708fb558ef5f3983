"""The front end's modules stand on floors: a module imports from its own room or from rooms below.

The order of the rooms, from the ground: dom, experiment, simulate, state, figure, controls; then
share, lifecycle, prediction and heatmap side by side; then board and standalone.
"""

from stdplab.widgets.js import linker
from stdplab.widgets.js.es_modules import DEFAULT, read_module

FLOORS = (
    {"dom"},
    {"experiment"},
    {"simulate"},
    {"state"},
    {"figure"},
    {"controls"},
    {"share", "lifecycle", "prediction", "heatmap"},
    {"board"},
    {"standalone"},
)

PATHS = sorted(linker.HERE.rglob("*.mjs"))
NAMES = [path.relative_to(linker.HERE).with_suffix("").as_posix() for path in PATHS]
MODULES = {name: read_module(name, linker.HERE) for name in NAMES}
"""Name -> module; a module's name is its path without the ending."""


def room(module):
    return module.split("/")[0]


def floor(module):
    (level,) = (n for n, rooms in enumerate(FLOORS) if room(module) in rooms)
    return level


def test_every_room_has_a_floor():
    assert {room(module) for module in MODULES} == set.union(*FLOORS)


def test_a_module_imports_from_its_own_room_or_from_rooms_below():
    upward = [
        f"{module} imports {target}"
        for module in MODULES
        for target in MODULES[module].imports
        if room(target) != room(module) and floor(target) >= floor(module)
    ]
    assert upward == []


def test_every_exported_name_is_imported_somewhere():
    imported = {
        (target, name)
        for module in MODULES.values()
        for target, names in module.imports.items()
        for name in names
    }
    exported = {(name, word) for name, module in MODULES.items() for word in module.exports}
    scripts = (linker.BOARD, linker.PREDICTION, linker.HEATMAP, linker.KERNEL_NOTE)
    entries = {(name, DEFAULT) for name in scripts}
    assert exported - imported - entries == set()
