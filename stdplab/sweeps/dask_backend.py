"""The chunks of a sweep on the workers of a Dask cluster, one machine or many.

To hand out a chunk costs the same whatever it holds, and so does each number that comes back.
So each worker gets a share at first and does of it what it can in a moment; how long that took
says how the rest of the share is cut.
"""

from __future__ import annotations

import math
import pickle
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..core.support.malloc import held
from ..core.support.version import __version__
from ..networks.training import one_thread
from . import chunking
from .chunking import Span
from .plan import Plan, Tile
from .storage import Chunk

INSTALL = "pip install 'stdplab[dask]'"


class SchedulerLostError(ConnectionError):
    """The scheduler went away; the sentence says what is left to do."""


def computed(client: Any, plan: Plan, runs: list[Span], size: int | None) -> Iterator[Chunk]:
    """Every chunk as a worker gives it, in whatever order.

    runs    the tiles that are to be done
    size    how many at once, or None: so many that a chunk lasts `shares.LASTS`

    A chunk whose worker dies is computed by another one. Raises ValueError where client and
    worker have not the same stdplab, `SchedulerLostError` when nobody is left to ask.
    """
    try:
        import cloudpickle  # noqa: PLC0415 - nobody needs dask without a client
        from distributed import Client, as_completed  # noqa: PLC0415
    except ImportError:
        raise ValueError(f"a client needs Dask, which is not here: {INSTALL}") from None
    if not isinstance(client, Client):
        raise ValueError(f"client is {client!r}: give a dask.distributed.Client, or None")
    with _asked(client):
        hands = sum(client.nthreads().values())
    if not hands:
        warnings.warn("the cluster has no workers yet: the sweep waits for them", stacklevel=2)
    whole = cloudpickle.dumps(plan)
    waiting: dict[Any, Span] = {}

    def handed(chunks: list[Span], lasts: float = math.inf) -> list[Any]:
        options = {"version": __version__, "whole": whole, "lasts": lasts}
        with _asked(client):
            made = client.map(work, *zip(*chunks, strict=True), **options, pure=False)
        waiting.update(zip(made, chunks, strict=True))
        return list(made)

    if size is None and plan.largest > 1:
        count = sum(stop - start for start, stop in runs)
        first, lasts = chunking.cut(runs, math.ceil(count / max(1, hands))), chunking.LASTS
    else:  # asked for, or each setting is dear
        first, lasts = chunking.cut(runs, size or 1), math.inf
    try:
        futures = as_completed(handed(first, lasts) if first else [])
        for future in futures:
            tiles, seconds = _result(client, future)
            start, stop = waiting.pop(future)
            after = start + len(tiles)
            if after < stop:
                size = chunking.measured(plan, stop - after, seconds)
                futures.update(handed(chunking.cut([(after, stop)], size)))
            yield start, tiles
            future.release()
    finally:
        if waiting and client.status == "running":
            client.cancel(list(waiting))


def work(
    start: int, stop: int, *, version: str, whole: bytes, lasts: float
) -> tuple[list[Tile], float]:
    """What a worker does, on one thread, for a client like itself: tiles, and seconds for each.

    As many from ``start`` on as begin within ``lasts`` seconds, ``stop`` not among them.
    """
    if version != __version__:
        from distributed import get_worker  # noqa: PLC0415 - see `computed`

        raise ValueError(
            f"the client has stdplab {version} and worker {get_worker().address} has "
            f"{__version__}: install the same version on both"
        )
    with one_thread(), held():
        plan: Plan = pickle.loads(whole)  # noqa: S301 - from our own client, as the task itself
        begun = time.perf_counter()
        tiles = chunking.some(plan, start, stop, lasts)
        return tiles, (time.perf_counter() - begun) / len(tiles)


@contextmanager
def _asked(client: Any) -> Iterator[None]:
    """Whoever asks a scheduler that went away, or goes away meanwhile, is told so."""
    if client.status != "running":
        raise _lost(client)
    try:
        yield
    except Exception as error:
        # The line may break before the client knows, and what a closed client says is no OSError.
        if isinstance(error, OSError) or client.status != "running":
            raise _lost(client) from None
        raise


def _result(client: Any, future: Any) -> tuple[list[Tile], float]:
    from distributed import KilledWorker, LocalCluster  # noqa: PLC0415 - see `computed`

    # Numbers that stay on this machine come from their worker: by way of the scheduler, which
    # is the only one that a client elsewhere surely reaches, they would travel twice.
    direct = isinstance(client.cluster, LocalCluster) or None
    try:
        found: list[tuple[list[Tile], float]] = client.gather([future], direct=direct)
    except ImportError as error:
        raise ValueError(
            f"a worker cannot run the sweep ({error}): install stdplab {__version__} on all of "
            "them, and what a measure or a rule of your own imports"
        ) from error
    except KilledWorker:
        raise ValueError(
            "the workers that took one chunk died one after another, mostly for want of memory: "
            "give them more, or a smaller chunk=; a sweep with a folder= has kept what is done"
        ) from None
    except Exception:
        if future.status == "error":  # of the work itself
            raise
        raise _lost(client) from None
    return found[0]


def _lost(client: Any) -> SchedulerLostError:
    at = getattr(client.scheduler, "address", None)
    who = f"Dask scheduler at {at}" if at else "Dask client is closed, or its scheduler"
    return SchedulerLostError(
        f"the {who} does not answer: what is done is kept where the sweep "
        "has a folder=, and the same call with another client, or without one, goes on from there"
    )
