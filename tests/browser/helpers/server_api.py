"""What a Jupyter server answers to questions about its notebooks and kernels."""

import json
import urllib.request

PATIENCE = 180
"""Seconds to wait for what a quiet machine does in a few, so that a busy one fails no test."""


class ServerApi:
    """The REST interface of a running server, and the file that it logs to."""

    def __init__(self, root, token, log):
        self.root, self.token, self.log = root, token, log

    def get(self, what):
        """The answer to a question, such as "sessions"."""
        return json.loads(self._send(what, "GET"))

    def end_sessions_of(self, notebook):
        """End the kernels that a notebook has."""
        for one in self.get("sessions"):
            if one["path"] == notebook:
                self._send(f"sessions/{one['id']}", "DELETE")

    def kernel_of(self, notebook):
        """The id of the kernel that a notebook has."""
        sessions = self.get("sessions")
        kernels = [one["kernel"]["id"] for one in sessions if one["path"] == notebook]
        if len(kernels) != 1:
            raise RuntimeError(f"{notebook} should have one kernel; the server has {sessions}")
        return kernels[0]

    def _send(self, what, method):
        own = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.root}/api/{what}", method=method, headers=own)  # noqa: S310 - http, to the server started here
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            return reply.read()
