"""The command line as a shell sees it: output, files, exit codes, no tracebacks."""

import os
import subprocess
import sys

import pytest

from stdplab import MSTDPET, Dopamine, cli, presets, simulate
from stdplab.cli import lab
from stdplab.cli import list as list_command
from stdplab.course import course_folder


def stdplab(*arguments, cwd=None):
    command = [sys.executable, "-m", "stdplab", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def test_run_prints_the_final_weights_and_writes_the_figure(tmp_path):
    out = tmp_path / "fig.png"
    done = stdplab("run", "florian", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "   STDP 0.2690\n  MSTDP 0.2033\nMSTDPET 0.3342\n"
    assert out.read_bytes().startswith(b"\x89PNG")


def test_run_takes_other_rules_and_other_values(capsys):
    choice = ["--rule", "mstdpet", "--rule", "Dopamine", "--set", "lag=1", "--set", "tau_z=40"]
    assert cli.main(["run", "florian", *choice]) == 0
    printed = capsys.readouterr().out
    for rule in (MSTDPET(tau_z=40), Dopamine(tau_z=40)):
        final = simulate(rule, presets.FLORIAN_2007.protocol, lag=1).final
        assert f"{rule.name:>8} {final:.4f}\n" in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "paper"], "unknown preset 'paper'. Available: florian"),
        (["run", "paper"], "window, competition, distal, latency, rates, xor"),
        (["run", "florian", "--rule", "hebb"], "unknown rule 'hebb'. Available: MSTDP, MSTDPET"),
        (
            ["export", "xor", "page.html"],
            "Cannot export 'xor'. Available: florian, course, class",
        ),
        (["export", "florian", "no/page.html"], "There is no folder no"),
        (["export", "florian", "."], ". is a folder. Give the path of a file"),
        (["export", "florian", "page.html", "--preset", "paper"], "unknown preset 'paper'"),
        (["run", "florian", "--set", "tau_z"], "write KEY=VALUE"),
        (["run", "florian", "--pre", "spikes.txt"], "--pre spikes.txt: there is no such file"),
        (["run", "florian", "--pre", "10,x"], "--pre 10,x: 'x' is not a number"),
        (["run", "florian", "--reward", "0"], "is not an (onset in ms, level) pair"),
        (["run", "florian", "--reward", "0:a"], "--reward 0:a: 'a' is not a number"),
        (["run", "florian", "--duration", "100"], "pre spike at 115 ms lies after the end"),
        (["run", "florian", "--dt", "long"], "--dt long: 'long' is not a number"),
        (["run", "window", "--pre", "10"], "--pre applies to presets only, and window is not one"),
        (["run", "xor", "--dt", "2"], "--dt applies to presets only"),
        (["run", "florian", "--set", "tau_z=long"], "'long' is not a number"),
        (["run", "florian", "--set", "tau_z=-1"], "MSTDPET.tau_z is -1"),
        (["run", "florian", "--set", "tau=1"], "unknown control 'tau'. Available: A_plus"),
        (["run", "florian", "--out", "no/such/fig.png"], "There is no folder no/such"),
        (["run", "florian", "--out", "fig.docx"], "docx"),
        (["lab", "99"], "No notebook begins with '99'. Available: 00_start_here"),
        (["lab", ""], "Several notebooks begin with ''"),
        ([], "arguments are required: COMMAND"),
        (["fly"], "invalid choice: 'fly'"),
    ],
)
def test_a_wrong_request_ends_with_a_sentence_and_code_two(
    arguments, sentence, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    try:
        code = cli.main(arguments)
    except SystemExit as refused:  # what the parser itself refuses
        code = refused.code
    assert code == 2
    said = capsys.readouterr()
    assert (sentence in said.err, said.out) == (True, "")
    assert "Traceback" not in said.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["run", "florian", "--set", "tau_z=-1"], "MSTDPET.tau_z is -1"),
    ],
    ids=["by the parser", "by the library"],
)
def test_a_process_that_is_refused_ends_with_code_two(arguments, sentence, tmp_path):
    done = stdplab(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_list_names_presets_rules_and_notebooks(capsys):
    assert cli.main(["list"]) == 0
    printed = capsys.readouterr().out.split()
    assert {"florian", "MSTDPET", "00_start_here", "03_three_rules"} <= set(printed)


def test_list_names_every_lab():
    from stdplab import labs  # noqa: PLC0415 - the rest of this file needs no widgets

    assert list_command.labs() == sorted(set(labs.__all__) - {"Lab", "load"})


def test_export_writes_a_page(tmp_path, capsys):
    page = tmp_path / "page.html"
    assert cli.main(["export", "florian", str(page), "--preset", "symmetric"]) == 0
    assert capsys.readouterr().out == f"{page} ({page.stat().st_size // 1000} kB)\n"
    assert "<h1>One synapse, three rules</h1>" in page.read_text()


def test_every_command_has_help(capsys):
    for command in ([], ["run"], ["export"], ["list"], ["lab"]):
        with pytest.raises(SystemExit) as stop:
            cli.main([*command, "--help"])
        assert stop.value.code == 0
        assert "usage: stdplab" in capsys.readouterr().out


def test_without_the_lab_packages_it_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "jupyterlab", None)
    assert cli.main(["lab"]) == 2
    assert "pip install 'stdplab[lab]'" in capsys.readouterr().err


