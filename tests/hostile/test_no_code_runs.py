"""No module executes data that it reads: checked in the source code of every module."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "stdplab"

FORBIDDEN = {
    *("pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "yaml"),
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "torch.load"),
}
"""Modules, and functions as they are called."""

ALLOWED = {
    ("sweeps/dask_backend.py", "pickle"): "S301 - from our own client, as the task itself",
    ("sweeps/dask_backend.py", "cloudpickle"): "nobody needs dask without a client",
    ("course/site/dependencies.py", "exec"): "S102 - the notebook's own code",
    ("core/tracing/generated.py", "exec"): "S102 - see the top of this module",
    ("course/site/dependencies.py", "eval"): "S307",
    ("course/site/dependencies.py", "compile"): "S102 - the notebook's own code",
}
"""The exceptions: a file, what it uses, and the reason given in the file."""

MODULES = sorted(ROOT.rglob("*.py"))


def found(tree):
    """Everything forbidden in a module, however it is written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            origin = getattr(node, "module", None) or ""
            of_ours = getattr(node, "level", 0) > 0
            used = [] if of_ours else [origin, *names, *(f"{origin}.{name}" for name in names)]
            yield from FORBIDDEN & {part for name in used for part in (name, name.split(".")[0])}
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            given = {word.arg: ast.unparse(word.value) for word in node.keywords}
            yield from FORBIDDEN & {called}
            if called in ("np.load", "numpy.load") and given.get("allow_pickle") != "False":
                yield "np.load"
            if given.get("shell", "False") != "False":
                yield "shell"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_runs_what_it_reads(path):
    own, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for name in found(ast.parse(text)):
        reason = ALLOWED.get((own, name))
        assert reason, f"{own} uses {name}"
        assert reason in text, f"{own} does not say why it uses {name}"


def test_every_exception_is_used():
    used = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in MODULES
        for name in found(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert used == set(ALLOWED)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("import pickle", "pickle"),
        ("from yaml import safe_load", "yaml"),
        ("import dill.source", "dill"),
        ("from os import system", "os.system"),
        ("from torch import load", "torch.load"),
        ("eval('1')", "eval"),
        ("torch.load(f, weights_only=True)", "torch.load"),
        ("np.load(f)", "np.load"),
        ("np.load(f, allow_pickle=True)", "np.load"),
        ("subprocess.run(c, shell=True)", "shell"),
    ],
)
def test_the_walk_sees_them(code, name):
    assert set(found(ast.parse(code))) == {name}
    assert not list(
        found(ast.parse("re.compile('a'); np.load(f, allow_pickle=False); model.eval()"))
    )
