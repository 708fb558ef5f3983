"""A kernel's websocket on the server, and cells run over it."""

import json
import time
import uuid

import websocket

PATIENCE = 120
"""Seconds to wait for a kernel's next word."""


class Channel:
    """A kernel's websocket, in the plain form of its protocol: JSON texts."""

    def __init__(self, line):
        self.line, self.session = line, uuid.uuid4().hex

    def send(self, kind, content, channel="shell", **more):
        """Send a message to the kernel, ``more`` in its header; gives the message's id."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.3",
            **more,
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.put({**message, "channel": channel, "buffers": []})
        return header["msg_id"]

    def put(self, message):
        """Send a whole message."""
        self.line.send(json.dumps(message))

    @staticmethod
    def read(word):
        """The message in what the line gave, or None for one of another form."""
        return json.loads(word) if isinstance(word, str) else None

    def receive(self, patience):
        """The next message, or a timeout; those with buffers, of widgets, are passed over.

        A server's pings keep the line alive when the kernel has nothing to say: the line's own
        timeout is short, and silence is counted here.
        """
        end = time.monotonic() + patience
        while True:
            try:
                message = self.read(self.line.recv())
            except websocket.WebSocketTimeoutException:
                if time.monotonic() > end:
                    raise
                continue
            if message:
                return message

    def answers(self, asked, patience=PATIENCE):
        """The messages that answer ``asked``."""
        while True:
            message = self.receive(patience)
            if message["parent_header"].get("msg_id") == asked:
                yield message

    def run(self, code):
        """Run a cell; gives its outputs, as a notebook stores them, once the kernel is idle."""
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        outputs, replied, idle = [], False, False
        for message in self.answers(self.send("execute_request", content)):
            kind, content = message["header"]["msg_type"], message["content"]
            replied |= kind == "execute_reply"
            idle |= kind == "status" and content["execution_state"] == "idle"
            if kind in {"stream", "execute_result", "display_data", "error"}:
                outputs.append({"output_type": kind, **content})
            if replied and idle:
                break
        return outputs
