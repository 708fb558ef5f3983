"""A learner's browser: cookies, forms and the addresses behind the hub's door."""

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import websocket

from .page import SUBPROTOCOL, Page

PATIENCE = 600
"""Seconds to wait for a reply of a busy machine."""
RETRY_AFTER_S = 10
"""Seconds after which a refused login is tried again."""


class RefusedError(Exception):
    """The hub refused a request."""


class Browser:
    """One learner's, at the hub's address; ``name`` logs in."""

    def __init__(self, hub, name):
        self.hub, self.name, self.jar = hub, name, CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar)).open

    def cookie(self, path, name="_xsrf"):
        """The value of a cookie that the pages under ``path`` have."""
        return next((c.value for c in self.jar if c.name == name and c.path == path), "")

    def request(self, path, method="GET", body=None, form=None, **headers):
        """An open answer, redirects followed; raises `RefusedError` with the page's words."""
        data = json.dumps(body).encode() if body is not None else None
        if form:
            data = urllib.parse.urlencode(form).encode()
        asked = urllib.request.Request(
            urllib.parse.urljoin(self.hub, path), data=data, method=method, headers=headers
        )
        try:
            return self._open(asked, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            words = " ".join(re.sub(r"<[^>]*>", " ", error.read().decode()).split())
            raise RefusedError(f"{error.code} at {path}: {words[-300:]}") from None

    def get(self, path, **more):
        """What stands at an address."""
        with self.request(path, **more) as answer:
            return answer.read()

    def log_in(self, password):
        """Fill in the hub's form and wait for a server, as the hub's waiting page does."""
        self.get("/hub/login")
        form = {"username": self.name, "password": password, "_xsrf": self.cookie("/hub/")}
        with self.request("/hub/login?next=%2Fhub%2Fspawn", "POST", form=form) as answer:
            here = urllib.parse.urlsplit(answer.url).path
        if here.startswith("/hub/spawn-pending/"):
            self._wait()

    def _wait(self):
        progress_url = f"/hub/api/users/{self.name}/server/progress?_xsrf={self.cookie('/hub/')}"
        with self.request(progress_url, Accept="text/event-stream") as events:
            for line in events:
                if not line.startswith(b"data:"):
                    continue
                event = json.loads(line[5:])
                if event.get("failed"):
                    raise RefusedError(f"the server did not start: {event['message'][:300]}")
                if event.get("ready"):
                    return
        raise RefusedError("the hub ended its report of the server's start")

    def lab(self, notebook):
        """Open JupyterLab on a notebook: the page, its scripts and the file; gives the bytes."""
        page = self.get(f"{self.home}lab/tree/{notebook}")
        scripts = re.findall(r'<script[^>]* src="([^"]+)"', page.decode())
        self.api(f"contents/{notebook}?type=notebook&content=1")
        return len(page) + sum(len(self.get(script)) for script in scripts)

    @property
    def home(self):
        """Where the learner's own server is."""
        return f"/user/{self.name}/"

    def api(self, path, method="GET", body=None):
        """One request to the learner's server; gives what it answered."""
        token = {"X-XSRFToken": self.cookie(self.home)}
        answer = self.get(f"{self.home}api/{path}", method=method, body=body, **token)
        return json.loads(answer) if answer else None

    def start(self, notebook):
        """Start a notebook's kernel; gives its id."""
        kind = {"path": notebook, "name": notebook, "type": "notebook"}
        return self.api("sessions", "POST", {**kind, "kernel": {"name": "python3"}})["kernel"]["id"]

    def page(self, kernel):
        """A `Page` on a kernel; close its line when done."""
        address = urllib.parse.urljoin(self.hub, f"{self.home}api/kernels/{kernel}/channels")
        line = websocket.create_connection(
            address.replace("http", "ws", 1),
            timeout=PATIENCE,
            subprotocols=[SUBPROTOCOL],
            origin=self.hub.rstrip("/"),
            cookie="; ".join(f"{c.name}={c.value}" for c in self.jar if self._mine(c)),
        )
        line.settimeout(None)  # the page counts how long a kernel is silent
        page = Page(line)
        page.open()
        return page

    def _mine(self, cookie):
        return self.home.startswith(cookie.path)

    def log_in_retrying(self, password, tries):
        """Log in, and anew after each refusal, as people do; gives the refusals."""
        refused = []
        while True:
            try:
                self.log_in(password)
            except RefusedError as error:
                refused.append(str(error))
                if len(refused) == tries:
                    raise
                time.sleep(RETRY_AFTER_S)
            else:
                return refused
