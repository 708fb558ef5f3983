"""Whether TCP_NODELAY pays on Binder's server: a message to a kernel and its answer, timed.

Run `make binder-check` first, then `python -m tests.bench.nagle`: two servers from the image that
it built, one as `binder/start` sets it up and one without. The answer is as long as a board's.
"""

import os
import random
import statistics
import time
import uuid
from contextlib import ExitStack
from dataclasses import replace

from ..binder import recipe
from ..binder.image import TOOL, Image
from ..binder.server import serving
from .frames import percentiles

ECHO = """def opened(comm, _):
    comm.on_msg(lambda _: comm.send("x" * 10_000))

get_ipython().kernel.comm_manager.register_target("echo", opened)"""

ROUNDS, EACH = 5, 200

hand = random.Random()  # noqa: S311


def opened(channel):
    """Have the kernel echo; gives a callable for one trip there and back, in ms."""
    channel.run(ECHO)
    comm = {"comm_id": uuid.uuid4().hex, "data": {}}
    channel.send("comm_open", {**comm, "target_name": "echo"})

    def trip():
        begun = time.perf_counter()
        answers = channel.answers(channel.send("comm_msg", comm))
        next(answer for answer in answers if answer["header"]["msg_type"] == "comm_msg")
        return 1000 * (time.perf_counter() - begun)

    return trip


def measure(trips):
    """A list of rounds for each way, all trips of a round in random order."""
    taken = {name: [] for name in trips}
    for _ in range(ROUNDS):
        one = {name: [] for name in trips}
        for name in hand.sample([*trips] * EACH, len(trips) * EACH):
            time.sleep(hand.uniform(0.02, 0.06))  # a hand on a slider; the line falls idle
            one[name].append(trips[name]())
        for name, values in one.items():
            taken[name].append(values)
    return taken


def main():
    """Print the medians of the rounds and of all trips."""
    image = Image()
    ours = recipe.dockerfile(recipe.install_repo2docker(TOOL), image.home)
    ways = {"binder/start": ours, "without": replace(ours, start=None)}
    with ExitStack() as stack:
        trips = {}
        for name in hand.sample([*ways], len(ways)):
            server = stack.enter_context(serving(image, ways[name]))
            trips[name] = opened(stack.enter_context(server.kernel()))
        taken = measure(trips)
    print(f"load {os.getloadavg()[0]:.1f}; ms there and back, {ROUNDS} x {EACH} trips")
    for name in ways:
        rounds = taken[name]
        middle, most = percentiles([value for values in rounds for value in values])
        medians = " ".join(f"{statistics.median(values):6.1f}" for values in rounds)
        print(f"{name:<14} p50 {middle:6.1f}  p95 {most:6.1f}  medians of rounds {medians}")


if __name__ == "__main__":
    main()
