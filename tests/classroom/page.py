"""A notebook's page to its kernel: the wire that JupyterLab speaks, and the widgets it holds."""

import itertools
import json
import queue
import threading
import time

from websocket import WebSocketException, WebSocketTimeoutException

from ..helpers.kernel_channel import PATIENCE, Channel

WIRE = "v1.kernel.websocket.jupyter.org"
"""JupyterLab's form of the messages: parts as bytes, which the server passes on unread."""


def packed(message):
    """A message in the form of `WIRE`: how many offsets, the offsets, the parts."""
    named = [message[part] for part in ("header", "parent_header", "metadata", "content")]
    parts = [message["channel"].encode(), *(json.dumps(part).encode() for part in named)]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = b"".join(n.to_bytes(8, "little") for n in [len(offsets), *offsets])
    return numbers + b"".join(parts)


def unpacked(data):
    """The message that `packed` gives, buffers left out."""
    count = int.from_bytes(data[:8], "little")
    offsets = [int.from_bytes(data[8 * n : 8 * n + 8], "little") for n in range(1, count + 1)]
    channel, header, parent, _, content, *_ = [
        data[start:end] for start, end in itertools.pairwise(offsets)
    ]
    read = {"header": header, "parent_header": parent, "content": content}
    return {"channel": channel.decode(), **{name: json.loads(text) for name, text in read.items()}}


class Page(Channel):
    """What a learner's page knows of its kernel.

    models    the state of every widget by its model's id, as the kernel last told it
    """

    def __init__(self, line):
        super().__init__(line)
        self.models = {}
        self.subshell = {}
        self.heard = queue.Queue()
        threading.Thread(target=self.hear, daemon=True).start()

    def hear(self):
        """Take what comes as a browser does, pings too, whether somebody waits for it or not."""
        try:
            while word := self.line.recv():
                self.heard.put(self.read(word))
        except (OSError, WebSocketException) as error:
            self.heard.put(error)

    def receive(self, patience):
        """The next message, or a timeout."""
        try:
            message = self.heard.get(timeout=patience)
        except queue.Empty:
            raise WebSocketTimeoutException(f"nothing came for {patience} s") from None
        if isinstance(message, Exception):
            raise message
        return message

    def put(self, message):
        """Send a whole message."""
        self.line.send_binary(packed(message))

    def read(self, word):
        """The message in what the line gave, its widgets' news noted."""
        message = unpacked(word)
        content = message["content"]
        data = content.get("data", {})
        if message["header"]["msg_type"] == "comm_open":
            self.models[content["comm_id"]] = dict(data.get("state", {}))
        elif message["header"]["msg_type"] == "comm_msg" and "state" in data:
            self.models.setdefault(content["comm_id"], {}).update(data["state"])
        return message

    def open(self):
        """Wait for the kernel; then ask for a thread of its own for widgets, as JupyterLab does.

        What a kernel says before the server hears it is lost, so it is asked until it is heard.
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

    def find(self, **wanted):
        """The ids of the widgets whose state has these values, the newest last."""
        return [
            key
            for key, state in self.models.items()
            if all(state.get(name) == value for name, value in wanted.items())
        ]

    def tell(self, model, data, came):
        """Tell a widget's kernel side; the seconds until a message for which ``came`` holds.

        Returns when the kernel is idle again; None when no such message came.
        """
        begun, taken = time.perf_counter(), None
        content = {"comm_id": model, "data": data}
        for answer in self.answers(self.send("comm_msg", content, **self.subshell)):
            if taken is None and came(answer):
                taken = time.perf_counter() - begun
            if idle(answer):
                return taken
        raise AssertionError  # answers() has no end

    def change(self, model, came, **state):
        """Set traits of a widget, as a page does; see `tell`."""
        return self.tell(model, {"method": "update", "state": state, "buffer_paths": []}, came)

    def say(self, model, content, came):
        """Send a widget a message of its own; see `tell`."""
        return self.tell(model, {"method": "custom", "content": content}, came)


def idle(answer):
    """Whether a message says that the kernel has done what it was asked."""
    return answer["content"].get("execution_state") == "idle"


def told(model, trait):
    """Whether a message says what a trait of a widget is now."""

    def came(answer):
        content = answer["content"]
        return content.get("comm_id") == model and trait in content["data"].get("state", {})

    return came
