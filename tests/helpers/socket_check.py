"""Whether a configuration's websockets to kernels send each message at once."""

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from traitlets.config import PyFileConfigLoader


class Handler(KernelWebsocketHandler):
    """A handler without a request, which records the calls it gets."""

    def __init__(self):
        self.calls = []

    def set_nodelay(self, value):
        self.calls.append(("nodelay", value))


def chosen(folder):
    """The class of kernels' websockets that a jupyter_server_config.py chooses."""
    loader = PyFileConfigLoader("jupyter_server_config.py", path=str(folder))
    return loader.load_config().ServerApp.kernel_websocket_connection_class


def connecting(folder, monkeypatch):
    """The calls, in order, when a kernel is connected to under jupyter_server_config.py."""
    kind = chosen(folder)

    def connect(self):
        self.websocket_handler.calls.append("connected")

    monkeypatch.setattr(kind.__base__, "connect", connect)
    handler = Handler()
    kind(websocket_handler=handler).connect()
    return handler.calls
