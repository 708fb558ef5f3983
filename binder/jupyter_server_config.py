# 1. jupyter_server leaves Nagle's algorithm on for the kernels' websockets: a small message waits
# until the browser has acknowledged the one before, which it does up to 40 ms late. A message to
# the kernel and its answer of 10 kB, ms, three runs of 5 x 200 trips each way in random order on
# two cores under a load of 17, 13 and 8 (python -m tests.bench.nagle, 25 November 2026):
#             median              95th percentile
#   as here   13.6  11.4   7.0    29.8  31.3  24.0
#   without   26.8  44.6  45.5    65.4  65.4  61.4
# 2. ipykernel 7.0 to 7.3, and so Binder's, may leave a request unread that comes while it answers
# another one, such as the first of a page: it waits until somebody else connects to the kernel
# (github.com/ipython/ipykernel/issues/1554). So somebody does, a second after each message.
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.ioloop import IOLoop

MOMENT = 1  # s


class Prompt(ZMQChannelsWebsocketConnection):
    """A kernel's websocket that sends each message at once, and leaves none unread for long."""

    waking = None

    def connect(self):
        """Connect to the kernel; the browser's socket is open by now."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()

    def handle_incoming_message(self, incoming_msg):
        """Hand a message to the kernel, and wake it in case it does not look."""
        super().handle_incoming_message(incoming_msg)
        if self.waking is None:
            self.waking = IOLoop.current().call_later(MOMENT, self.wake)

    def wake(self):
        """Connect to the kernel once more, where it is still there, and leave again."""
        self.waking = None
        if self.channels and self.kernel_id in self.multi_kernel_manager:
            line = self.kernel_manager.connect_shell()
            IOLoop.current().call_later(MOMENT, line.close)


c = get_config()  # noqa: F821
c.ServerApp.kernel_websocket_connection_class = Prompt
