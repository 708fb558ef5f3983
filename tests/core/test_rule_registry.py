"""Where rules come from: a cell, a file of the rules folder, an installed package."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass

import pytest

from stdplab import RULES, STDP, Experiment, Rule, presets
from stdplab.core.learning_rule.rule_registry import RuleRegistry
from stdplab.course import course_folder

RULE = (
    "from dataclasses import dataclass\n"
    "from stdplab import STDP, Rule, knob, presets, simulate\n"
    "@dataclass(frozen=True)\n"
    "class {name}(Rule):\n"
    '    rate: float = knob(0.1, 0, 1, step=0.01, tex="k", label="Rate")\n'
    "    def step(state, drive, k, dt):\n"
    "        return {{}}, k.rate * drive.post\n"
)
"""A rule in a file, as in a notebook, its imports from stdplab included."""


def install(folder, package, source, *declared):
    """What pip leaves of a package with one module: the module and a dist-info folder."""
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("\n".join(("[stdplab.rules]", *declared)))
    (folder / f"{package}.py").write_text(source)


@pytest.fixture
def python(tmp_path):
    """Run Python where the packages in `tmp_path` are installed."""

    def run(*arguments):
        path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": path}, timeout=100, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done

    return run


@pytest.fixture
def commands(python):
    """Run several commands of stdplab in one process."""

    def run(*lines):
        calls = "".join(f"main({line.split()})\n" for line in lines)
        return python("-c", f"from stdplab.cli import main\n{calls}")

    return run


@pytest.fixture
def own_copy(tmp_path):
    """The rules folder of a copy of stdplab that `python` imports."""
    folder = tmp_path / "stdplab"
    shutil.copytree(course_folder.PACKAGE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "notebooks").symlink_to(course_folder.source())
    return folder / "rules"


def define(change):
    """A rule of the name Twin, as a cell defines it."""

    @dataclass(frozen=True)
    class Twin(Rule):
        @staticmethod
        def step(state, drive, k, dt):  # noqa: ARG004 - what a step is given
            return {}, change

    return Twin


def test_a_class_that_a_cell_defines_again_replaces_the_former():
    define(0.1)
    again = define(0.2)
    assert RULES["Twin"] is again
    experiment = Experiment(presets.FLORIAN_2007.protocol, (again(),))
    assert type(Experiment.from_json(experiment.to_json()).rules[0]) is again


def test_what_a_context_defines_is_gone_after_it():
    before = dict(RULES)
    with RULES.restored():
        define(0.1)
        RULES["STDP"] = define(0.2)
        assert "Twin" in RULES
    assert dict(RULES) == before
    assert RULES["STDP"] is STDP


def test_the_rule_of_an_installed_package_is_found(tmp_path, python):
    install(tmp_path, "leap_rule", RULE.format(name="Leap"), "Leap = leap_rule:Leap")
    code = (
        "from stdplab import STDP, Experiment\n"
        "from stdplab.widgets.explorer.rule_menu import RuleMenu\n"
        "menu = RuleMenu(print)\n"
        "menu.show_rule(STDP())\n"
        "print(menu.options)\n"
        'print(Experiment.from_dict({"stdplab": 1, "protocol": {}, "rules": [{"rule": "Leap"}]}))'
    )
    printed = python("-c", code).stdout.splitlines()
    assert "'Leap'" in printed[0]
    assert "Leap" in printed[1]


def test_the_package_that_the_guide_shows_is_found(tmp_path, commands):
    guide = (course_folder.source() / "own_rule.md").read_text("utf-8")
    (code,), (project,) = (
        re.findall(rf"```{kind}\n(.*?)```", guide, re.DOTALL) for kind in ("python", "toml")
    )
    declared = tomllib.loads(project)["project"]["entry-points"]["stdplab.rules"]
    lines, _, _ = code.partition("\nprint(")
    install(tmp_path, "hebb_rule", lines, *(f"{name} = {at}" for name, at in declared.items()))
    done = commands("run florian --rule hebb --set rate=0.05")
    assert (done.stdout, done.stderr) == ("Hebb 0.3102\n", "")


def test_no_package_is_looked_for_before_a_rule_is_unknown(tmp_path, python):
    install(tmp_path, "leap_rule", "raise SystemExit", "Leap = leap_rule:Leap")
    code = (
        "import sys, stdplab\n"
        "stdplab.Experiment.from_json(stdplab.presets.FLORIAN_2007.to_json()).run()\n"
        "print({'leap_rule', 'importlib.metadata'} & {*sys.modules})\n"
    )
    assert python("-c", code).stdout == "set()\n"


def test_a_broken_package_is_named_once_and_stops_no_command(tmp_path, commands):
    sources = {
        "typo_rule": "from stdplab import knbo",
        "exit_rule": "raise SystemExit(3)",
        "none_rule": "Leap = 3",
        "taken_rule": RULE.format(name="STDP"),
        "good_rule": RULE.format(name="Leap"),
    }
    for package, source in sources.items():
        name = "STDP" if package == "taken_rule" else "Leap"
        install(tmp_path, package, source, f"{name} = {package}:{name}")
    done = commands("list", "doctor")
    _, _, rules = done.stdout.partition("\nrules:\n")
    named, _, skipped = rules.partition("\nrules that are skipped:\n")
    assert "Leap" in named
    problems = [line.strip() for line in skipped.partition("\nnotebooks:")[0].splitlines()]
    assert len(problems) == 4
    for package, reason in (
        ("typo_rule", "(ImportError: cannot import name 'knbo'"),
        ("exit_rule", "(SystemExit: 3)"),
        ("none_rule", "(TypeError: 3 is not a rule class with a step)"),
        ("taken_rule", "(ValueError: there is a rule STDP already, use another name)"),
    ):
        (problem,) = (each for each in problems if f" of {package} is skipped" in each)
        assert reason in problem
        assert problem.endswith("Repair or remove it.")
        assert done.stderr.count(problem) == 1
    notes = [line[8:] for line in done.stdout.splitlines() if line.startswith("note ")]
    assert [note for note in notes if "is skipped" in note] == problems
    assert "the demonstration gives 0.2690 0.2033 0.3342" in done.stdout


def test_a_damaged_list_of_packages_leaves_the_other_rules(monkeypatch):
    registry = RuleRegistry()
    registry["STDP"] = STDP
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: 1 / 0)
    with pytest.warns(UserWarning, match=r"The list of packages is skipped \(ZeroDivisionError"):
        assert list(registry) == ["STDP"]
    assert list(registry) == ["STDP"]


def test_the_same_lines_in_a_file_of_the_rules_folder_are_a_rule_too(own_copy, commands):
    (own_copy / "leap.py").write_text(RULE.format(name="Leap"))
    assert commands("run florian --rule leap --set rate=0.05").stdout == "Leap 0.4000\n"


def test_a_broken_file_of_the_rules_folder_is_named_once_and_skipped(own_copy, commands):
    broken = RULE.format(name="Leap") + "rate = knob(\n"
    (own_copy / "leap.py").write_text(broken)
    (own_copy / "late.py").write_text(RULE.format(name="Late") + "1 / 0\n")
    done = commands("list", "run florian")
    for problem in (
        "The rule file leap.py is skipped (SyntaxError: '(' was never closed (leap.py, line 8)).",
        "The rule file late.py is skipped (ZeroDivisionError: division by zero).",
    ):
        assert f"  {problem} Repair or remove it.\n" in done.stdout
        assert done.stderr.count(problem) == 1
    assert "\n  Late\n" not in done.stdout
    assert "   STDP 0.2690\n" in done.stdout
