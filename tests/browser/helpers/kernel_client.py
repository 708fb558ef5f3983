"""Questions to a notebook's kernel from outside its page, and all that is known of a silent one."""

import ast
import signal
import time
from contextlib import contextmanager
from queue import Empty

import jupyter_client
import psutil
import zmq

from .server_api import PATIENCE

WAKE = 5
"""Seconds without an answer after which another connection is made; see `KernelClient`."""


class Request:
    """Code sent to a kernel over a connection of its own, where only its answer arrives."""

    def __init__(self, connection, code, **options):
        client = jupyter_client.BlockingKernelClient(
            connection_file=str(connection), context=zmq.Context.instance()
        )
        client.load_connection_file()
        self.channel = client.shell_channel
        client.execute(code, allow_stdin=False, **options)

    def answer(self, patience):
        """The answer, or None if there is none yet."""
        try:
            return self.channel.get_msg(timeout=patience)["content"]
        except Empty:
            return None

    def close(self):
        """Let go of the connection."""
        self.channel.stop()


class KernelClient:
    """A kernel that can be asked; each question goes to the process that is the kernel by then.

    ipykernel 7.0 to 7.3 may leave a request unread that comes while an answer goes out, until
    somebody else connects (github.com/ipython/ipykernel/issues/1554). So while an answer is
    missing, somebody does.
    """

    def __init__(self, connection, api):
        self.connection, self.api = connection, api
        self.started = []

    def start(self, code):
        """Send code and wait for nothing; gives the `Request`."""
        self.started.append(Request(self.connection, code))
        return self.started[-1]

    def close(self):
        """Let go of what was started."""
        for request in self.started:
            request.close()

    def run(self, code):
        """Run code in the kernel beside the notebook's own cells."""
        _checked(self._answer(code))

    def ask(self, expression):
        """The value of a Python expression in the kernel: literals only."""
        answer = self._answer("", user_expressions={"v": f"repr({expression})"})
        value = _checked(_checked(answer)["user_expressions"]["v"])
        return ast.literal_eval(ast.literal_eval(value["data"]["text/plain"]))

    def assert_becomes(self, expression, wanted):
        """Ask until the answer is the one wanted; fail with the last answer otherwise."""
        end = time.monotonic() + PATIENCE
        while (answer := self.ask(expression)) != wanted:
            assert time.monotonic() < end, f"{expression} stays {answer}, wanted {wanted}"
        return answer

    def _answer(self, code, **options):
        with _closed_at_end(Request(self.connection, code, **options)) as request:
            woken = []
            for _ in range(PATIENCE // WAKE):
                if answer := request.answer(WAKE):
                    return answer
                with _closed_at_end(Request(self.connection, "")) as other:
                    woken.append(other.answer(1) is not None)
            raise TimeoutError(self._describe_silence(code or options, woken))

    def _describe_silence(self, question, woken):
        """Everything about a kernel that did not answer; ends it to learn where it stood."""
        processes = [
            process
            for process in psutil.process_iter(["cmdline"])
            if str(self.connection) in (process.info["cmdline"] or ())
        ]
        lines = [
            f"{self.connection.name} left {question} unanswered for {PATIENCE} s,",
            f"and answered {sum(woken)} of {len(woken)} later requests of others.",
            f"The server's sessions: {self.api.get('sessions')}",
            *(f"Its process: {process}, {process.cpu_times()}" for process in processes),
        ]
        for process in processes:
            process.send_signal(signal.SIGABRT)  # on which Python writes where each thread stands
            psutil.wait_procs([process], timeout=WAKE)
        return "\n".join([*lines, "The server's log:", self.api.log.read_text()[-20_000:]])


@contextmanager
def _closed_at_end(request):
    try:
        yield request
    finally:
        request.close()


def _checked(answer):
    if answer["status"] != "ok":
        raise RuntimeError("\n".join(answer.get("traceback", [str(answer)])))
    return answer
