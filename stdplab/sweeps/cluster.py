"""The chunks of a sweep on the workers of a Dask cluster, one machine or many."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .. import __version__
from ..networks.training import one_thread
from .folder import Chunk
from .heap import held
from .plan import Plan

EACH = 4  # chunks for a worker, so that none waits long for the last one
INSTALL = "pip install 'stdplab[dask]'"


class SchedulerLostError(ConnectionError):
    """The scheduler went away; the sentence says what is left to do."""


def computed(
    client: Any, plan: Plan, chunks: Callable[[int], list[tuple[int, int]]]
) -> Iterator[Chunk]:
    """Every chunk as a worker gives it, in whatever order.

    chunks    how many at least, where there are as many -> what is to be done

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
    if client.status != "running":
        raise _lost(client)
    whole = cloudpickle.dumps(plan)
    futures = {
        client.submit(work, __version__, whole, *chunk, pure=False): chunk
        for chunk in chunks(EACH * len(client.nthreads()))
    }
    try:
        for future in as_completed(futures):
            yield (*futures[future], _result(client, future))
            future.release()
    finally:
        if client.status == "running":
            client.cancel(list(futures))


def work(version: str, whole: bytes, start: int, stop: int) -> np.ndarray:
    """What a worker does: the numbers of some tiles, on one thread, for a client like itself."""
    if version != __version__:
        from distributed import get_worker  # noqa: PLC0415 - see `computed`

        raise ValueError(
            f"the client has stdplab {version} and worker {get_worker().address} has "
            f"{__version__}: install the same version on both"
        )
    with one_thread(), held():
        plan: Plan = pickle.loads(whole)  # noqa: S301 - from our own client, as the task itself
        return plan.compute_all(start, stop)


def _result(client: Any, future: Any) -> np.ndarray:
    try:
        numbers: np.ndarray = future.result()
    except ImportError as error:
        raise ValueError(
            f"a worker cannot run the sweep ({error}): install stdplab {__version__} on all of them"
        ) from error
    except Exception:
        if future.status == "error":  # of the work itself
            raise
        raise _lost(client) from None
    return numbers


def _lost(client: Any) -> SchedulerLostError:
    address = getattr(client.scheduler, "address", "its address")
    return SchedulerLostError(
        f"the Dask scheduler at {address} does not answer: what is done is kept where the sweep "
        "has a folder=, and the same call with another client, or without one, goes on from there"
    )
