"""The image's server, started as its entry point starts it, and its kernels over the web API."""

import json
import os
import signal
import socket
import string
import subprocess
import time
import urllib.request
import uuid
from contextlib import closing, contextmanager, suppress

import websocket

from ..helpers.kernel_channel import PATIENCE, Channel
from .promises import badge

TOKEN = uuid.uuid4().hex
EVERYWHERE = "0.0.0.0"  # noqa: S104
"""Where a container listens; here only this machine is to reach the server."""


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(image, dockerfile):
    """What the entry point runs: `start`, where there is one, with the image's command."""
    entry = string.Template(dockerfile.start or "").substitute(image.environment)
    asked = ["127.0.0.1" if word == EVERYWHERE else word for word in dockerfile.command]
    # The image's user is none, but here it may be root, whom Jupyter refuses otherwise.
    root = ["--allow-root"] if os.geteuid() == 0 else []
    return [*filter(None, [entry]), *asked, *root]


@contextmanager
def serving(image, dockerfile):
    """Run the image's command; gives a `Server` that answers."""
    port = free_port()
    with image.log.open("a") as log:
        begun = time.monotonic()
        process = subprocess.Popen(
            [*command(image, dockerfile), f"--port={port}", "--port-retries=0", "--no-browser"],
            cwd=image.home,
            env={**image.environment, "JUPYTER_TOKEN": TOKEN},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(port, process)
    try:
        server.wait(image.log)
        server.seconds = time.monotonic() - begun
        yield server
    finally:
        _stop(process)


def _stop(process):
    """Let the server end its kernels; it has ten seconds."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Server:
    """A running Jupyter server on this machine."""

    def __init__(self, port, process):
        self.port, self.process = port, process

    def ask(self, method, path, body=None):
        """One request; gives what was answered, decoded where it is JSON."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/{path}",
            method=method,
            data=body and json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            output = answer.read()
            return json.loads(output) if "json" in answer.headers.get_content_type() else output

    def wait(self, log):
        """Wait until the server answers; raise with its log's end when it stops instead."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.ask("GET", "api")
            except OSError:
                time.sleep(0.05)
                continue
            return
        tail = "\n".join(log.read_text().splitlines()[-15:])
        raise RuntimeError(f"the server did not start:\n{tail}")

    @contextmanager
    def kernel(self):
        """Start a kernel where the notebooks are; gives its `Channel`."""
        try:
            made = self.ask("POST", "api/kernels", {"name": "python3", "path": "notebooks"})["id"]
            address = f"ws://127.0.0.1:{self.port}/api/kernels/{made}/channels"
            line = websocket.create_connection(
                address, timeout=PATIENCE, header=[f"Authorization: token {TOKEN}"]
            )
            with closing(line):
                line.settimeout(1)  # the channel counts how long a kernel is silent
                yield Channel(line)
            self.ask("DELETE", f"api/kernels/{made}")
        except (OSError, websocket.WebSocketException) as error:
            raise RuntimeError(f"a kernel of the server no longer answers: {error}") from None


def promises(server, image, dockerfile):
    """A sentence when the badge leads nowhere, and one when `start` brings no configuration."""
    page = badge(image.home)
    try:
        server.ask("GET", page)
    except OSError as error:
        yield f"The README's badge leads to {page}, and the server says: {error}."
    shown = [*command(image, dockerfile), "--show-config-json"]
    output = subprocess.check_output(
        shown, cwd=image.home, env=image.environment, stderr=subprocess.DEVNULL, text=True
    )
    if "Prompt" not in json.loads(output)["ServerApp"].get("kernel_websocket_connection_class", ""):
        yield "The server does not follow binder/jupyter_server_config.py: see binder/start."
