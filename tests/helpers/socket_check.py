"""Whether a configuration's websockets to kernels send each message at once."""

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from traitlets.config import PyFileConfigLoader


class Handler(KernelWebsocketHandler):
    """A handler without a request, which writes down what it is told."""

    def __init__(self):
        self.told = []

    def set_nodelay(self, value):
        self.told.append(("nodelay", value))


def chosen(folder):
    """The class of kernels' websockets that a jupyter_server_config.py chooses."""
    loader = PyFileConfigLoader("jupyter_server_config.py", path=str(folder))
    return loader.load_config().ServerApp.kernel_websocket_connection_class


def connecting(folder, monkeypatch):
    """What happens, in order, when a kernel is connected to under jupyter_server_config.py."""
    kind = chosen(folder)

    def connect(self):
        self.websocket_handler.told.append("connected")

    monkeypatch.setattr(kind.__base__, "connect", connect)
    handler = Handler()
    kind(websocket_handler=handler).connect()
    return handler.told
