"""A JupyterHub on this machine, configured as documented and with what a test needs."""

import secrets
import subprocess
import time
import urllib.request
from contextlib import contextmanager, suppress

import psutil

from ..binder.server import free_port
from . import documented_config
from .machine import allow_root

TEST = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {inner}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{homes}/{{username}}"
c.Spawner.args = {args}
"""


class Hub:
    """A running hub: its address, the class's password, and its process."""

    def __init__(self, address, password, process):
        self.address, self.password, self.process = address, password, process


@contextmanager
def running(machine, extra=""):
    """Run a hub; gives a `Hub` that answers."""
    folder = machine.folder / "hub"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    port, password = free_port(), secrets.token_urlsafe(16)
    added = TEST.format(
        port=port,
        inner=free_port(),
        api=free_port(),
        proxy=machine.proxy,
        password=password,
        homes=machine.homes,
        args=allow_root(),
    )
    config = folder / "jupyterhub_config.py"
    config.touch(mode=0o600)  # the password stands in it
    config.write_text(f"{documented_config.files()['jupyterhub_config.py']}{added}{extra}\n")
    with machine.log.open("a") as log:
        process = subprocess.Popen(
            [machine.prefix / "bin" / "jupyterhub", "--config", config],
            cwd=folder,
            env=machine.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    hub = Hub(f"http://127.0.0.1:{port}/", password, process)
    try:
        _wait(hub, machine.log)
        yield hub
    finally:
        _stop(process)


def _wait(hub, log, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end and hub.process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{hub.address}hub/health"):
            return
        time.sleep(0.1)
    tail = "\n".join(log.read_text().splitlines()[-15:])
    raise RuntimeError(f"the hub did not start:\n{tail}")


def _stop(process):
    """Let the hub end its servers, and these their kernels; end what is left of them."""
    with suppress(psutil.NoSuchProcess):
        below = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        _, left = psutil.wait_procs(below, timeout=120)
        for one in left:
            with suppress(psutil.NoSuchProcess):
                one.kill()
    process.kill()
    process.wait()
