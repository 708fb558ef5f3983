"""A notebook's page as its kernel sees it: JupyterLab's websocket protocol and widget states."""

import itertools
import json
import queue
import threading
import time

from websocket import WebSocketException, WebSocketTimeoutException

from ..helpers.kernel_channel import PATIENCE, Channel

SUBPROTOCOL = "v1.kernel.websocket.jupyter.org"
"""JupyterLab's message format: parts as bytes, which the server forwards without parsing."""


def encode(message):
    """A message in the format of `SUBPROTOCOL`: number of offsets, the offsets, the parts."""
    named = [message[part] for part in ("header", "parent_header", "metadata", "content")]
    parts = [message["channel"].encode(), *(json.dumps(part).encode() for part in named)]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = b"".join(n.to_bytes(8, "little") for n in [len(offsets), *offsets])
    return numbers + b"".join(parts)


def decode(data):
    """The message that `encode` encoded, without buffers."""
    count = int.from_bytes(data[:8], "little")
    offsets = [int.from_bytes(data[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    channel, header, parent, _, content, *_ = [
        data[start:end] for start, end in itertools.pairwise(offsets)
    ]
    read = {"header": header, "parent_header": parent, "content": content}
    return {"channel": channel.decode(), **{name: json.loads(text) for name, text in read.items()}}


class Page(Channel):
    """A learner's page and its connection to the kernel.

    models    the state of every widget by its model's id, as the kernel last sent it
    """

    def __init__(self, line):
        super().__init__(line)
        self.models = {}
        self.subshell = {}
        self.received = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        """Receive every message at once, pings included, as a browser does."""
        try:
            while word := self.line.recv():
                self.received.put(self.read(word))
        except (OSError, WebSocketException) as error:
            self.received.put(error)

    def receive(self, patience):
        """The next message, or a timeout."""
        try:
            message = self.received.get(timeout=patience)
        except queue.Empty:
            raise WebSocketTimeoutException(f"nothing came for {patience} s") from None
        if isinstance(message, Exception):
            raise message
        return message

    def put(self, message):
        """Send a whole message."""
        self.line.send_binary(encode(message))

    def read(self, word):
        """Decode a message, and update the states of the widgets from it."""
        message = decode(word)
        content = message["content"]
        data = content.get("data", {})
        if message["header"]["msg_type"] == "comm_open":
            self.models[content["comm_id"]] = dict(data.get("state", {}))
        elif message["header"]["msg_type"] == "comm_msg" and "state" in data:
            self.models.setdefault(content["comm_id"], {}).update(data["state"])
        return message

    def open(self):
        """Wait for the kernel; then request a subshell for widgets, as JupyterLab does.

        A reply that the kernel sends before the server listens is lost, so the request is
        repeated until a reply arrives.
        """
        for _ in range(PATIENCE):
            try:
                asked = self.send("kernel_info_request", {})
                while not idle(next(self.answers(asked, patience=1))):
                    pass
                break
            except WebSocketTimeoutException:
                continue
        asked = self.send("create_subshell_request", {}, "control")
        reply = next(a for a in self.answers(asked) if a["channel"] == "control")
        self.subshell = {"subshell_id": reply["content"]["subshell_id"]}

    def find(self, **values):
        """The ids of the widgets whose state has these values, the newest last."""
        return [
            key
            for key, state in self.models.items()
            if all(state.get(name) == value for name, value in values.items())
        ]

    def timed_send(self, model, data, is_reply):
        """Send data to a widget's kernel side; return the seconds until a message is the reply.

        Returns when the kernel is idle again; None if no message was the reply.
        """
        begun, taken = time.perf_counter(), None
        content = {"comm_id": model, "data": data}
        for answer in self.answers(self.send("comm_msg", content, **self.subshell)):
            if taken is None and is_reply(answer):
                taken = time.perf_counter() - begun
            if idle(answer):
                return taken
        raise AssertionError  # answers() has no end

    def set_traits(self, model, is_reply, **state):
        """Set traits of a widget, as a page does; see `timed_send`."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        return self.timed_send(model, data, is_reply)

    def send_custom(self, model, content, is_reply):
        """Send a widget a message of its own; see `timed_send`."""
        return self.timed_send(model, {"method": "custom", "content": content}, is_reply)


def idle(answer):
    """Whether a message says that the kernel has finished the request."""
    return answer["content"].get("execution_state") == "idle"


def reports(model, trait):
    """A test of messages: whether one reports the value of a trait of a widget."""

    def is_reply(answer):
        content = answer["content"]
        return content.get("comm_id") == model and trait in content["data"].get("state", {})

    return is_reply
