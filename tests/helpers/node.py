"""The front end's modules under Node: their functions are called with JSON, and answer in JSON."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

MODULES = Path(__file__).parents[2] / "stdplab" / "widgets" / "js"
NODE = Path(sys.executable).with_name("node.exe" if os.name == "nt" else "node")
ANSWER_CALLS = Path(__file__).with_name("answer_calls.mjs")


class NodeError(Exception):
    """What a function has thrown."""


class Node:
    """A running Node, which keeps the modules that it has loaded."""

    def __init__(self, process):
        self._process = process

    def call(self, module, function, *args):
        """Call a function of a module: a path, or the name of one of the widgets' modules.

        A promise is awaited; typed arrays come as lists.
        """
        path = module if isinstance(module, Path) else MODULES / f"{module}.mjs"
        request = {"module": path.as_uri(), "name": function, "args": args}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise NodeError(answer["error"])
        return answer["value"]


@contextmanager
def running():
    """Start Node, and end it with the block."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([NODE, ANSWER_CALLS], encoding="utf-8", **pipes) as process:
        try:
            yield Node(process)
        finally:
            process.stdin.close()


def run(script):
    """What a module prints when Node runs it."""
    command = [NODE, "--input-type=module"]
    done = subprocess.run(command, input=script, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.stdout
