"""Computing the chunks of a sweep on the workers of a Dask cluster, one machine or many.

Handing out a chunk costs the same whatever it holds. So each worker first gets an equal share of
the tiles and computes as many of them as it can within a time budget. The time that this takes
decides the size of the chunks into which the rest of the share is split.
"""

from __future__ import annotations

import math
import pickle
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..core.learning_rule.rule import RULES
from ..core.support.malloc import keep_freed_memory
from ..core.support.version import __version__
from ..networks.training import one_thread
from . import chunking
from .chunking import Span
from .plans.plan import Plan, Tile
from .storage import Chunk

INSTALL = "pip install 'stdplab[dask]'"


class SchedulerLostError(ConnectionError):
    """The Dask scheduler does not answer; the message says how to continue."""


def computed(client: Any, plan: Plan, spans: list[Span], size: int | None) -> Iterator[Chunk]:
    """Each chunk that a worker computed, in any order.

    spans    the tiles to compute
    size     tiles per chunk, or None: so many that a chunk takes `chunking.CHUNK_S`

    A chunk whose worker dies is computed by another one. Raises ValueError where client and
    worker have different versions of stdplab, `SchedulerLostError` when the scheduler is gone.
    """
    try:
        import cloudpickle  # noqa: PLC0415 - nobody needs dask without a client
        from distributed import Client, as_completed  # noqa: PLC0415
    except ImportError:
        raise ValueError(f"client= needs Dask, which is not installed. Run {INSTALL}") from None
    if not isinstance(client, Client):
        raise ValueError(f"client must be a dask.distributed.Client or None, got {client!r}")
    with _scheduler_errors(client):
        n_threads = sum(client.nthreads().values())
    if not n_threads:
        warnings.warn("The cluster has no workers yet. The sweep waits for them.", stacklevel=2)
    pickled_plan = cloudpickle.dumps(plan)
    pending: dict[Any, Span] = {}

    def submit(chunks: list[Span], budget_s: float = math.inf) -> list[Any]:
        options = {"version": __version__, "pickled_plan": pickled_plan, "budget_s": budget_s}
        with _scheduler_errors(client):
            futures = client.map(work, *zip(*chunks, strict=True), **options, pure=False)
        pending.update(zip(futures, chunks, strict=True))
        return list(futures)

    if size is None and plan.local_settings > 1:
        tiles_left = sum(stop - start for start, stop in spans)
        share = math.ceil(tiles_left / max(1, n_threads))
        first, budget_s = chunking.split(spans, share), chunking.CHUNK_S
    else:  # the caller chose a size, or each setting takes long
        first, budget_s = chunking.split(spans, size or 1), math.inf
    try:
        completed = as_completed(submit(first, budget_s) if first else [])
        for future in completed:
            tiles, tile_s = _result(client, future)
            start, stop = pending.pop(future)
            after = start + len(tiles)
            if after < stop:
                size = chunking.worker_chunk(plan, stop - after, tile_s)
                completed.update(submit(chunking.split([(after, stop)], size)))
            yield start, tiles
            future.release()
    finally:
        if pending and client.status == "running":
            client.cancel(list(pending))


def work(
    start: int, stop: int, *, version: str, pickled_plan: bytes, budget_s: float
) -> tuple[list[Tile], float]:
    """Compute tiles on a worker, on one thread; return them and the seconds per tile.

    It computes as many tiles from ``start`` on as begin within ``budget_s`` seconds, up to
    ``stop``, which is not included.
    """
    if version != __version__:
        from distributed import get_worker  # noqa: PLC0415 - see `computed`

        raise ValueError(
            f"the client has stdplab {version}, worker {get_worker().address} has {__version__}. "
            "Install the same version on both."
        )
    with one_thread(), keep_freed_memory():
        with RULES.closed():  # workers are shared: a sweep leaves no rule of its own behind
            plan: Plan = pickle.loads(pickled_plan)  # noqa: S301 - from our own client, as the task itself
        started = time.perf_counter()
        tiles = chunking.compute_for(plan, start, stop, budget_s)
        return tiles, (time.perf_counter() - started) / len(tiles)


@contextmanager
def _scheduler_errors(client: Any) -> Iterator[None]:
    """Raise `SchedulerLostError` if the scheduler is gone, or goes while it is asked."""
    if client.status != "running":
        raise _lost(client)
    try:
        yield
    except Exception as error:
        # The connection may break before the client notices, and a closed client raises other
        # errors than OSError.
        if isinstance(error, OSError) or client.status != "running":
            raise _lost(client) from None
        raise


def _result(client: Any, future: Any) -> tuple[list[Tile], float]:
    """What `work` returned, or an error that says what to do."""
    from distributed import KilledWorker, LocalCluster  # noqa: PLC0415 - see `computed`

    # On this machine the numbers come directly from the worker. Through the scheduler, the only
    # address that a client elsewhere can surely reach, they would travel twice.
    direct = isinstance(client.cluster, LocalCluster) or None
    try:
        results: list[tuple[list[Tile], float]] = client.gather([future], direct=direct)
    except ImportError as error:
        raise ValueError(
            f"a worker cannot run the sweep ({error}). Install stdplab {__version__} on all "
            "workers, and what a measure or a rule of your own imports."
        ) from error
    except KilledWorker:
        raise ValueError(
            "the workers that computed one chunk died one after another, probably because they "
            "ran out of memory. Give them more memory, or a smaller chunk=. With folder= what is "
            "done is kept."
        ) from None
    except Exception:
        if future.status == "error":  # raised by the computation itself
            raise
        raise _lost(client) from None
    return results[0]


def _lost(client: Any) -> SchedulerLostError:
    """The error for a scheduler that does not answer."""
    address = getattr(client.scheduler, "address", None)
    problem = (
        f"The Dask scheduler at {address} does not answer."
        if address
        else "The Dask client is closed, or its scheduler does not answer."
    )
    return SchedulerLostError(
        f"{problem} With folder= what is done is kept: repeat the call with another client, or "
        "without one, to resume."
    )
