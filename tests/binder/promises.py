"""What binder/ promises, checked in the files: each function yields a sentence per fault."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from stdplab.cli.common import doctor_checks
from stdplab.course import notebook_file

INDEX = "--extra-index-url https://download.pytorch.org/whl/cpu"


def project(root):
    """The project table of pyproject.toml."""
    return tomllib.loads((root / "pyproject.toml").read_text())["project"]


def lines(root):
    """The lines that binder/requirements.txt gives to pip, in order."""
    text = (root / "binder" / "requirements.txt").read_text()
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def extras(root):
    """The extras that Binder installs us with."""
    asked = re.fullmatch(r"\.\[([\w,-]+)\]", lines(root)[-1])
    return asked[1].split(",") if asked else []


def requirements(root):
    """The CPU index, the torch that the Makefile pins, ourselves: in that order, no more."""
    (torch,) = re.findall(r"^TORCH = (.+)$", (root / "Makefile").read_text(), re.MULTILINE)
    found = lines(root)
    if found[0] != INDEX:
        yield f"binder/requirements.txt must begin with {INDEX}."
    if torch not in found or not torch.endswith("+cpu"):
        yield f"binder/requirements.txt must pin torch as the Makefile does: {torch}."
    if not extras(root):
        yield "binder/requirements.txt must end with this project and its extras: .[lab]."
    if len(found) != 3:
        yield f"binder/requirements.txt has {len(found)} lines, not three."


def runtime(root, base):
    """A Python that Binder's pins were frozen for, and that we support."""
    found = (root / "binder" / "runtime.txt").read_text().strip()
    line = ".".join(base["python"].split(".")[:2])
    if found != f"python-{line}":
        yield f"binder/runtime.txt says {found}; the pins are of python-{line}."
    if base["python"] not in SpecifierSet(project(root)["requires-python"]):
        yield f"Binder's Python is {base['python']}; we need {project(root)['requires-python']}."


def scripts(root):
    """Both can be run, stop at their first error, and `start` becomes the server."""
    for name in ("postBuild", "start"):
        path = root / "binder" / name
        said = path.read_text().splitlines()
        commands = [line for line in said[1:] if line and line[0] != "#"]
        if not os.access(path, os.X_OK):
            yield f"binder/{name} is not executable: chmod +x binder/{name}."
        if said[0] != "#!/bin/bash" or commands[0] != "set -e":
            yield f"binder/{name} must begin with #!/bin/bash and set -e."
        checked = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
        if checked.returncode:
            yield f"bash cannot read binder/{name}: {checked.stderr.strip()}"
        if name == "start" and commands[-1] != 'exec "$@"':
            yield 'binder/start must end with exec "$@", or no server starts.'


def our_requirements(root, names):
    """Our requirements with these extras."""
    found = project(root)
    listed = [found["optional-dependencies"][name] for name in names]
    return [Requirement(line) for line in sum(listed, found["dependencies"])]


def bounds(root, base):
    """Every package of the base is new enough for us."""
    for requirement in our_requirements(root, extras(root)):
        pin = base["pins"].get(canonicalize_name(requirement.name))
        if pin and pin not in requirement.specifier:
            yield f"We ask for {requirement}, and Binder's base brings {requirement.name} {pin}."


def kernel_requests(root, base):
    """The server wakes kernels that may leave a request unread, as long as Binder has such."""
    pin = base["pins"]["ipykernel"]
    wakes = "def wake" in (root / "binder" / "jupyter_server_config.py").read_text()
    if doctor_checks.loses_requests(pin) and not wakes:
        yield f"Binder's ipykernel {pin} may leave a request unread: the server must wake it."
    if wakes and not doctor_checks.loses_requests(pin):
        yield f"Binder's ipykernel {pin} reads every request: remove `wake` from the configuration."


def imported(root):
    """The distributions that the notebooks import, ours left out."""
    owners, found = packages_distributions(), set()
    for path in (root / "notebooks").glob("*.ipynb"):
        for cell in notebook_file.code_cells(notebook_file.read(path)):
            for node in ast.walk(ast.parse(re.sub(r"(?m)^[%!].*$", "", cell["source"]))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    found.add(node.module.partition(".")[0])
    found -= {*sys.stdlib_module_names, "stdplab"}
    return {canonicalize_name(owners.get(name, [name])[0]) for name in found}


def imports(root):
    """Binder installs what the notebooks import, and no extra that they do not need."""
    needed = imported(root)
    for name in sorted(
        needed - {canonicalize_name(r.name) for r in our_requirements(root, extras(root))}
    ):
        yield f"A notebook imports {name}, and binder/requirements.txt does not ask for it."
    for extra in {*extras(root)} - {"lab"}:
        own = project(root)["optional-dependencies"][extra]
        if not needed & {canonicalize_name(Requirement(line).name) for line in own}:
            yield f"No notebook imports what the extra {extra} brings: leave it out of binder/."


def badge(root):
    """Where the README's badge leads in JupyterLab."""
    text = (root / "README.md").read_text()
    (found,) = re.findall(r"mybinder\.org/v2/\S+urlpath=([^)\s]+)", text)
    return found


def badge_target(root):
    """The badge leads to an existing notebook."""
    found = badge(root)
    if not (root / found.removeprefix("lab/tree/")).is_file():
        yield f"The README's Binder badge leads to {found}, and there is no such file."


def broken(root, base):
    """Every sentence."""
    yield from requirements(root)
    yield from runtime(root, base)
    yield from scripts(root)
    yield from bounds(root, base)
    yield from kernel_requests(root, base)
    yield from imports(root)
    yield from badge_target(root)
