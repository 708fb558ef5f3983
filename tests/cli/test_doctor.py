"""The doctor: which findings are fine, noted or broken, and the free memory that it reads."""

import subprocess
import sys
from importlib import metadata

import pytest

from stdplab import cli
from stdplab.cli.common import doctor_checks, system_info
from stdplab.course import course_folder

from ..helpers.broken_system import FULL, refuse


def doctor(capsys):
    code = cli.main(["doctor"])
    return code, capsys.readouterr().out


def test_the_doctor_finds_this_machine_fine(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, printed = doctor(capsys)
    assert code == 0
    assert "broken " not in printed
    for name in ("numpy", "torch", "anywidget", "ipywidgets", "jupyterlab", "matplotlib"):
        assert f"fine    {name} {metadata.version(name)}\n" in printed
    assert "fine    torch is the CPU build\n" in printed
    assert "fine    JupyterLab's extension @jupyter-widgets/jupyterlab-manager\n" in printed
    assert f"fine    {len(course_folder.names())} notebooks in " in printed
    assert "fine    the demonstration gives 0.2690 0.2033 0.3342\n" in printed
    assert printed.endswith("\nNothing is broken.\n")
    assert not list(tmp_path.iterdir())


def test_the_doctor_names_what_is_broken(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))
    monkeypatch.setattr(metadata, "requires", lambda _: ["numpy>=99", "nothing>=1", "torch>=2.4"])
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda _: [str(tmp_path)])
    monkeypatch.setattr(course_folder, "PACKAGE", tmp_path / "none" / "stdplab")
    monkeypatch.setattr(doctor_checks.tempfile, "TemporaryFile", refuse(FULL))
    monkeypatch.setitem(doctor_checks.DEMONSTRATION_WEIGHTS, "STDP", "0.2691")
    code, printed = doctor(capsys)
    assert code == 1
    broken = [line[8:] for line in printed.splitlines() if line.startswith("broken")]
    for line, words in zip(
        broken,
        (
            "stdplab needs 3.11 or newer",
            "too old. Run: pip install -U 'numpy>=99'",
            "nothing cannot be imported",
            "JupyterLab shows no widgets",
            "JupyterLab's extension anywidget: not found",
            "The course's notebooks are missing. Install stdplab again.",
            "cannot be written (No space left on device). Work in another folder",
            "it should give 0.2691 0.2033 0.3342",
        ),
        strict=True,
    ):
        assert words in line
    assert printed.endswith("\n8 broken. Repair the first one first.\n")


def test_the_doctor_notes_what_is_slow_or_scarce(monkeypatch, capsys):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr("torch.version.cuda", "13.0")
    monkeypatch.setattr(system_info, "free_memory_mb", lambda: 100)
    monkeypatch.setattr(system_info, "free_disk_mb", lambda _: 10)
    monkeypatch.setattr(metadata, "requires", refuse(metadata.PackageNotFoundError))
    code, printed = doctor(capsys)
    assert code == 0
    notes = [line[8:] for line in printed.splitlines() if line.startswith("note")]
    slow = "so importing torch takes 2 to 5 s instead of about 1 s"
    advice = (
        "recommended. Free disk space before you work.",
        "recommended. Close other programs and notebooks.",
    )
    assert notes == [
        f"Python does not store byte code (PYTHONDONTWRITEBYTECODE is set), {slow}",
        "stdplab is not installed as a package, so its requirements are not checked",
        "torch is a GPU build. It works; the CPU build takes gigabytes less disk space",
        f"10 MB of disk space are free; at least 200 MB are {advice[0]}",
        f"100 MB of memory are free; at least 500 MB are {advice[1]}",
    ]


@pytest.mark.parametrize(
    ("version", "noted"),
    [("6.31.0", False), ("7.0.1", True), ("7.3.0", True), ("7.4.0", False), ("8.0.0", False)],
)
def test_a_kernel_that_may_lose_requests_is_noted(monkeypatch, version, noted):
    monkeypatch.setattr(metadata, "version", lambda _name: version)
    findings = [*doctor_checks.kernel()]
    assert findings[0] == ("fine", f"ipykernel {version}")
    assert noted == ("reload the page" in "".join(sentence for _, sentence in findings[1:]))


def test_a_package_that_does_not_load_is_broken(monkeypatch):
    monkeypatch.setattr(
        doctor_checks.importlib, "import_module", refuse(OSError("a DLL is missing"))
    )
    state, sentence = doctor_checks.package("torch", "2.4")
    assert state == "broken"
    assert sentence.startswith("torch cannot be imported (a DLL is missing). Run: pip install")


def test_a_package_with_another_import_name_is_found():
    finding = doctor_checks.package("pillow", "10")
    assert finding == ("fine", f"pillow {metadata.version('pillow')}")


def test_memory_is_what_the_system_and_the_container_leave(tmp_path, monkeypatch):
    monkeypatch.setattr(system_info, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(system_info, "CGROUP", tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system_info.free_memory_mb() is None
    (tmp_path / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable: 2000000 kB\n")
    assert system_info.free_memory_mb() == 2048
    (tmp_path / "memory.max").write_text("1000000000\n")
    (tmp_path / "memory.current").write_text("300000000\n")
    assert system_info.free_memory_mb() == 700
    (tmp_path / "memory.max").write_text("max\n")
    assert system_info.free_memory_mb() == 2048


def test_memory_on_macos(monkeypatch):
    output = (
        "Mach Virtual Memory Statistics: (page size of 16384 bytes)\nPages free:     1000.\n"
        "Pages active:   9000.\nPages inactive:   2000.\nPages speculative:   500.\n"
    )
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: output)
    assert system_info.free_memory_mb() == 3500 * 16384 // 1_000_000
    monkeypatch.setattr(subprocess, "check_output", refuse(FileNotFoundError()))
    assert system_info.free_memory_mb() is None
