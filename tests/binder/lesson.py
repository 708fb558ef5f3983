"""A notebook of the course, run cell by cell on the server and compared with what it stores."""

import time

from stdplab.course import notebook_file


def words(outputs):
    """What a cell says in text: what it printed, then each result as text, errors too."""
    printed = "".join(notebook_file.text(o["text"]) for o in outputs if o.get("name") == "stdout")
    shown = [
        notebook_file.text(o["data"]["text/plain"])
        for o in outputs
        if "text/plain" in o.get("data", {}) and "image/png" not in o["data"]
    ]
    raised = [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]
    return "\n".join(filter(None, [printed, *shown, *raised]))


def first(server, path):
    """Seconds from asking for a kernel to the end of the first cell."""
    begun = time.monotonic()
    with server.kernel() as channel:
        channel.run(notebook_file.code(notebook_file.read(path))[0]["source"])
        return time.monotonic() - begun


def run(server, path):
    """The outputs of all cells, in a kernel of their own."""
    with server.kernel() as channel:
        return [
            channel.run(cell["source"]) for cell in notebook_file.code(notebook_file.read(path))
        ]


def differences(path, outputs):
    """A sentence for each cell whose words are not the stored ones."""
    cells = notebook_file.code(notebook_file.read(path))
    for number, (cell, found) in enumerate(zip(cells, outputs, strict=True), 1):
        stored, said = words(cell["outputs"]), words(found)
        if stored != said:
            yield f"Code cell {number} of {path.stem} says {said!r}; stored is {stored!r}."
