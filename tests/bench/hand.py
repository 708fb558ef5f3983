"""A hand on a mouse: pointer events at a mouse's own rate, which waits for no frame."""

import json
import socket
import threading
import time
import urllib.request

import websocket

RATE = 125
"""Events a second, as an ordinary USB mouse sends them."""

SWEEP = 0.8
"""Seconds from one end to the other."""


def free_port():
    """A port for the browser to listen on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hand:
    """The mouse of one page, moved past the test driver, which would wait for every answer."""

    def __init__(self, port, page):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            targets = json.load(answer)
        address = next(t["webSocketDebuggerUrl"] for t in targets if t["url"] == page.url)
        self.socket = websocket.create_connection(address, suppress_origin=True)
        threading.Thread(target=self._drain, daemon=True).start()
        self.sent = 0

    def _drain(self):
        try:
            while self.socket.recv():
                pass
        except (OSError, websocket.WebSocketException):
            return

    def _send(self, kind, x, y):
        self.sent += 1
        pressed = {"button": "left", "buttons": 1, "clickCount": 1}
        event = {"type": kind, "x": x, "y": y, **pressed}
        call = {"id": self.sent, "method": "Input.dispatchMouseEvent", "params": event}
        self.socket.send(json.dumps(call))

    def drag(self, start, end, seconds):
        """Press at ``start``, sweep to ``end`` and back until the time is over, let go."""
        (x, y), width = start, end[0] - start[0]
        self._send("mouseMoved", x, y)
        self._send("mousePressed", x, y)
        begun = time.monotonic()
        for tick in range(1, seconds * RATE):
            time.sleep(max(0, begun + tick / RATE - time.monotonic()))
            share = 1 - abs(1 - tick / RATE / SWEEP % 2)  # never at rest: each frame has a change
            self._send("mouseMoved", x + share * width, y)
        self._send("mouseReleased", x + share * width, y)

    def close(self):
        """Let go of the page."""
        self.socket.close()
