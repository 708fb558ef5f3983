"""Where the course's notebooks are, and how a learner gets a copy of them."""

from __future__ import annotations

import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def source() -> Path:
    """The folder with the course's notebooks: inside an installed package, or in a clone."""
    for folder in (PACKAGE / "course" / "notebooks", PACKAGE.parent / "notebooks"):
        if (folder / "00_start_here.ipynb").is_file():
            return folder
    raise FileNotFoundError("the course's notebooks are missing: install stdplab again")


def names() -> list[str]:
    """The notebooks of the course in order, without their ending."""
    return sorted(path.stem for path in source().glob("*.ipynb"))


def find(name: str) -> str:
    """The notebook that ``name`` means: its name or the beginning of it, such as "03"."""
    found = [known for known in names() if known == name or known.startswith(name)]
    if len(found) != 1:
        what = f"several notebooks begin with {name!r}" if found else f"no notebook {name!r}"
        raise ValueError(f"{what}: there are {', '.join(names())}")
    return found[0]


def copy(folder: Path) -> list[str]:
    """Copy the notebooks that ``folder`` lacks and return their names; never overwrite one."""
    folder.mkdir(parents=True, exist_ok=True)
    copied = []
    for name in names():
        target = folder / f"{name}.ipynb"
        if not target.exists():
            shutil.copyfile(source() / target.name, target)
            copied.append(name)
    return copied
