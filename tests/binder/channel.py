"""A kernel's websocket on the server, and cells run over it."""

import json
import uuid


class Channel:
    """A kernel's websocket, in the plain form of its protocol: JSON texts."""

    def __init__(self, line):
        self.line, self.session = line, uuid.uuid4().hex

    def send(self, kind, content):
        """Send a message to the kernel's shell; gives the message's id."""
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self.session,
            "username": "",
            "version": "5.3",
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.line.send(json.dumps({**message, "channel": "shell", "buffers": []}))
        return header["msg_id"]

    def answers(self, asked):
        """The messages that answer ``asked``; those with buffers, of widgets, are passed over."""
        while True:
            message = self.line.recv()
            if isinstance(message, str):
                message = json.loads(message)
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
