"""Run a notebook of the course on the server, and compare its outputs with the stored ones."""

import time

from stdplab.course import notebook_file


def output_text(outputs):
    """The outputs of a cell as text: what it printed, its results and its errors."""
    printed = "".join(
        notebook_file.joined_text(o["text"]) for o in outputs if o.get("name") == "stdout"
    )
    shown = [
        notebook_file.joined_text(o["data"]["text/plain"])
        for o in outputs
        if "text/plain" in o.get("data", {}) and "image/png" not in o["data"]
    ]
    raised = [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]
    return "\n".join(filter(None, [printed, *shown, *raised]))


def first_cell_seconds(server, path):
    """Seconds from asking for a kernel to the end of the first cell."""
    begun = time.monotonic()
    with server.kernel() as channel:
        channel.run(notebook_file.code_cells(notebook_file.read(path))[0]["source"])
        return time.monotonic() - begun


def run_cells(server, path):
    """The outputs of all cells, in a kernel of their own."""
    with server.kernel() as channel:
        return [
            channel.run(cell["source"])
            for cell in notebook_file.code_cells(notebook_file.read(path))
        ]


def differences(path, outputs):
    """A sentence for each cell whose output differs from the stored one."""
    cells = notebook_file.code_cells(notebook_file.read(path))
    for number, (cell, found) in enumerate(zip(cells, outputs, strict=True), 1):
        stored, actual = output_text(cell["outputs"]), output_text(found)
        if stored != actual:
            yield f"Code cell {number} of {path.stem} gives {actual!r}; stored is {stored!r}."
