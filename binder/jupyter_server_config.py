# jupyter_server leaves Nagle's algorithm on for the kernels' websockets: a small message waits
# until the browser has acknowledged the one before, which it does up to 40 ms late. A message to
# the kernel and its answer of 10 kB, ms, three runs of 5 x 200 trips each way in random order on
# two cores under a load of 17, 13 and 8 (python -m tests.bench.nagle, 25 November 2026):
#             median              95th percentile
#   as here   13.6  11.4   7.0    29.8  31.3  24.0
#   without   26.8  44.6  45.5    65.4  65.4  61.4
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class Prompt(ZMQChannelsWebsocketConnection):
    """A kernel's websocket that sends each message at once."""

    def connect(self):
        """Connect to the kernel; the browser's socket is open by now."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


c = get_config()  # noqa: F821
c.ServerApp.kernel_websocket_connection_class = Prompt
