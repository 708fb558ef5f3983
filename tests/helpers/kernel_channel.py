"""A kernel's websocket on the server, and cells run over it."""

import json
import time
import uuid

import websocket

PATIENCE = 120
"""Seconds to wait for a kernel's next message."""


class Channel:
    """A kernel's websocket, in the plain form of its protocol: JSON texts."""

    def __init__(self, line):
        self.line, self.session = line, uuid.uuid4().hex

    def send(self, kind, content, channel="shell", **more):
        """Send a message to the kernel, with ``more`` in its header; returns the message's id."""
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
    def read(frame):
        """The message in a websocket frame, or None for a frame of another form."""
        return json.loads(frame) if isinstance(frame, str) else None

    def receive(self, patience):
        """The next message, or a timeout; messages with buffers (of widgets) are skipped.

        A server's pings keep the connection alive while the kernel is silent. The connection's
        own timeout is short, so the silence is measured here.
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

    def answers(self, request, patience=PATIENCE):
        """The messages that answer the request of that id."""
        while True:
            message = self.receive(patience)
            if message["parent_header"].get("msg_id") == request:
                yield message

    def run(self, code):
        """Run a cell; returns its outputs, as a notebook stores them, once the kernel is idle."""
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
