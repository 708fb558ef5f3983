"""Join the ES modules and style sheets of boards, predictions and heatmaps.

A front end loads the code of a widget as one text. So the modules, which are checked and tested
one by one, are joined here, each after those that it imports. Each module keeps a scope of its
own, a function that returns what the module exports:

    const $dom$numbers = (function () {
      function snap(time, dt) { ... }
      return { snap };
    })();
    const $state$reward_pulse = (function () {
      const { snap } = $dom$numbers;
      ...
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from ...plots.theme import css_variables
from .es_modules import DEFAULT, DEFAULT_CONSTANT, LinkError, Module, file_name, read_module

HERE = Path(__file__).parent

BOARD = "board"
STANDALONE = "standalone"
PREDICTION = "prediction/prediction"
HEATMAP = "heatmap/heatmap"
KERNEL_NOTE = "lifecycle/kernel_note"

SHEETS = (
    "board",
    "form_controls",
    "share_menu",
    "restore_offer",
    "accessibility",
    "front_ends",
    "prediction",
    "heatmap",
)
"""The style sheets in order: where two set the same property, the later one applies."""


def linked_modules(entry: str, folder: Path = HERE) -> list[Module]:
    """Return all modules that ``entry`` needs, each after those that it imports.

    Parameters
    ----------
    entry
        The name of a module: its path below ``folder`` without the ending ``.mjs``.
    folder
        Where the modules are.

    Raises
    ------
    LinkError
        When a module imports a file that does not exist, or a name that the other module does not
        export, or when modules import one another in a circle.
    """
    modules = {entry: read_module(entry, folder)}
    pending = [entry]
    while pending:
        module = modules[pending.pop()]
        for target, names in module.imports.items():
            if target not in modules:
                modules[target] = _imported(module, target, folder)
                pending.append(target)
            _check_names(module, modules[target], [*names])
    graph = TopologicalSorter({name: module.imports for name, module in modules.items()})
    try:
        return [modules[name] for name in graph.static_order()]
    except CycleError as error:
        circle = " imports ".join(file_name(name) for name in reversed(error.args[1]))
        raise LinkError(
            f"Modules import one another in a circle: {circle}. "
            "Move what both need into a module of its own."
        ) from None


def join(entry: str, folder: Path = HERE) -> str:
    """Return a script of all modules that ``entry`` needs; it exports what ``entry`` exports.

    Raises
    ------
    LinkError
        When the modules do not fit together; see `linked_modules`.
    """
    modules = linked_modules(entry, folder)
    script = "".join(map(_scoped, modules))
    exports_default = DEFAULT in modules[-1].exports
    return script + f"export default {_constant(entry)}.{DEFAULT};\n" * exports_default


def board_script() -> str:
    """Return the board's modules, joined."""
    return join(BOARD)


def prediction_script() -> str:
    """Return the modules of a prediction, joined."""
    return join(PREDICTION)


def heatmap_script() -> str:
    """Return the modules of a heatmap, joined."""
    return join(HEATMAP)


def kernel_note_script() -> str:
    """Return the modules of a note about the kernel, joined."""
    return join(KERNEL_NOTE)


def standalone_script() -> str:
    """Return the script that starts every board of a page without a front end."""
    return join(STANDALONE)


def style() -> str:
    """Return the colour tokens of `stdplab.plots.theme`, followed by the style sheets."""
    return f".stdplab {{ {css_variables()}}}\n" + "".join(map(_sheet, SHEETS))


def live_board_style() -> str:
    """Return the style of boards in a page without a front end."""
    return style() + _sheet("live_board")


def standalone_style() -> str:
    """Return the style of a page that has only a board."""
    return live_board_style() + _sheet("standalone")


def _imported(module: Module, target: str, folder: Path) -> Module:
    try:
        return read_module(target, folder)
    except FileNotFoundError:
        raise LinkError(
            f"{file_name(module.name)} imports {file_name(target)}, but there is no such file. "
            "Correct the import or add the file."
        ) from None


def _check_names(module: Module, target: Module, names: list[str]) -> None:
    for name in names:
        if name not in target.exports:
            raise LinkError(
                f"{file_name(module.name)} imports {name} from {file_name(target.name)}, which "
                f"exports {', '.join(target.exports) or 'nothing'}. Correct the name or export it."
            )


def _constant(module: str) -> str:
    """Return the constant that holds what a module exports."""
    return "$" + module.replace("/", "$")


def _scoped(module: Module) -> str:
    imports = "".join(
        f"const {{ {', '.join(map(_property, names, names.values()))} }} = {_constant(target)};\n"
        for target, names in module.imports.items()
    )
    values = [DEFAULT_CONSTANT if name == DEFAULT else name for name in module.exports]
    exports = ", ".join(map(_property, module.exports, values))
    return (
        f"const {_constant(module.name)} = (function () {{\n"
        f"{imports}{module.code}return {{ {exports} }};\n"
        "})();\n"
    )


def _property(key: str, name: str) -> str:
    return key if key == name else f"{key}: {name}"


def _sheet(name: str) -> str:
    return (HERE / "css" / f"{name}.css").read_text(encoding="utf-8")