@pytest.fixture
def without(tmp_path):
    """Run Python where a package cannot be imported, although it is installed."""

    def run(package, *arguments):
        error = f"ModuleNotFoundError('No module named {package}', name='{package}')"
        (tmp_path / f"{package}.py").write_text(f"raise {error}")
        path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
        return subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )

    return run


@pytest.mark.parametrize("arguments", [("run", "xor"), ("misconceptions",)])
def test_without_torch_a_command_that_needs_it_says_so_in_a_sentence(without, arguments):
    done = without("torch", "-m", "stdplab", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "stdplab: torch is missing (No module named torch). Run stdplab doctor to "
        "check all packages, or install it: pip install -U torch "
        "--extra-index-url https://download.pytorch.org/whl/cpu\n"
    )


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("--help",), "run a preset, a pairing experiment or a study"),
        (("list",), "00_start_here"),
        (("copy", "mine"), "copied 00_start_here.ipynb"),
        (("script", "00"), "florian()"),
        (("export", "florian", "lab.html"), "lab.html"),
        (("lab", "--help"), "--no-browser"),
        (("check", str(course_folder.source() / "00_start_here.ipynb")), "fine, "),
    ],
)
def test_without_torch_the_other_commands_run(without, tmp_path, monkeypatch, arguments, printed):
    monkeypatch.chdir(tmp_path)
    done = without("torch", "-m", "stdplab", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert printed in done.stdout


def test_without_torch_the_list_says_why_the_studies_are_missing(without):
    done = without("torch", "-m", "stdplab", "list")
    assert "studies:\n  (their networks need torch, which is missing: run stdplab doctor)" in (
        done.stdout
    )


def test_without_torch_the_progress_is_shown(without, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (
        "from stdplab.course import Progress; Progress()._repr_mimebundle_(); "
        "from stdplab.course.content import catalogue; print(catalogue()['07'][0])"
    )
    done = without("torch", "-c", code)
    assert (done.returncode, done.stderr) == (0, "")
    assert "07/share" in done.stdout


def test_without_torch_the_doctor_checks_the_other_packages(without):
    done = without("torch", "-m", "stdplab", "doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert "fine    JupyterLab's extension anywidget" in done.stdout
    assert "broken  torch cannot be imported (No module named torch). Run: pip" in done.stdout


def test_without_torch_one_synapse_runs(without):
    code = "from stdplab import presets; print(presets.FLORIAN_2007.run())"
    done = without("torch", "-c", code)
    assert "MSTDPET, 200 steps, w 0.2000 -> 0.3342" in done.stdout


def test_jupyterlab_starts_as_root_and_without_a_browser(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    command = lab.lab_command(tmp_path, "00_start_here", browser=False)
    assert {"--allow-root", "--no-browser"} <= set(command)
    assert "--LabApp.default_url=/lab/tree/00_start_here.ipynb" in command
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert "--allow-root" not in lab.lab_command(tmp_path, "00_start_here", browser=False)


def test_a_notebook_is_found_by_its_beginning():
    assert course_folder.find("03") == course_folder.find("03_three_rules") == "03_three_rules"


def test_a_copy_of_the_course_never_overwrites(tmp_path):
    assert course_folder.copy(tmp_path / "mine") == course_folder.names()
    kept = tmp_path / "mine" / "00_start_here.ipynb"
    kept.write_text("my answers")
    (tmp_path / "mine" / "03_three_rules.ipynb").unlink()
    assert course_folder.copy(tmp_path / "mine") == ["03_three_rules"]
    assert kept.read_text() == "my answers"
